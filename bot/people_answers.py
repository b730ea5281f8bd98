"""Tells officers that affected people wrote back: at once, then at most once in a while, and never not at all."""

from datetime import datetime, timedelta

from bot.correspondence import thread_of
from bot.merged_cases import current
from bot.office import Office
from register_store.books import Books
from register_store.case import Case
from register_store.letter import LetterKind
from replies.people_notices import people_wrote

#: Of a thousand letters some fifty are answered, most within the hour.
QUIET = timedelta(hours=3)


def tell_of_answers(office: Office) -> None:
    """Answers that came in during a quiet time are told of when it ends."""
    now = office.clock()
    with office.bookcase.transaction() as books:
        for reference in books.subjects.with_answers():
            case = books.register.find(reference)
            if case is not None:
                tell_officers(office, books, case, now)


def tell_officers(office: Office, books: Books, written_about: Case, now: datetime) -> None:
    """Unless they were told a short while ago, or know of all answers."""
    case = current(books, written_about)
    told_at = books.outbox.last_written(LetterKind.PEOPLE_WROTE, case.reference)
    if told_at is not None and now - told_at < QUIET:
        return
    count, newest = books.subjects.answers_since(written_about.reference, told_at)
    if newest is None:
        return
    thread = thread_of(books.outbox.of_case(case.reference))
    for officer in office.letters.concerned(case):
        stamp = office.stationery.new_stamp(officer.address, case.reference, now)
        books.outbox.put(
            people_wrote(
                office.organisation,
                officer,
                case,
                stamp,
                count=count,
                mailbox=office.organisation.mailbox,
                arrived_at=newest,
                answered=thread,
            )
        )
