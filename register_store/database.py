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
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, MetaData, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError, InterfaceError, OperationalError

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_SECONDS = 30
_BOOKKEEPING = ("alembic_version", "leases")
_IDLE_SECONDS = 60
_MIGRATING = 0x6D656C64  #: an advisory lock of ours, "meld"


class DatabaseAway(Exception):
    """The database cannot be used now; nothing is lost, Meldpost tries again by itself."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"{self.__doc__} ({kind})")


class UnusableDatabase(ValueError):
    """This is no URL of a database that Meldpost knows; use sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class NewerDatabase(UnusableDatabase):
    """A newer Meldpost has worked with this database; install that one again, or restore a back-up of before."""


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

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Everything as of one moment, to read; writers are not kept waiting."""
        with _trouble_named(), self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                yield connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            else:
                yield connection.execution_options(only_reads=True)  # in WAL mode the first look fixes the moment

    def migrate(self) -> None:
        """Bring the tables up to date; raises `DatabaseAway`."""
        with _trouble_named(), self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":  # two processes that start at once: the second waits
                connection.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))
            self.migrate_within(connection)

    def migrate_within(self, connection: Connection, revision: str = "head") -> None:
        """The same inside a transaction of the caller."""
        config = _alembic()
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, revision)
        except CommandError:  # the form it has is none that we know
            raise NewerDatabase from None

    def start_anew(self, revision: str) -> None:
        """An empty database gets the tables as they were at a revision; one with rows is left as it is."""
        with _trouble_named(), self._engine.begin() as connection:
            present = MetaData()
            present.reflect(connection)
            kept = [table for table in present.sorted_tables if table.name not in _BOOKKEEPING]
            if any(connection.execute(select(table).limit(1)).first() for table in kept):
                return
            present.drop_all(connection)
            self.migrate_within(connection, revision)

    def tables_as_they_are(self) -> MetaData:
        """What lies in the database, whatever revision that is."""
        present = MetaData()
        with _trouble_named(), self._engine.begin() as connection:
            present.reflect(connection)
        return present

    def compact(self) -> None:
        """Write everything anew without the remains of what was erased; raises `DatabaseAway` while others work."""
        with _trouble_named(), self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM (FULL)")
                return
            free = connection.execution_options(compacts=True)
            free.exec_driver_sql("VACUUM")
            free.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def is_current(self) -> bool:
        """Do the tables have the form that this program expects?"""
        with self._engine.connect() as connection:
            present = revision_of(connection)
        return present == ScriptDirectory.from_config(_alembic()).get_current_head()

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()


def revision_of(connection: Connection) -> str | None:
    """The form that the tables have now."""
    return MigrationContext.configure(connection).get_current_revision()


@contextmanager
def _trouble_named() -> Iterator[None]:
    """A full disk, a lock, a server that is away: one sentence, without the statement and its values."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise DatabaseAway(_kind_of(error.orig)) from None


def _kind_of(error: BaseException | None) -> str:
    """What the database calls it, which says whether it is locked, full or damaged: SQLITE_BUSY, 57P01."""
    named = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None)
    return str(named or type(error).__name__)


def _engine(url: str) -> Engine:
    try:
        backend = make_url(url).get_backend_name()
    except ArgumentError:
        raise UnusableDatabase from None
    if backend == "postgresql":
        # A process that stands still inside a transaction holds rows that others need: the server ends it.
        patience = {"options": f"-c idle_in_transaction_session_timeout={_IDLE_SECONDS * 1000}"}
        return create_engine(url, pool_pre_ping=True, connect_args=patience)
    if backend != "sqlite":
        raise UnusableDatabase
    engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", _durable)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _durable(connection: sqlite3.Connection, _record: Any) -> None:
    """WAL with FULL: a commit that was answered survives a power cut."""
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    if connection.get_execution_options().get("compacts", False):
        return  # VACUUM stands in no transaction
    only_reads = connection.get_execution_options().get("only_reads", False)
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config
