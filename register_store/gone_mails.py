"""Mails that are not on the server any more: since when, and their fingerprints that are kept long enough."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select, update

from register_store.journal import MailState
from register_store.tables import case_mails, journal

_AT_ONCE = 500  #: UIDs in one statement: databases take only so many


class GoneMails:
    """The mails of one organisation that people deleted or moved away, on one connection."""

    def __init__(self, connection: Connection, organisation: str) -> None:
        self._connection = connection
        self._organisation = organisation

    def compare(self, folder: str, uidvalidity: int, present: Collection[int], at: datetime) -> None:
        """Keep since when a mail is missed; what lies there again is not. A renumbering leaves old numbers nowhere."""
        here = (journal.c.organisation == self._organisation) & (journal.c.folder == folder)
        renumbered = here & (journal.c.uidvalidity != uidvalidity) & journal.c.missed_at.is_(None)
        self._connection.execute(update(journal).where(renumbered).values(missed_at=at))
        current = here & (journal.c.uidvalidity == uidvalidity)
        rows = self._connection.execute(select(journal.c.uid, journal.c.missed_at).where(current)).all()
        lying = set(present)
        self._mark(current, (uid for uid, since in rows if since is None and uid not in lying), at)
        self._mark(current, (uid for uid, since in rows if since is not None and uid in lying), None)

    def forget_fingerprints(self, before: datetime) -> int:
        """Of mails missed since before then that no case has; not while mails wait that may be known by them."""
        ours = journal.c.organisation == self._organisation
        waiting = select(journal.c.id).where(ours, journal.c.state == MailState.NOTED)
        if self._connection.execute(waiting.limit(1)).first() is not None:
            return 0
        of_case = select(case_mails.c.id).where(
            case_mails.c.organisation == self._organisation, case_mails.c.fingerprint == journal.c.fingerprint
        )
        gone = ours & (journal.c.missed_at < before) & (journal.c.state == MailState.DONE)
        old = update(journal).where(gone, journal.c.fingerprint.is_not(None), ~of_case.exists())
        return self._connection.execute(old.values(fingerprint=None)).rowcount

    def _mark(self, folder: ColumnElement[bool], uids: Iterable[int], at: datetime | None) -> None:
        chosen = list(uids)
        for begin in range(0, len(chosen), _AT_ONCE):
            some = folder & journal.c.uid.in_(chosen[begin : begin + _AT_ONCE])
            self._connection.execute(update(journal).where(some).values(missed_at=at))
