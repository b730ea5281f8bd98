"""Leases: one process at a time works for an organisation, taken over within a minute of its death."""

from datetime import UTC, datetime, timedelta
from threading import Lock
from time import monotonic

from sqlalchemy import ColumnElement, Connection, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from register_store.database import Database, DatabaseAway
from register_store.process_names import has_died, own_name
from register_store.tables import leases

#: How long a lease lives after its last sign of life: a dead holder is followed within this time.
LEASE = timedelta(seconds=45)


class WorkedElsewhere(DatabaseAway):
    """Another Meldpost works for this organisation; this one waits and takes over when it ends."""

    def __init__(self) -> None:
        Exception.__init__(self, self.__doc__)


class Lease:
    """The right of one process to read a mailbox, change the books and send letters of an organisation.

    The moment it is taken its `term` rises: whoever slept through a change of hands finds a term that is not his,
    and commits nothing (a fencing token). All times are the database's own, so that two clocks cannot disagree.
    """

    def __init__(self, database: Database, organisation: str, holder: str | None = None) -> None:
        self._database = database
        self._organisation = organisation
        self._holder = holder or own_name()
        self._term: int | None = None
        self._used_at = monotonic()
        self._lock = Lock()  # the heartbeat renews from its own thread

    @property
    def is_held(self) -> bool:
        """Did we have it when we last looked?"""
        return self._term is not None

    @property
    def idle_seconds(self) -> float:
        """How long nobody worked under this lease: a process that hangs should not keep it for ever."""
        return monotonic() - self._used_at

    def take(self) -> None:
        """Have the lease, or raise `WorkedElsewhere`; nothing happens when it is ours already."""
        self._used_at = monotonic()
        if self._term is not None:
            return
        try:
            with self._database.transaction() as connection:
                term = self._taken(connection)
        except IntegrityError:  # two processes made the first row at once
            raise WorkedElsewhere from None
        with self._lock:
            self._term = term

    def fence(self, connection: Connection) -> None:
        """Inside a transaction, before it does anything: raise `WorkedElsewhere` if somebody else took over.

        The row stays locked until the commit, so nobody can take over in between.
        """
        query = select(leases.c.holder, leases.c.term).where(self._here).with_for_update()
        row = connection.execute(query).first()
        if row is None or (row.holder, row.term) != (self._holder, self._term):
            self._forget()
            raise WorkedElsewhere

    def renew(self) -> None:
        """A sign of life; without one for `LEASE` the lease is free for others."""
        with self._lock:
            term = self._term
        if term is None:
            return
        with self._database.transaction() as connection:
            ours = self._here & (leases.c.holder == self._holder) & (leases.c.term == term)
            connection.execute(update(leases).where(ours).values(expires_at=_now(connection) + LEASE))

    def give_back(self) -> None:
        """At a proper end: another process need not wait."""
        with self._lock:
            term, self._term = self._term, None
        if term is None:
            return
        with self._database.transaction() as connection:
            ours = self._here & (leases.c.holder == self._holder) & (leases.c.term == term)
            connection.execute(update(leases).where(ours).values(expires_at=_now(connection)))

    def _taken(self, connection: Connection) -> int:
        now = _now(connection)
        row = connection.execute(select(leases).where(self._here).with_for_update()).mappings().first()
        if row is None:
            values = {"organisation": self._organisation, "holder": self._holder, "term": 1, "expires_at": now + LEASE}
            connection.execute(insert(leases).values(values))
            return 1
        if row["expires_at"] > now and not has_died(row["holder"]):
            raise WorkedElsewhere
        term = int(row["term"]) + 1
        anew = {"holder": self._holder, "term": term, "expires_at": now + LEASE}
        connection.execute(update(leases).where(self._here).values(anew))
        return term

    def _forget(self) -> None:
        with self._lock:
            self._term = None

    @property
    def _here(self) -> ColumnElement[bool]:
        return leases.c.organisation == self._organisation


def _now(connection: Connection) -> datetime:
    """The database's clock; PostgreSQL tells it with its own time zone, SQLite in UTC without one."""
    moment: datetime = connection.execute(select(func.current_timestamp())).scalar_one()
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
