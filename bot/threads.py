"""Finds which letter and case a mail belongs to: by our token, a returned letter, a reference in subject or text."""

import re
from datetime import datetime, timedelta

from bot.asked_others import answers_task
from bot.incoming_mail import Authenticated, IncomingMail
from bot.participants import participants_of
from bot.stationery import Stationery, tokens_in
from bot.triage import ThreadFacts
from register_store.books import Books
from register_store.letter import KnownLetter, LetterKind
from register_store.organisation import Organisation

_REFERENCE = re.compile(r"\b(?:DL-\d{4}-\d{4,6}|OEF-\d{4}-\d{3,6})\b", re.IGNORECASE)
#: How many Message-IDs are looked up, newest first; longer threads are of people, not of ours.
_NEWEST = 5
#: Within this time after his receipt, a finder's mail that names his case in its text answers the receipt: programs
#: that confirm every mail drop our thread, write a subject of their own and quote us.
_AT_ONCE = timedelta(hours=1)
_LONGEST_TEXT = 20_000
_MOST_NAMED = 5


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
    beside_inbox: bool = False,
) -> ThreadFacts:
    """What triage must know of our books."""
    answered = _answered(books, stationery, mail)
    subject_reference = _subject_reference(books, mail.subject) or _quoted_reference(books, mail, now)
    reference = (answered.reference if answered else None) or subject_reference
    case = books.register.find(reference) if reference else None
    participants = participants_of(books, organisation, case) if case else frozenset()
    if mail.sender and answers_task(organisation, answered, mail.sender, authenticated):
        participants |= {mail.sender.address}
    return ThreadFacts(
        mark_key=mark_key,
        answered=answered,
        returned=books.outbox.by_message_id(mail.original_message_ids) if mail.original_message_ids else None,
        subject_reference=subject_reference,
        participants=participants,
        is_officer=mail.sender is not None and organisation.officer(mail.sender.address) is not None,
        authenticated=authenticated,
        arrived_at=arrived_at,
        now=now,
        beside_inbox=beside_inbox,
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


def _quoted_reference(books: Books, mail: IncomingMail, now: datetime) -> str | None:
    """The case whose finder names it in his text shortly after its receipt went out."""
    if mail.sender is None:
        return None
    named = dict.fromkeys(found.upper() for found in _REFERENCE.findall(mail.words.whole[:_LONGEST_TEXT]))
    sender, since = mail.sender.address, now - _AT_ONCE
    return next(
        (
            reference
            for reference in list(named)[:_MOST_NAMED]
            if books.outbox.written(LetterKind.RECEIPT, since, recipient=sender, reference=reference)
        ),
        None,
    )
