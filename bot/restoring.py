"""After a restore: what may have gone out is not sent again, and the people concerned are told."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.assemble import House
from bot.office import Office
from register_store.backup import About, restore
from register_store.books import Books
from register_store.due_rounds import DIGEST, RESTORED, next_digest
from register_store.organisation import Organisation
from replies import letters

#: Why a receipt is held: the mail came before the restore, so its receipt may have gone out already.
RESTORED_CAUSE = "restored"


def restore_house(house: House, source: Path, clock: Callable[[], datetime]) -> About:
    """Put a back-up into this empty house; raises `BackupFault`."""
    now = clock()

    def told(connection: Any, about: About) -> None:
        for organisation in house.settings.organisations:
            books = house.bookcase(organisation).within(connection)
            _take_up_again(house, organisation, books, about, now)

    return restore(house.database, house.settings.data_folder / "evidence", house.keys, source, told)


def _take_up_again(house: House, organisation: Organisation, books: Books, about: About, now: datetime) -> None:
    books.agenda.plan(RESTORED, now)  # mails that came before it get no receipt by themselves
    books.agenda.plan(DIGEST, next_digest(now))  # the last one may have gone out
    uncertain = [letter for letter in about.uncertain if letter.organisation == organisation.key]
    office = house.office(organisation)
    for recipient in _told(office, house.settings.ops):
        stamp = office.stationery.new_stamp(recipient, None, now)
        letter = letters.trouble(
            organisation, recipient, stamp, cause=RESTORED_CAUSE, since=about.made_at, uncertain=uncertain
        )
        books.outbox.put(letter)


def _told(office: Office, ops: str | None) -> list[str]:
    officers = [officer.address for officer in office.letters.alarmed()]
    return list(dict.fromkeys([*officers, *([ops] if ops else [])]))
