"""Two Meldposts on one database: one works, the other waits and takes over; a sleeper commits and sends nothing."""

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from house import KARIN, OMAR, FolderInbox, House, Postbox
from mails import REPORT, a_mail
from servers import Mailbox, SmtpServer
from serving.machine import server_folder, wait_until
from sqlalchemy import select, update
from torture.installation import Installation, Life

from bot.direct_reader import DirectReader
from bot.rounds import Doors, Rounds
from register_store.books import Bookcase
from register_store.database import Database
from register_store.leases import LEASE, Lease, WorkedElsewhere
from register_store.process_names import has_died, own_name
from register_store.tables import leases

pytestmark = pytest.mark.slow


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("postgres_url")) if request.param == "postgresql" else ""


@pytest.fixture
def installation(database_url: str, mailbox: Mailbox, smtp: SmtpServer) -> Iterator[Installation]:
    with server_folder("two") as folder:
        installation = Installation(folder=folder, imap=mailbox.access(), smtp=smtp.access(), database=database_url)
        installation.write()
        assert installation.start(("run", "--once")).wait() == 0
        yield installation


def test_two_processes_make_one_case_and_one_of_every_letter(
    installation: Installation, mailbox: Mailbox, smtp: SmtpServer
) -> None:
    both = [installation.start(), installation.start()]
    assert all(life.wait_until_ready() for life in both)
    for number in range(10):
        mailbox.append(a_mail(REPORT, sender=f"Sam <sam{number}@buurt{number}.example>"))
    _wait_for_letters(smtp, 30)
    assert [life.stop() for life in both] == [0, 0]
    assert _letters(smtp) == Counter(
        {KARIN.address: 10, OMAR.address: 10, **{f"sam{number}@buurt{number}.example": 1 for number in range(10)}}
    )


def test_after_the_death_of_one_the_other_goes_on(
    installation: Installation, mailbox: Mailbox, smtp: SmtpServer
) -> None:
    worker, heir = _worker_and_heir(installation)
    worker.kill()
    mailbox.append(a_mail(REPORT))
    _wait_for_letters(smtp, 3)
    assert heir.stop() == 0
    assert _letters(smtp) == {KARIN.address: 1, OMAR.address: 1, "anja@buurt.example": 1}


def test_a_process_that_slept_through_the_change_of_hands_does_nothing_more(
    installation: Installation, mailbox: Mailbox, smtp: SmtpServer
) -> None:
    sleeper, heir = _worker_and_heir(installation)
    sleeper.freeze()
    with _database(installation) as database:
        _let_leases_run_out(database)
    mailbox.append(a_mail(REPORT))
    _wait_for_letters(smtp, 3)
    sleeper.thaw()
    mailbox.append(a_mail(REPORT, sender="Bo <bo@straat.example>"))
    _wait_for_letters(smtp, 6)
    assert [life.stop() for life in (sleeper, heir)] == [0, 0]
    assert _letters(smtp) == {KARIN.address: 2, OMAR.address: 2, "anja@buurt.example": 1, "bo@straat.example": 1}
    assert b"Another Meldpost" in sleeper.log.read_bytes()


def test_a_second_turn_by_hand_says_that_another_works(installation: Installation) -> None:
    worker = installation.start()
    assert worker.wait_until_ready()
    wait_until(lambda: _is_worked_on(installation), "a process works")
    assert installation.start(("run", "--once")).wait() == 2
    assert worker.stop() == 0
    assert installation.start(("run", "--once")).wait() == 0, "it gave its lease back"


@pytest.mark.parametrize(("hop", "cases", "sent"), [(1, 0, 0), (3, 0, 0), (5, 0, 0), (8, 1, 0), (9, 1, 0), (10, 1, 1)])
def test_who_loses_the_lease_in_the_middle_of_a_turn_settles_and_sends_nothing_more(
    hop: int, cases: int, sent: int, tmp_path: Path, clock: Callable[[], datetime], reader: DirectReader
) -> None:
    house = House(tmp_path, clock, reader=reader)

    def robbed(reached: int) -> None:
        if reached == hop:
            _let_leases_run_out(house.database)
            Lease(house.database, "juist", "another").take()

    leased = replace(house.office, bookcase=_leased(house, tmp_path), cut=robbed)
    inbox, postbox = FolderInbox(), Postbox()
    rounds = Rounds(leased, Doors(inbox=inbox, sender=postbox))
    rounds.turn()
    inbox.put(a_mail(REPORT), clock())
    with pytest.raises(WorkedElsewhere):
        rounds.turn()
    assert (len(house.cases()), len(postbox.sent)) == (cases, sent)


def test_who_loses_the_lease_between_two_letters_sends_only_the_first(
    tmp_path: Path, clock: Callable[[], datetime], reader: DirectReader
) -> None:
    house = House(tmp_path, clock, reader=reader)
    house.start()

    class Robbing(Postbox):
        def send(self, sender: str, recipient: str, content: bytes) -> None:
            super().send(sender, recipient, content)
            _let_leases_run_out(house.database)
            Lease(house.database, "juist", "another").take()

    postbox = Robbing()
    leased = replace(house.office, bookcase=_leased(house, tmp_path))
    assert isinstance(house.inbox, FolderInbox)
    house.inbox.put(a_mail(REPORT), clock())
    with pytest.raises(WorkedElsewhere):
        Rounds(leased, Doors(inbox=house.inbox, sender=postbox)).turn()
    assert len(postbox.sent) == 1


def test_a_dead_process_of_this_machine_is_followed_at_once() -> None:
    gone = subprocess.run(
        [sys.executable, "-c", "from register_store.process_names import own_name; print(own_name())"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert has_died(gone.stdout.strip())
    assert not has_died(own_name())
    assert not has_died("anothermachine00-1-1")
    assert not has_died("")


@pytest.mark.parametrize("name", ["", "no-number-", "-1-", "1234"])
def test_of_a_name_that_says_nothing_nothing_is_believed(name: str) -> None:
    assert not has_died(name)


def _leased(house: House, folder: Path) -> Bookcase:
    return Bookcase(house.database, "juist", folder / "evidence", house.bookcase.keys, Lease(house.database, "juist"))


def _worker_and_heir(installation: Installation) -> tuple[Life, Life]:
    worker = installation.start()
    assert worker.wait_until_ready()
    wait_until(lambda: _is_worked_on(installation), "a process works")
    heir = installation.start()
    assert heir.wait_until_ready()
    return worker, heir


def _is_worked_on(installation: Installation) -> bool:
    with _database(installation) as database, database.transaction() as connection:
        now = datetime.now(UTC)
        return bool(connection.execute(select(leases).where(leases.c.expires_at > now)).first())


def _let_leases_run_out(database: Database) -> None:
    """As if its holder had given no sign of life for a minute."""
    with database.transaction() as connection:
        connection.execute(update(leases).values(expires_at=datetime.now(UTC) - LEASE))


@contextmanager
def _database(installation: Installation) -> Iterator[Database]:
    database = Database(installation.database_url)
    try:
        yield database
    finally:
        database.close()


def _wait_for_letters(smtp: SmtpServer, amount: int) -> None:
    wait_until(lambda: len(smtp.letters) >= amount, f"{amount} letters", 60)


def _letters(smtp: SmtpServer) -> Counter[str]:
    return Counter(letter.recipient for letter in smtp.letters)
