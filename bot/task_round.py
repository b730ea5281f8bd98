"""IT or a processor did not answer in time: it is reminded twice at most, and the officer hears of it."""

from datetime import datetime, timedelta
from itertools import groupby

from bot.asked_others import task_of
from bot.correspondence import thread_of
from bot.merged_cases import current
from bot.office import Office
from register_store.books import Books
from register_store.case import Case
from register_store.office_hours import after_working
from register_store.organisation import Organisation
from register_store.processor import Processor
from register_store.requests import Request
from replies.letter_headers import Answered
from replies.task_letters import task, task_unanswered

MOST_REMINDERS = 2


def remind(office: Office) -> None:
    """Once a turn: every question whose time has passed. Who has answered is left alone."""
    now = office.clock()
    with office.bookcase.transaction() as books:
        overdue = sorted(books.requests.overdue(now, MOST_REMINDERS), key=_question)
        for _, rows in groupby(overdue, key=_question):
            _remind(office, books, list(rows), now)


def working_day_later(organisation: Organisation, now: datetime) -> datetime:
    """One working day from now."""
    hours = organisation.office_hours
    return after_working(hours, now, timedelta(hours=max(1, hours.closes - hours.opens)))


def language_of(organisation: Organisation, request: Request) -> str:
    """In which language this one is written to."""
    named = (one for one in organisation.processors if isinstance(one, Processor) and one.name == request.name)
    return next((one.language for one in named), organisation.language)


def _question(request: Request) -> tuple[str, str, str, datetime]:
    """The same for all who were asked the same."""
    return request.reference, request.role.value, request.name, request.asked_at


def _remind(office: Office, books: Books, rows: list[Request], now: datetime) -> None:
    asked_about = books.register.find(rows[0].reference)
    case = current(books, asked_about) if asked_about else None
    if asked_about is None or case is None or not case.is_open:
        return  # nobody waits for this any more; if the case is opened again, they are reminded
    due_at = working_day_later(office.organisation, now)
    for request in rows:
        _write_again(office, books, asked_about, request, due_at, now)
    _tell_officers(office, books, case, rows[0], now)
    books.requests.reminded(rows[0], due_at)


def _write_again(office: Office, books: Books, case: Case, request: Request, due_at: datetime, now: datetime) -> None:
    if books.outbox.never_arrived(request.address):
        return  # the officer knows
    asked = task_of(request)
    books.outbox.put(
        task(
            office.organisation,
            case,
            office.stationery.new_stamp(request.address, case.reference, now),
            recipient=request.address,
            language=language_of(office.organisation, request),
            asked=type(asked)(role=asked.role, name=asked.name, question=asked.question, due_at=due_at),
            again=True,
            answered=Answered(message_id=request.message_id),
        )
    )


def _tell_officers(office: Office, books: Books, case: Case, request: Request, now: datetime) -> None:
    thread = thread_of(books.outbox.of_case(case.reference))
    for officer in office.letters.concerned(case):
        books.outbox.put(
            task_unanswered(
                office.organisation,
                officer,
                case,
                office.stationery.new_stamp(officer.address, case.reference, now),
                asked=task_of(request),
                asked_at=request.asked_at,
                last=request.reminders + 1 >= MOST_REMINDERS,
                answered=thread,
            )
        )
