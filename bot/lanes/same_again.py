"""The lane of a mail that a case has already: it is noted, and nobody hears of it twice."""

from datetime import datetime, timedelta

from bot.correspondence import thread_of
from bot.evidence_of_mail import enter
from bot.lanes.new_case import enter_mail
from bot.office import Office
from bot.received import Received, Settled
from register_store.books import Books
from register_store.event_chain import EventKind
from register_store.evidence_files import Piece
from register_store.letter import LetterKind

#: Officers hear of a finder's repeats at most once in this time: a robot that repeats itself must not flood them.
QUIET = timedelta(hours=3)


def settle_copy(office: Office, books: Books, received: Received, now: datetime) -> Settled:
    """The very mail over another way: the case notes where else it came in."""
    case = books.register.find(received.same.reference or "")
    if case is None or books.same.has_fingerprint(case.reference, received.fingerprint):
        return Settled(reference=case.reference if case else None)  # people moved it: nothing new
    enter_mail(books, case, received, role="copy", how_found="copy")
    payload = {"text": f"the same mail came in again, in {received.place.folder}", "to": _mailbox(office, received)}
    books.register.record(case, kind=EventKind.MAIL_ADDED, actor="meldpost", at=now, payload=payload)
    office.cut(6)
    return Settled(reference=case.reference)


def settle_repeat(
    office: Office, books: Books, received: Received, evidence: tuple[Piece, ...], now: datetime
) -> Settled:
    """The finder says the same once more: his case remembers it, the officer hears of it, he gets no second receipt."""
    case = books.register.find(received.same.reference or "")
    assert case is not None
    enter_mail(books, case, received, role="follow_up", how_found="repeat")
    enter(books, evidence, case.reference)
    payload = {"text": "the finder sent the same report again"}
    books.register.record(case, kind=EventKind.MAIL_ADDED, actor="finder", at=now, payload=payload)
    office.cut(6)
    known = books.outbox.of_case(case.reference)
    if not books.outbox.written(LetterKind.FINDER_WROTE, now - QUIET, reference=case.reference):
        for letter in office.letters.finder_wrote(
            case, now, screenshots_added=0, deleted_confirmed=False, thread=thread_of(known)
        ):
            books.outbox.put(letter)
    office.cut(7)
    return Settled(reference=case.reference)


def _mailbox(office: Office, received: Received) -> str:
    """Through which of our own addresses it came, as the receiving server says; other addresses are not kept."""
    names = ("X-Original-To", "Delivered-To", "Envelope-To")
    named = [value.strip(" <>").lower() for name in names for value in received.mail.all_headers(name)]
    return next((address for address in named if office.organisation.is_own_domain(address)), "")
