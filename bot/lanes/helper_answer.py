"""The lane of IT or a processor who answers: his words join the case, its officers hear them masked."""

from datetime import datetime

from bot.asked_others import task_of
from bot.correspondence import thread_of
from bot.evidence_of_mail import enter
from bot.gates.automatic_mail import is_automatic
from bot.lanes.new_case import enter_mail
from bot.locked_mail import is_locked
from bot.merged_cases import current
from bot.office import Office
from bot.received import Received, Settled
from register_store.books import Books
from register_store.case import Case
from register_store.event_chain import EventKind
from register_store.evidence_files import Piece
from register_store.requests import Request
from replies.task_letters import task_answered

#: Of a long answer so much is kept in the case's history; the whole mail is evidence.
_LONGEST = 4000


def settle(
    office: Office, books: Books, received: Received, evidence: tuple[Piece, ...], request: Request, now: datetime
) -> Settled:
    """Join his mail to the case. An automatic answer is noted, and we go on waiting."""
    asked_about = books.register.find(request.reference)
    assert asked_about is not None
    case = current(books, asked_about)
    enter_mail(books, case, received, role="helper", how_found="token")
    settled = Settled(reference=case.reference)
    if is_automatic(received.mail):
        payload = {"text": "automatic answer", "by": request.name or request.role.value}
        books.register.record(case, kind=EventKind.MAIL_ADDED, actor=request.role.value, at=now, payload=payload)
        return settled
    enter(books, evidence, case.reference)
    text = "" if is_locked(received.mail) else received.mail.words.own.strip()[:_LONGEST]
    payload = {"text": text, "by": request.name or request.role.value}
    books.register.record(case, kind=EventKind.ANSWERED, actor=request.role.value, at=now, payload=payload)
    books.requests.answered(request, now)
    office.cut(6)
    _tell_officers(office, books, case, request, text, now, is_locked=is_locked(received.mail))
    office.cut(7)
    return settled


def _tell_officers(
    office: Office, books: Books, case: Case, request: Request, text: str, now: datetime, *, is_locked: bool
) -> None:
    thread = thread_of(books.outbox.of_case(case.reference))
    for officer in office.letters.concerned(case):
        stamp = office.stationery.new_stamp(officer.address, case.reference, now)
        books.outbox.put(
            task_answered(
                office.organisation,
                officer,
                case,
                stamp,
                asked=task_of(request),
                text=text,
                answered=thread,
                is_locked=is_locked,
            )
        )
