"""What follows when a letter of ours did not reach its reader: its case is told, and the next officer, once."""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.office import Office
from register_store.books import Books
from register_store.case import Case
from register_store.event_chain import EventKind
from register_store.letter import URGENT, KnownLetter, LetterKind
from register_store.organisation import Officer, OfficerRole

#: What `receipt_held` says of a finder whose receipt failed: no letter goes to that address any more.
RETURNED = "returned"
#: The administrator hears of failing letters at most once in this time, unless nobody else is left.
OPS_PAUSE = timedelta(days=1)


class Unreached(StrEnum):
    """Why somebody did not get, or does not read, a letter."""

    REFUSED = "refused"  #: the mail server said no for good
    GAVE_UP = "gave_up"  #: it said "not now" for two days
    RETURNED = "returned"  #: a delivery report says that it failed
    AWAY = "away"  #: an out-of-office message came back


def note_undelivered(office: Office, books: Books, letter: KnownLetter, why: Unreached, now: datetime) -> None:
    """Call once per letter, in the transaction that marks it as failed."""
    case = books.register.find(letter.reference) if letter.reference else None
    if case is not None:
        _note_in_case(books, case, letter, why, now)
    if letter.kind in URGENT or letter.kind is LetterKind.DIGEST:
        _tell_others(office, books, case, letter, why, now)


def note_away(office: Office, books: Books, case: Case, officer: Officer, letter: KnownLetter, now: datetime) -> None:
    """The only handler is away: the deputy is told, once a case. Others may be away without harm."""
    known = books.outbox.of_case(case.reference, LetterKind.UNREACHED)
    if known or letter.kind not in URGENT or not _is_only_handler(office, case, officer):
        return
    follower = _next_officer(office, books, letter)
    if follower is not None:
        books.outbox.put(office.letters.unreached(follower, case, now, letter=letter, why=Unreached.AWAY.value))


def _note_in_case(books: Books, case: Case, letter: KnownLetter, why: Unreached, now: datetime) -> None:
    held = {"receipt_held": RETURNED} if letter.kind is LetterKind.RECEIPT else {}
    payload = {"letter": letter.kind.value, "text": letter.kind.value, "reason": why.value}
    books.register.change(case, held, kind=EventKind.LETTER_RETURNED, actor="meldpost", at=now, payload=payload)


def _tell_others(
    office: Office, books: Books, case: Case | None, letter: KnownLetter, why: Unreached, now: datetime
) -> None:
    follower = _next_officer(office, books, letter) if letter.kind in URGENT else None
    if follower is not None:
        books.outbox.put(office.letters.unreached(follower, case, now, letter=letter, why=why.value))
    ops = office.ops
    if not ops or ops == letter.recipient:
        return
    told = books.outbox.written(LetterKind.UNREACHED, now - OPS_PAUSE, recipient=ops)
    if follower is None or not told:
        books.outbox.put(office.letters.unreached(ops, case, now, letter=letter, why=why.value))


def _next_officer(office: Office, books: Books, letter: KnownLetter) -> Officer | None:
    """In the order of alarm, the first whom every letter about this case reached; the failed ones run out."""
    missed = books.outbox.unreached(letter.reference) | {letter.recipient}
    order = list(OfficerRole)
    officers = sorted(office.organisation.officers, key=lambda officer: order.index(officer.role))
    return next((officer for officer in officers if officer.address not in missed), None)


def _is_only_handler(office: Office, case: Case, officer: Officer) -> bool:
    if case.handler:
        return office.organisation.officer(case.handler) == officer
    handlers = [one for one in office.organisation.officers if one.role is OfficerRole.HANDLER]
    return handlers == [officer]
