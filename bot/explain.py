"""What Meldpost would say of a mail in a file: every key of design section 5, and nothing changed anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.incoming_mail import Authenticated, IncomingMail
from bot.intake import sender_facts
from bot.lanes.finder_of_report import people_named
from bot.locked_mail import at_least_doubt
from bot.officers.command_grammar import Typed
from bot.officers.typed_mail import read_mail_commands
from bot.reader import Belief, Examined, Read, Reader
from bot.reading.surely_seen import with_unseen_named
from bot.triage import ThreadFacts, Triage, WhyNot, objections, triage
from classifiers.verdict_thresholds import Thresholds
from register_store.findings import Findings, Verdict, findings_to_json
from register_store.organisation import AddressForm, Organisation

if TYPE_CHECKING:  # it brings the model's libraries along, which take a second to load
    from bot.direct_reader import DirectReader

#: Whose eyes are used when no settings are at hand: both first organisations, and nobody's officers.
ANYBODY = Organisation(
    key="anybody",
    name="",
    mailbox="mail@juist.nl",
    domains=("juist.nl", "doorkees.nl"),
    phone="",
    officers=(),
    management=(),
    address_form=AddressForm.U,
    handle_incidents=True,
)


SET_ASIDE = "This mail cannot be read; it would be set aside."


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """One mail, read and judged, with nothing changed anywhere."""

    mail: IncomingMail
    authenticated: Authenticated
    typed: Typed
    decided: Triage
    objections: tuple[WhyNot, ...]
    findings: Findings
    thresholds: Thresholds  #: from which chance on a mail to this organisation is what


def look_at(path: Path, organisation: Organisation, reader: "DirectReader", mark_key: bytes) -> Looked:
    """Read and judge the mail of a file; raises OSError or `MailError`."""
    raw = path.read_bytes()
    read = reader.read(raw, Belief(proof=organisation.proof, authserv_id=organisation.authserv_id))
    mail = read.mail
    typed = read_mail_commands(with_unseen_named(raw, mail).words, mail.sender.name if mail.sender else "")
    facts = _facts(read, organisation, mark_key)
    sender = sender_facts(mail, organisation)
    findings = _with_pictures(at_least_doubt(mail, reader.examine(mail.words, mail.pictures, sender)), reader)
    return Looked(
        mail=mail,
        authenticated=read.authenticated,
        typed=typed,
        decided=triage(mail, facts, looks_like_command=bool(typed.commands)),
        objections=tuple(objections(mail, facts)),
        findings=replace(findings, facts=(*findings.facts, *people_named(mail, organisation))),
        thresholds=reader.thresholds(sender),
    )


def explained(path: Path, looked: Looked | None) -> Mapping[str, Any]:
    """The keys of design section 5 as JSON values; all of them null for a mail that could not be read."""
    if looked is None:
        return {"file": str(path), **dict.fromkeys(_KEYS), "error": SET_ASIDE}
    decided, typed = looked.decided, looked.typed
    return {
        "file": str(path),
        **findings_to_json(looked.findings),
        "route": decided.route.value,
        "may_answer": decided.may_answer,
        "why_not": decided.why_not.value if decided.why_not else None,
        "own_words": looked.mail.words.own,
        "commands": [{"verb": command.verb.value, "argument": command.argument} for command in typed.commands],
        "not_understood": [near_miss.line for near_miss in typed.not_understood],
    }


def _facts(read: Read, organisation: Organisation, mark_key: bytes) -> ThreadFacts:
    now, sender = datetime.now(UTC), read.mail.sender
    return ThreadFacts(
        mark_key=mark_key,
        answered=None,
        returned=None,
        subject_reference=None,
        participants=frozenset(),
        is_officer=sender is not None and organisation.officer(sender.address) is not None,
        authenticated=read.authenticated,
        arrived_at=now,  # a file does not tell when it arrived; its Date is only the sender's word
        now=now,
    )


def _with_pictures(examined: Examined, reader: Reader) -> Findings:
    """As in the house: pictures are read once there is a case, and ordinary mail makes none."""
    if examined.findings.verdict is Verdict.ORDINARY or not examined.evidence or not reader.can_read_pictures():
        return examined.findings
    return reader.add_picture_words(examined.findings, examined.evidence)


_KEYS = (
    *("verdict", "probability", "clues", "language", "kind", "personal_data", "affected_count", "screenshots"),
    *("description", "mentions_reproduction", "reproduction", "urls", "extortion", "processor", "internal"),
    *("missing", "facts", "origins", "route", "may_answer", "why_not", "own_words", "commands", "not_understood"),
)
