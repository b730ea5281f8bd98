"""Finds which letter and case a mail belongs to: by our token, by a returned letter, by a reference in the subject."""

import re
from datetime import datetime

from bot.incoming_mail import Authenticated, IncomingMail
from bot.stationery import Stationery, tokens_in
from bot.triage import ThreadFacts
from register_store.books import Books
from register_store.letter import KnownLetter
from register_store.organisation import Organisation

_REFERENCE = re.compile(r"\b(?:DL-\d{4}-\d{4,6})\b", re.IGNORECASE)
#: How many Message-IDs are looked up, newest first; longer threads are of people, not of ours.
_NEWEST = 5


def thread_facts(
    books: Books,
    organisation: Organisation,
    stationery: Stationery,
    mail: IncomingMail,
    *,
    authenticated: Authenticated,
    arrived_at: datetime,
    now: datetime,
    mark_key: bytes,
) -> ThreadFacts:
    """What triage must know of our books."""
    answered = _answered(books, stationery, mail)
    subject_reference = _subject_reference(books, mail.subject)
    reference = (answered.reference if answered else None) or subject_reference
    case = books.register.find(reference) if reference else None
    participants = {case.finder_address.lower()} if case and case.finder_address else set()
    return ThreadFacts(
        mark_key=mark_key,
        answered=answered,
        returned=books.outbox.by_message_id(mail.original_message_ids) if mail.original_message_ids else None,
        subject_reference=subject_reference,
        participants=frozenset(participants),
        is_officer=mail.sender is not None and organisation.officer(mail.sender.address) is not None,
        authenticated=authenticated,
        arrived_at=arrived_at,
        now=now,
    )


def _answered(books: Books, stationery: Stationery, mail: IncomingMail) -> KnownLetter | None:
    newest_first = (*reversed(mail.in_reply_to), *reversed(mail.references))[:_NEWEST]
    tokens = tokens_in(newest_first)
    letter = books.outbox.by_token(tokens) if tokens else None
    return letter if letter and stationery.is_genuine(letter) else None


def _subject_reference(books: Books, subject: str) -> str | None:
    """The first reference in the subject that is a case of ours."""
    named = (found.upper() for found in _REFERENCE.findall(subject[:1000]))
    return next((reference for reference in named if books.register.find(reference)), None)
