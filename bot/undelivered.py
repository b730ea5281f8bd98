"""What follows when a letter of ours did not reach its reader: its case is told, and the next who may look, once."""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.ladder_round import tell
from bot.merged_cases import current
from bot.office import Office
from register_store.books import Books
from register_store.case import Case
from register_store.event_chain import CaseEvent, EventKind
from register_store.ladder import Rung
from register_store.letter import TO_OTHERS, URGENT, KnownLetter, LetterKind
from register_store.organisation import Officer, OfficerRole

#: What `receipt_held` says of a finder whose receipt failed: no letter goes to that address any more.
RETURNED = "returned"
#: The administrator hears of failing letters at most once in this time, unless nobody else is left.
OPS_PAUSE = timedelta(days=1)
#: An automatic answer says that somebody is away; after this time nobody believes it any more.
AWAY_FOR = timedelta(days=14)
AUTOMATIC_ANSWER = "automatic answer"


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
    elif letter.kind in TO_OTHERS and case is not None:
        for officer in office.letters.concerned(current(books, case)):
            books.outbox.put(office.letters.unreached(officer, case, now, letter=letter, why=why.value))


def note_away(office: Office, books: Books, case: Case, officer: Officer, letter: KnownLetter, now: datetime) -> None:
    """Who should look is away: the next is told, each once a case; when nobody is left, management."""
    gone = _away(office, books, case, now) | books.outbox.unreached(case.reference) | {officer.address}
    if letter.kind not in URGENT or _somebody_looks(office, case, gone):
        return
    follower = next((one for one in _in_order(office) if one.address not in gone), None)
    if follower is None:
        tell(office, books, case, Rung.MANAGEMENT, case.opened_at, now, away=True)
    elif follower.address not in _told(books, case):
        books.outbox.put(office.letters.unreached(follower, case, now, letter=letter, why=Unreached.AWAY.value))


def _note_in_case(books: Books, case: Case, letter: KnownLetter, why: Unreached, now: datetime) -> None:
    held = {"receipt_held": RETURNED} if letter.kind is LetterKind.RECEIPT else {}
    payload = {"letter": letter.kind.value, "text": letter.kind.value, "reason": why.value}
    books.register.change(case, held, kind=EventKind.LETTER_RETURNED, actor="meldpost", at=now, payload=payload)


def _tell_others(
    office: Office, books: Books, case: Case | None, letter: KnownLetter, why: Unreached, now: datetime
) -> None:
    follower = _next_officer(office, books, case, letter, now) if letter.kind in URGENT else None
    if follower is not None:
        books.outbox.put(office.letters.unreached(follower, case, now, letter=letter, why=why.value))
    elif case is not None and case.is_open and letter.kind in URGENT:
        tell(office, books, case, Rung.MANAGEMENT, case.opened_at, now, away=True)
    ops = office.ops
    if not ops or ops == letter.recipient:
        return
    told = books.outbox.written(LetterKind.UNREACHED, now - OPS_PAUSE, recipient=ops)
    if follower is None or not told:
        books.outbox.put(office.letters.unreached(ops, case, now, letter=letter, why=why.value))


def _next_officer(
    office: Office, books: Books, case: Case | None, letter: KnownLetter, now: datetime
) -> Officer | None:
    """In the order of alarm, the first whom every letter about this case reached and who is not away."""
    away = _away(office, books, case, now) if case else frozenset()
    missed = books.outbox.unreached(letter.reference) | {letter.recipient} | away
    return next((officer for officer in _in_order(office) if officer.address not in missed), None)


def _in_order(office: Office) -> list[Officer]:
    order = list(OfficerRole)
    return sorted(office.organisation.officers, key=lambda officer: order.index(officer.role))


def _somebody_looks(office: Office, case: Case, gone: frozenset[str]) -> bool:
    """Is the officer who took the case within reach; before that, any handler?"""
    taken_by = office.organisation.officer(case.handler) if case.handler else None
    handlers = [one for one in office.organisation.officers if one.role is OfficerRole.HANDLER]
    return any(one.address not in gone for one in ([taken_by] if taken_by else handlers))


def _away(office: Office, books: Books, case: Case, now: datetime) -> frozenset[str]:
    """Officers whose last sign in this case was an automatic answer."""
    addresses = {officer.name: officer.address for officer in office.organisation.officers}
    away: set[str] = set()
    for event in books.register.chain.of_case(case.reference):
        address = addresses.get(str((event.payload or {}).get("by", "")))
        if address and event.at >= now - AWAY_FOR:
            (away.add if _is_automatic(event) else away.discard)(address)
    return frozenset(away)


def _is_automatic(event: CaseEvent) -> bool:
    return event.kind is EventKind.MAIL_ADDED and (event.payload or {}).get("text") == AUTOMATIC_ANSWER


def _told(books: Books, case: Case) -> frozenset[str]:
    """Who heard in this case already that somebody else was not reached."""
    return frozenset(letter.recipient for letter in books.outbox.of_case(case.reference, LetterKind.UNREACHED))
