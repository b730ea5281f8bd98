"""What Meldpost would say of a mail in a file: every key of design section 5, and nothing changed anywhere."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.errors import MailError
from bot.intake import sender_facts
from bot.officers.command_grammar import read_commands
from bot.reader import Belief, Reader
from bot.triage import ThreadFacts, triage
from register_store.findings import findings_to_json
from register_store.organisation import AddressForm, Organisation

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


def explain(path: Path, organisation: Organisation, reader: Reader, mark_key: bytes) -> Mapping[str, Any]:
    """One mail's findings, route and commands as JSON values; raises OSError when the file cannot be read."""
    raw = path.read_bytes()
    try:
        return {"file": str(path), **_explained(raw, organisation, reader, mark_key)}
    except MailError:
        return {"file": str(path), **dict.fromkeys(_KEYS), "error": "This mail cannot be read; it would be set aside."}


def _explained(raw: bytes, organisation: Organisation, reader: Reader, mark_key: bytes) -> dict[str, Any]:
    read = reader.read(raw, Belief(proof=organisation.proof, authserv_id=organisation.authserv_id))
    mail = read.mail
    now = datetime.now(UTC)
    typed = read_commands(mail.words.own)
    facts = ThreadFacts(
        mark_key=mark_key,
        answered=None,
        returned=None,
        subject_reference=None,
        participants=frozenset(),
        is_officer=mail.sender is not None and organisation.officer(mail.sender.address) is not None,
        authenticated=read.authenticated,
        arrived_at=now,  # a file does not tell when it arrived; its Date is only the sender's word
        now=now,
    )
    decided = triage(mail, facts, looks_like_command=bool(typed.commands))
    findings = reader.examine(mail.words, mail.pictures, sender_facts(mail, organisation)).findings
    return {
        **findings_to_json(findings),
        "route": decided.route.value,
        "may_answer": decided.may_answer,
        "why_not": decided.why_not.value if decided.why_not else None,
        "own_words": mail.words.own,
        "commands": [{"verb": command.verb.value, "argument": command.argument} for command in typed.commands],
        "not_understood": [near_miss.line for near_miss in typed.not_understood],
    }


_KEYS = (
    *("verdict", "probability", "clues", "language", "kind", "personal_data", "affected_count", "screenshots"),
    *("description", "mentions_reproduction", "reproduction", "urls", "extortion", "processor", "internal"),
    *("missing", "facts", "origins", "route", "may_answer", "why_not", "own_words", "commands", "not_understood"),
)
