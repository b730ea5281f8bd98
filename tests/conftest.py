"""What every test may ask for: servers (started at the first wish, once a session), a clock, the corpora."""

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from house import House
from servers import Dovecot, Mailbox, Postgres, SmtpServer, dovecot, postgres, smtp_server

from bot.direct_reader import DirectReader

_numbers = count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow files first; the order within a file stays."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@dataclass(slots=True)
class SettableClock:
    """A clock that stands still until a test moves it."""

    now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **passed: float) -> None:
        """`clock.forward(hours=72)`"""
        self.now += timedelta(**passed)


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Collected mails that lie beside the checkout; tests on them skip where they are absent."""
    beside = Path(__file__).resolve().parents[1].parent / "shared" / "corpora"
    folder = Path(os.environ.get("MELDPOST_CORPORA") or beside)
    if not folder.is_dir():
        pytest.skip("the corpora are not here: set MELDPOST_CORPORA to their folder")
    return folder


@pytest.fixture(scope="session")
def imap_server() -> Iterator[Dovecot]:
    with dovecot() as server:
        yield server


@pytest.fixture
def mailbox(imap_server: Dovecot) -> Mailbox:
    """An empty mailbox nobody used before."""
    return imap_server.mailbox(f"bus{next(_numbers)}@juist.nl")


@pytest.fixture(scope="session")
def running_smtp() -> Iterator[SmtpServer]:
    with smtp_server() as server:
        yield server


@pytest.fixture
def smtp(running_smtp: SmtpServer) -> SmtpServer:
    """The outgoing mail server, without letters and in a good mood."""
    running_smtp.reset()
    return running_smtp


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    with postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: Postgres) -> str:
    """A fresh, empty PostgreSQL database, as SQLAlchemy URL."""
    return postgres_server.new_database()


@pytest.fixture(scope="session")
def reader() -> DirectReader:
    """One reader for all tests: its model takes a second to load."""
    return DirectReader()


@pytest.fixture
def house(tmp_path: Path, clock: SettableClock, reader: DirectReader) -> House:
    """An organisation at work, started on an empty mailbox in memory."""
    house = House(tmp_path, clock, reader=reader)
    house.start()
    return house


@pytest.fixture(autouse=True)
def _no_log_after_its_test() -> Iterator[None]:
    """A command run in-process logs to the stderr of its test, which is closed afterwards."""
    yield
    root = logging.getLogger()
    root.handlers = [handler for handler in root.handlers if type(handler) is not logging.StreamHandler]
