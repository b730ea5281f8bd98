"""Sends letters to affected people that an officer let go: at a settable pace, each once, and says how it fares."""

from datetime import datetime, timedelta

from bot.correspondence import thread_of
from bot.merged_cases import current
from bot.office import Office
from bot.people_answers import tell_of_answers
from register_store.affected_people import Tally
from register_store.books import Books
from register_store.case import Case
from register_store.letter import LetterKind
from register_store.mailings import Mailing
from replies.letter_headers import UnwritableRecipient
from replies.people_letter import from_json, people_letter
from replies.people_notices import Progress, people_progress

_MINUTE = timedelta(minutes=1)
#: Letters that come back later are told of at most once a day.
_BOUNCES_EVERY = timedelta(days=1)
#: Fewer letters need no word at half-way.
_WORTH_HALF = 10


def send_people_letters(office: Office) -> None:
    """One turn: some letters into the outbox, then word to the officer. What a crash leaves goes on next time."""
    now = office.clock()
    with office.bookcase.transaction() as books:
        books.subjects.forget_contents()
        books.held.forget_lists(now)
        open_since = now - timedelta(days=office.organisation.people_mail.keep_days)
        for mailing in books.mailings.since(open_since):
            case = books.register.find(mailing.reference)
            if case is not None:
                _write_some(office, books, mailing, now)
                _tell(office, books, mailing, current(books, case), now)
    tell_of_answers(office)


def _write_some(office: Office, books: Books, mailing: Mailing, now: datetime) -> None:
    """As many as the pace allows; while letters still wait for the mail server, none is added to the queue."""
    pace = office.organisation.people_mail.per_minute
    gone = books.outbox.written(LetterKind.PEOPLE, now - _MINUTE)
    most = pace - max(gone, books.subjects.on_their_way())
    text = from_json(mailing.content)
    erase_at = now + timedelta(days=office.organisation.people_mail.keep_days)
    for addressee in books.subjects.next_waiting(mailing.id, max(0, most)):
        stamp = office.stationery.new_stamp(addressee.person.address or "", mailing.reference, now)
        try:
            letter = people_letter(office.organisation, text, addressee.person, stamp)
        except UnwritableRecipient:
            books.subjects.unwritable(addressee)
            continue
        # Letter and row in one transaction: whatever ends the process, nobody gets two.
        books.outbox.put(letter)
        books.subjects.written(addressee, stamp.message_id, erase_at)


def _tell(office: Office, books: Books, mailing: Mailing, case: Case, now: datetime) -> None:
    tally = books.subjects.tally(mailing.id)
    progress = _progress(mailing, tally, now)
    officer = office.organisation.officer(mailing.officer)
    if progress is None:
        return
    told = {"failures_told": len(tally.failed), "done_told_at": now}
    books.mailings.told(mailing, **({"half_told_at": now} if progress is Progress.HALF else told))
    thread = thread_of(books.outbox.of_case(case.reference))
    for reader in (officer,) if officer else office.letters.concerned(case):
        stamp = office.stationery.new_stamp(reader.address, case.reference, now)
        books.outbox.put(
            people_progress(office.organisation, reader, case, stamp, progress=progress, tally=tally, answered=thread)
        )


def _progress(mailing: Mailing, tally: Tally, now: datetime) -> Progress | None:
    """What its officer does not know yet."""
    if mailing.done_told_at is None:
        if tally.by_mail and tally.is_done:
            return Progress.DONE
        is_half = tally.by_mail >= _WORTH_HALF and 2 * (tally.sent + len(tally.failed)) >= tally.by_mail
        return Progress.HALF if is_half and mailing.half_told_at is None else None
    is_news = len(tally.failed) > mailing.failures_told and now - mailing.done_told_at >= _BOUNCES_EVERY
    return Progress.FAILED if is_news else None
