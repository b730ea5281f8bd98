"""Does a finder go on with his own report, without our token or reference?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.incoming_mail import Authenticated, IncomingMail
from bot.merged_cases import current
from bot.participants import participants_of
from bot.receipt_caps import key_of_subject
from register_store.books import Books
from register_store.case import SETTLED
from register_store.keys import Keys
from register_store.organisation import Organisation

#: So long after his report a mail with the same subject may be its forgotten attachment.
SAME_SUBJECT_TIME = timedelta(days=1)
_NEWEST = 5


class Sign(StrEnum):
    """By what we know that he goes on."""

    THREAD = "thread"  #: he answers a mail of his own that is in the case: only he and we know its Message-ID
    SUBJECT = "subject"  #: same address, same subject, within a day: enough for an addition, not for a new report


@dataclass(frozen=True, slots=True, kw_only=True)
class Continued:
    """The case he goes on with."""

    reference: str
    sign: Sign


def continued(
    books: Books,
    keys: Keys,
    organisation: Organisation,
    mail: IncomingMail,
    *,
    authenticated: Authenticated,
    arrived_at: datetime,
) -> Continued | None:
    """The open case whose finder writes again; a forged sender goes on with nothing."""
    if mail.sender is None or authenticated is Authenticated.FAIL:
        return None
    sender = mail.sender.address
    by_thread = (
        known.reference
        for message_id in (*reversed(mail.in_reply_to), *reversed(mail.references))[:_NEWEST]
        for known in books.same.with_message_id(message_id)
    )
    if reference := _first_of(books, organisation, by_thread, sender):
        return Continued(reference=reference, sign=Sign.THREAD)
    # A contact form writes in our own name for everybody, always with the same subject.
    if organisation.is_own_domain(sender) or mail.form_sender is not None or not mail.subject.strip():
        return None
    since = arrived_at - SAME_SUBJECT_TIME
    known_by_subject = books.same.reported_as(key_of_subject(mail.subject, keys), sender, since)
    by_subject = (known.reference for known in reversed(known_by_subject))
    reference = _first_of(books, organisation, by_subject, sender)
    return Continued(reference=reference, sign=Sign.SUBJECT) if reference else None


def _first_of(books: Books, organisation: Organisation, references: Iterable[str], sender: str) -> str | None:
    """The first of these cases that is open, or goes on in an open one, and that he reported."""
    for reference in references:
        case = books.register.find(reference)
        if case is None or current(books, case).state in SETTLED:
            continue
        if sender in participants_of(books, organisation, case):
            return reference
    return None
