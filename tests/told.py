"""Everything a mail's bytes tell, as plain values: what the twins beside the mails hold."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from house import JUIST

from bot.incoming_mail import Address, Attachment, IncomingMail
from bot.lanes.finder_of_report import people_named
from bot.reading.authentication import authentication_of
from bot.reading.read_mail import read_mail
from bot.triage import ThreadFacts, triage
from classifiers.words import Picture
from register_store.organisation import Proof

ARRIVED = datetime(2026, 11, 23, 8, 15, tzinfo=UTC)
AUTHSERV_ID = "mx.juist.nl"


def told(raw: bytes) -> dict[str, Any]:
    """Words, people, things, gates; what is empty is left out."""
    mail = read_mail(raw)
    proven = authentication_of(mail, raw, Proof.AUTHSERV_ID, AUTHSERV_ID)
    facts = ThreadFacts(
        mark_key=b"k" * 32,
        answered=None,
        returned=None,
        subject_reference=None,
        participants=frozenset(),
        is_officer=False,
        authenticated=proven,
        arrived_at=ARRIVED,
        now=ARRIVED,
    )
    decided = triage(mail, facts, looks_like_command=False)
    values = {
        **_people(mail),
        **_words(mail),
        "pictures": [_picture(each) for each in mail.pictures],
        "attachments": [_attachment(each) for each in mail.attachments],
        "is_delivery_report": mail.is_delivery_report,
        "original_message_ids": list(mail.original_message_ids),
        "authenticated": proven.value,
        "may_answer": decided.may_answer,
        "why_not": decided.why_not.value if decided.why_not else None,
        "defects": list(mail.defects),
    }
    return {key: value for key, value in values.items() if value or key in ("may_answer", "own")}


def _people(mail: IncomingMail) -> dict[str, Any]:
    return {
        "subject": mail.subject,
        "message_id": mail.message_id,
        "written_at": mail.written_at.isoformat() if mail.written_at else None,
        "sender": _shown(mail.sender),
        "from_shown": _shown(mail.from_shown),
        "reply_to": _shown(mail.reply_to),
        "form_sender": _shown(mail.form_sender),
        **{fact.name: fact.value for fact in people_named(mail, JUIST)},
        "forwarded_senders": _all_shown(mail.forwarded_senders),
        "recipients": _all_shown(mail.recipients[:5]),
        "in_reply_to": list(mail.in_reply_to),
        "references": list(mail.references),
    }


def _words(mail: IncomingMail) -> dict[str, Any]:
    words = mail.words
    return {
        "own": words.own,
        "whole": words.whole if words.whole != words.own else None,
        "quoted": words.quoted,
        "forwarded": list(words.forwarded),
        "links": list(mail.links),
    }


def _picture(picture: Picture) -> dict[str, Any]:
    """Its type is sniffed from the bytes where they tell."""
    values = {
        "name": picture.name,
        "type": picture.content_type,
        "size": len(picture.content),
        "inline": picture.is_inline,
        "in_signature": picture.is_in_signature,
    }
    return {key: value for key, value in values.items() if value}


def _attachment(attachment: Attachment) -> dict[str, Any]:
    values = {
        "name": attachment.name,
        "type": attachment.content_type,
        "size": attachment.size,
        "text": attachment.text,
    }
    return {key: value for key, value in values.items() if value}


def _shown(address: Address | None) -> str | None:
    if address is None:
        return None
    return f"{address.name} <{address.address}>" if address.name else address.address


def _all_shown(addresses: Iterable[Address]) -> list[str]:
    return [shown for each in addresses if (shown := _shown(each))]
