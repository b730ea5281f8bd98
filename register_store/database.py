"""Opens the database, gives out transactions, brings its tables up to date."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, InterfaceError, OperationalError

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_SECONDS = 30


class DatabaseAway(Exception):
    """The database cannot be used now; nothing is lost, Meldpost tries again by itself."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"{self.__doc__} ({kind})")


class UnusableDatabase(ValueError):
    """This is no URL of a database that Meldpost knows; use sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class Database:
    """One SQLite file or PostgreSQL database, named by an SQLAlchemy URL."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._engine = _engine(url)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing; on SQLite it takes the write lock at once, so that no decision rests on stale rows."""
        with _trouble_named(), self._engine.begin() as connection:
            yield connection

    def migrate(self) -> None:
        """Bring the tables up to date; raises `DatabaseAway`."""
        with _trouble_named(), self._engine.begin() as connection:
            config = _alembic()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def is_current(self) -> bool:
        """Do the tables have the form that this program expects?"""
        with self._engine.connect() as connection:
            present = MigrationContext.configure(connection).get_current_revision()
        return present == ScriptDirectory.from_config(_alembic()).get_current_head()

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()


@contextmanager
def _trouble_named() -> Iterator[None]:
    """A full disk, a lock, a server that is away: one sentence, without the statement and its values."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise DatabaseAway(type(error.orig).__name__) from None


def _engine(url: str) -> Engine:
    try:
        backend = make_url(url).get_backend_name()
    except ArgumentError:
        raise UnusableDatabase from None
    if backend == "postgresql":
        return create_engine(url, pool_pre_ping=True)
    if backend != "sqlite":
        raise UnusableDatabase
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _durable)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _durable(connection: sqlite3.Connection, _record: Any) -> None:
    """WAL with FULL: a commit that was answered survives a power cut."""
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config
