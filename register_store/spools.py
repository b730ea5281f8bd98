"""Bytes of mails that were tried and failed: they lie with us until the mail is finished, and no longer."""

from sqlalchemy import ColumnElement, Connection, select, update

from register_store.journal import Entry, MailState, entry_of
from register_store.tables import evidence, journal


class Spools:
    """The spooled mails of one organisation, on one connection."""

    def __init__(self, connection: Connection, organisation: str) -> None:
        self._connection = connection
        self._ours = journal.c.organisation == organisation
        self._evidence = evidence.c.organisation == organisation

    def stranded(self, folder: str, uidvalidity: int) -> list[Entry]:
        """Unfinished mails of before the folder was renumbered: perhaps gone from the server, their bytes are here."""
        query = select(journal).where(
            self._ours,
            journal.c.folder == folder,
            journal.c.uidvalidity != uidvalidity,
            journal.c.state == MailState.NOTED,
            journal.c.spool.is_not(None),
        )
        rows = self._connection.execute(query.order_by(journal.c.id)).mappings()
        return [entry_of(row) for row in rows]

    def digests(self) -> frozenset[str]:
        """Of all bytes that a mail in the journal names."""
        query = select(journal.c.spool).where(self._ours, journal.c.spool.is_not(None))
        return frozenset(self._connection.execute(query).scalars())

    def left_behind(self) -> list[str]:
        """The digests of bytes whose mails are finished."""
        query = select(journal.c.spool).where(self._ours, self._is_finished).distinct()
        return list(self._connection.execute(query).scalars())

    def is_needed(self, sha256: str) -> bool:
        """Do these bytes belong to a case, to what was set aside, or to another mail that is not finished?"""
        kept = select(evidence.c.sha256).where(self._evidence, evidence.c.sha256 == sha256)
        awaited = select(journal.c.id).where(self._ours, journal.c.spool == sha256, ~self._is_finished)
        return any(self._connection.execute(query.limit(1)).first() for query in (kept, awaited))

    def let_go(self, sha256: str) -> None:
        """No finished mail speaks of these bytes any more."""
        here = (journal.c.spool == sha256) & self._ours & self._is_finished
        self._connection.execute(update(journal).where(here).values(spool=None))

    @property
    def _is_finished(self) -> ColumnElement[bool]:
        return journal.c.spool.is_not(None) & (journal.c.state != MailState.NOTED)
