"""Every mail seen, by folder and UID: what is unfinished, how often it was tried, what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from register_store.tables import journal, mailboxes

#: The route of a mail that was finished under another UID.
KNOWN = "known"


class MailState(StrEnum):
    """How far we are with a mail."""

    NOTED = "noted"  #: seen on the server, not finished
    DONE = "done"  #: judged, and everything it caused is committed
    SET_ASIDE = "set_aside"  #: could not be read three times: a person was told
    GONE = "gone"  #: vanished from the mailbox before it could be fetched


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a mail lies: its identity on the server (RFC 3501 2.3.1.1)."""

    organisation: str
    folder: str
    uidvalidity: int
    uid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One unfinished mail."""

    place: Place
    attempts: int
    noted_at: datetime
    arrived_at: datetime | None  #: None before the first attempt
    spool: str | None  #: digest of its bytes in the evidence store, from the second attempt on


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderState:
    """Where we are in one folder."""

    uidvalidity: int
    high_water: int
    watched_since: datetime  #: the first start: what arrived before is not our business
    renumbered_below: int  #: below this UID lies what was there when the server renumbered the folder; 0: it never did
    last_success_at: datetime | None


class Journal:
    """The journal of one organisation, on one connection."""

    def __init__(self, connection: Connection, organisation: str) -> None:
        self._connection = connection
        self._organisation = organisation

    def folder_state(self, folder: str) -> FolderState | None:
        """Where we are in this folder; None before the first start."""
        row = self._connection.execute(select(mailboxes).where(self._row(folder))).mappings().first()
        if row is None:
            return None
        return FolderState(
            uidvalidity=row["uidvalidity"],
            high_water=row["high_water"],
            watched_since=row["watched_since"],
            renumbered_below=row["renumbered_below"],
            last_success_at=row["last_success_at"],
        )

    def begin_folder(self, folder: str, uidvalidity: int, high_water: int, at: datetime) -> None:
        """The first start in a folder: what lies there already is left alone."""
        self._connection.execute(
            insert(mailboxes).values(
                organisation=self._organisation,
                folder=folder,
                uidvalidity=uidvalidity,
                high_water=high_water,
                watched_since=at,
                renumbered_below=0,
                first_mark=high_water,
            )
        )

    def renumbered(self, folder: str, uidvalidity: int, uidnext: int) -> None:
        """The server gave all mails new UIDs: begin again at the bottom; fingerprints tell what is known."""
        anew = {"uidvalidity": uidvalidity, "high_water": 0, "renumbered_below": uidnext, "first_mark": 0}
        self._connection.execute(update(mailboxes).where(self._row(folder)).values(**anew))
        # What was noted and not finished is noted again under its new UID; bytes that lie with us keep their row,
        # and so does what an officer said of a mail, until that mail is found again.
        noted = (journal.c.organisation == self._organisation) & (journal.c.folder == folder)
        unread = (journal.c.state == MailState.NOTED) & journal.c.spool.is_(None) & journal.c.said.is_(None)
        self._connection.execute(delete(journal).where(noted, unread, journal.c.uidvalidity != uidvalidity))

    def succeeded(self, folder: str, at: datetime) -> None:
        """The folder was looked at, whole and without an error."""
        self._connection.execute(update(mailboxes).where(self._row(folder)).values(last_success_at=at))

    def note(self, folder: str, uidvalidity: int, uids: tuple[int, ...], at: datetime) -> None:
        """Write down new mails and raise the high-water mark, before anyone reads them."""
        if not uids:
            return
        noted = select(journal.c.uid).where(self._in(folder, uidvalidity), journal.c.uid >= min(uids))
        known = set(self._connection.execute(noted).scalars())
        rows = [
            {
                "organisation": self._organisation,
                "folder": folder,
                "uidvalidity": uidvalidity,
                "uid": uid,
                "state": MailState.NOTED.value,
                "attempts": 0,
                "noted_at": at,
            }
            for uid in uids
            if uid not in known
        ]
        if rows:
            self._connection.execute(insert(journal), rows)
        is_higher = mailboxes.c.high_water < max(uids)
        self._connection.execute(update(mailboxes).where(self._row(folder), is_higher).values(high_water=max(uids)))

    def note_again(self, folder: str, uidvalidity: int, uids: list[int], at: datetime) -> None:
        """Mails that lie on the server and are not known: whatever became of their rows, they are read now."""
        for uid in uids:
            vanished = self._in(folder, uidvalidity) & (journal.c.uid == uid) & (journal.c.state == MailState.GONE)
            self._connection.execute(delete(journal).where(vanished))
        self.note(folder, uidvalidity, tuple(uids), at)

    def unfinished(self, folder: str, uidvalidity: int) -> list[Entry]:
        """What still has to be judged, oldest first."""
        query = (
            select(journal)
            .where(self._in(folder, uidvalidity), journal.c.state == MailState.NOTED)
            .order_by(journal.c.uid)
        )
        return [entry_of(row) for row in self._connection.execute(query).mappings()]

    def set_aside(self, fingerprint: str) -> Entry | None:
        """The mail with these bytes that could not be read, wherever it lay."""
        query = select(journal).where(
            journal.c.organisation == self._organisation,
            journal.c.fingerprint == fingerprint,
            journal.c.state == MailState.SET_ASIDE,
        )
        row = self._connection.execute(query.limit(1)).mappings().first()
        return entry_of(row) if row else None

    def attempts(self, place: Place) -> int:
        """How often this mail was tried."""
        return int(self._connection.execute(select(journal.c.attempts).where(lies_at(place))).scalar_one())

    def begin_attempt(self, place: Place, fingerprint: str, arrived_at: datetime, spool: str | None) -> int:
        """Count an attempt before it is made, so that a mail that kills us is counted too; returns which it is."""
        self._connection.execute(
            update(journal)
            .where(lies_at(place))
            .values(attempts=journal.c.attempts + 1, fingerprint=fingerprint, arrived_at=arrived_at, spool=spool)
        )
        return self.attempts(place)

    def forgive_attempt(self, place: Place) -> None:
        """An attempt that failed through no fault of the mail does not count."""
        tried = lies_at(place) & (journal.c.attempts > 0)
        self._connection.execute(update(journal).where(tried).values(attempts=journal.c.attempts - 1))

    def is_finished(self, place: Place) -> bool:
        """Did another turn finish this mail already?"""
        state = self._connection.execute(select(journal.c.state).where(lies_at(place))).scalar()
        return state in (MailState.DONE, MailState.SET_ASIDE)

    def knows(self, fingerprint: str, place: Place, arrived_at: datetime) -> bool:
        """Moved or renumbered: was this mail finished under another UID, or here before our first start?"""
        state = self.folder_state(place.folder)
        # Every mail we note lies above the first mark; only a renumbering brings older ones before us again.
        # Servers tell the time of arrival in whole seconds.
        if state and place.uid < state.renumbered_below and arrived_at < state.watched_since.replace(microsecond=0):
            return True
        same = select(journal.c.id).where(
            journal.c.organisation == self._organisation,
            (journal.c.folder != place.folder) | (journal.c.uidvalidity != place.uidvalidity),
            journal.c.fingerprint == fingerprint,
            journal.c.state.in_([MailState.DONE, MailState.SET_ASIDE]),
        )
        return self._connection.execute(same.limit(1)).first() is not None

    def finish(
        self,
        place: Place,
        state: MailState,
        at: datetime,
        *,
        route: str | None = None,
        verdict: str | None = None,
        score: float | None = None,
        likeness: str | None = None,
        rest_for: str | None = None,
    ) -> None:
        """Say what became of a mail."""
        self._connection.execute(
            update(journal)
            .where(lies_at(place))
            .values(
                state=state.value,
                done_at=at,
                route=route,
                verdict=verdict,
                score=score,
                likeness=likeness,
                rest_for=rest_for,
            )
        )

    def finish_known(self, place: Place, fingerprint: str, at: datetime) -> None:
        """This mail was finished under another UID; what still follows of it is fetched from here."""
        same = (journal.c.organisation == self._organisation) & (journal.c.fingerprint == fingerprint)
        owing = select(journal.c.rest_for).where(same, journal.c.rest_for.is_not(None))
        rest_for = self._connection.execute(owing.limit(1)).scalar()
        self._connection.execute(update(journal).where(same).values(rest_for=None))
        self._connection.execute(update(journal).where(lies_at(place)).values(fingerprint=fingerprint))
        self.finish(place, MailState.DONE, at, route=KNOWN, rest_for=rest_for)

    def owed(self, folder: str, uidvalidity: int) -> list[tuple[Place, str]]:
        """Mails of which parts still follow to disk, with the case they are for."""
        query = select(journal.c.uid, journal.c.rest_for).where(
            self._in(folder, uidvalidity), journal.c.rest_for.is_not(None)
        )
        rows = self._connection.execute(query.order_by(journal.c.uid))
        return [
            (Place(organisation=self._organisation, folder=folder, uidvalidity=uidvalidity, uid=uid), rest_for)
            for uid, rest_for in rows
        ]

    def rest_for(self, place: Place) -> str | None:
        """The case for which parts of this mail still follow; None when nothing does."""
        reference: str | None = self._connection.execute(select(journal.c.rest_for).where(lies_at(place))).scalar()
        return reference

    def rest_followed(self, place: Place) -> None:
        """Everything there is of this mail lies on disk now."""
        self._connection.execute(update(journal).where(lies_at(place)).values(rest_for=None))

    def forget_verdicts(self, before: datetime) -> int:
        """Ordinary mail leaves only its bare fingerprint after a while (design section 3)."""
        done = self._connection.execute(
            update(journal)
            .where(
                journal.c.organisation == self._organisation,
                journal.c.done_at < before,
                journal.c.verdict.is_not(None),
            )
            .values(verdict=None, score=None, route=None, listed_at=None, listed_as=None, said=None)
        )
        return done.rowcount

    def _row(self, folder: str) -> ColumnElement[bool]:
        return (mailboxes.c.organisation == self._organisation) & (mailboxes.c.folder == folder)

    def _in(self, folder: str, uidvalidity: int) -> ColumnElement[bool]:
        return (
            (journal.c.organisation == self._organisation)
            & (journal.c.folder == folder)
            & (journal.c.uidvalidity == uidvalidity)
        )


def entry_of(row: Mapping[Any, Any]) -> Entry:
    """A row of the journal as a value."""
    return Entry(
        place=place_of(row),
        attempts=row["attempts"],
        noted_at=row["noted_at"],
        arrived_at=row["arrived_at"],
        spool=row["spool"],
    )


def place_of(row: Mapping[Any, Any]) -> Place:
    """Where the mail of a row lies."""
    return Place(organisation=row["organisation"], folder=row["folder"], uidvalidity=row["uidvalidity"], uid=row["uid"])


def lies_at(place: Place) -> ColumnElement[bool]:
    """The row of the mail in this place."""
    return (
        (journal.c.organisation == place.organisation)
        & (journal.c.folder == place.folder)
        & (journal.c.uidvalidity == place.uidvalidity)
        & (journal.c.uid == place.uid)
    )
