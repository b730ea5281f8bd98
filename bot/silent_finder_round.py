"""A finder was asked for what is missing and does not answer: his officer is asked once whether to ask again."""

from datetime import datetime, timedelta

from bot.finder_thread import FROM_FINDER
from bot.office import Office
from register_store.books import Books
from register_store.case import Case
from register_store.letter import LetterKind
from register_store.office_hours import working_time
from register_store.organisation import Organisation
from replies.finder_silent import finder_silent

#: People answer in the evening or the day after; more than two working days mostly means never.
PATIENCE_DAYS = 2
_ASKING = (LetterKind.RECEIPT, LetterKind.FINDER_QUESTION)


def ask_about_silence(office: Office) -> None:
    """Once a turn, once a case."""
    now = office.clock()
    with office.bookcase.transaction() as books:
        for case in books.register.open_cases():
            if _waits_in_vain(office.organisation, books, case, now):
                _ask(office, books, case, now)


def _waits_in_vain(organisation: Organisation, books: Books, case: Case, now: datetime) -> bool:
    if not case.findings.missing or case.finder_address is None or case.receipt_held:
        return False
    asked_at = max(filter(None, (books.outbox.last_written(kind, case.reference) for kind in _ASKING)), default=None)
    if asked_at is None or books.outbox.last_written(LetterKind.FINDER_SILENT, case.reference):
        return False
    if books.outbox.never_arrived(case.finder_address):
        return False  # the officer was told so
    hours = organisation.office_hours
    patience = PATIENCE_DAYS * timedelta(hours=max(1, hours.closes - hours.opens))
    return working_time(hours, asked_at, now) >= patience and not _wrote_since(books, case, asked_at)


def _wrote_since(books: Books, case: Case, asked_at: datetime) -> bool:
    mails = books.register.mails_of(case.reference)
    return any(mail["role"] in FROM_FINDER and mail["arrived_at"] > asked_at for mail in mails)


def _ask(office: Office, books: Books, case: Case, now: datetime) -> None:
    for officer in office.letters.concerned(case):
        stamp = office.stationery.new_stamp(officer.address, case.reference, now)
        books.outbox.put(finder_silent(office.organisation, officer, case, stamp))
