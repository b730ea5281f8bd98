"""A mail that arrived encrypted and that no key of ours opened: a person must look, whatever stands around it."""

from dataclasses import replace

from bot.incoming_mail import IncomingMail
from bot.reader import Examined
from register_store.findings import Clue, Verdict, Where

_LOCKED = Clue(label="versleuteld, niet te openen", text="", weight=1.0, where=Where.BODY)


def is_locked(mail: IncomingMail) -> bool:
    """Is there something in it that only its addressee's key opens?"""
    return "EncryptedMail" in mail.defects


def at_least_doubt(mail: IncomingMail, examined: Examined) -> Examined:
    """Nobody can say that it is ordinary; the officers hear why it is a doubt."""
    findings = examined.findings
    if not is_locked(mail) or findings.verdict is Verdict.REPORT:
        return examined
    return replace(examined, findings=replace(findings, verdict=Verdict.DOUBT, clues=(_LOCKED, *findings.clues)))
