"""Ordinary mails that came nearest to a doubt: which stood in which list, and which an officer called back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, select, update

from register_store.findings import Verdict
from register_store.journal import MailState, Place, lies_at, place_of
from register_store.tables import journal, mailboxes

_SAID_REPORT, _SAID_ORDINARY = "report", "ordinary"


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """One ordinary mail, by its keys alone."""

    place: Place
    fingerprint: str
    arrived_at: datetime
    probability: float
    number: int | None = None  #: in the list it stood in
    said: str | None = None  #: what an officer answered


class NearMisses:
    """The near misses of one organisation, on one connection."""

    def __init__(self, connection: Connection, organisation: str) -> None:
        self._connection = connection
        self._organisation = organisation

    def highest(self, most: int, since: datetime, until: datetime) -> list[NearMiss]:
        """The ordinary mails of a period with the highest chance that were not asked about yet, the likeliest first."""
        judged = (journal.c.verdict == Verdict.ORDINARY) & journal.c.score.is_not(None) & journal.c.said.is_(None)
        in_period = (journal.c.done_at >= since) & (journal.c.done_at < until) & journal.c.listed_at.is_(None)
        query = select(journal).where(self._ours, journal.c.state == MailState.DONE, judged, in_period)
        ranked = query.order_by(journal.c.score.desc(), journal.c.id).limit(most)
        return [_near_miss(row) for row in self._connection.execute(ranked).mappings()]

    def list_as(self, misses: list[NearMiss], at: datetime) -> None:
        """Number them: this is the list that an answer speaks of."""
        for number, miss in enumerate(misses, start=1):
            self._connection.execute(update(journal).where(lies_at(miss.place)).values(listed_at=at, listed_as=number))

    def newest_list(self, on: str) -> list[NearMiss]:
        """The list that was written on this day (2026-11-23, UTC); "": the newest. Empty when it is forgotten."""
        days = self._connection.execute(select(journal.c.listed_at).where(self._ours).distinct()).scalars()
        written = sorted(at for at in days if at is not None and (not on or f"{at:%Y-%m-%d}" == on))
        if not written:
            return []
        query = select(journal).where(self._ours, journal.c.listed_at == written[-1]).order_by(journal.c.listed_as)
        return [_near_miss(row) for row in self._connection.execute(query).mappings()]

    def place_now(self, fingerprint: str) -> Place | None:
        """Where this mail lies now, as far as we know: under the folder's present numbering."""
        numbered = (
            (mailboxes.c.organisation == journal.c.organisation)
            & (mailboxes.c.folder == journal.c.folder)
            & (mailboxes.c.uidvalidity == journal.c.uidvalidity)
        )
        query = select(journal).join(mailboxes, numbered).where(self._ours, journal.c.fingerprint == fingerprint)
        row = self._connection.execute(query.order_by(journal.c.id.desc()).limit(1)).mappings().first()
        return _near_miss(row).place if row else None

    def at(self, place: Place) -> NearMiss:
        """The mail that lies, or lay, there."""
        return _near_miss(self._connection.execute(select(journal).where(lies_at(place))).mappings().one())

    def call_back(self, miss: NearMiss, place: Place) -> None:
        """An officer says it is a report: it is read again, and judged so."""
        anew = {"state": MailState.NOTED.value, "attempts": 0, "said": _SAID_REPORT, "spool": None}
        self._connection.execute(update(journal).where(lies_at(place)).values(**anew, listed_as=miss.number))
        self._connection.execute(update(journal).where(lies_at(miss.place)).values(said=_SAID_REPORT))

    def follow(self, fingerprint: str, place: Place) -> None:
        """Called back, and renumbered before it was read again: what the officer said goes with the mail."""
        waiting = (
            self._ours
            & (journal.c.folder == place.folder)
            & (journal.c.uidvalidity != place.uidvalidity)
            & (journal.c.fingerprint == fingerprint)
            & (journal.c.state == MailState.NOTED)
            & (journal.c.said == _SAID_REPORT)
            & journal.c.spool.is_(None)  # bytes that lie with us are read from there
        )
        called = self._connection.execute(select(journal.c.listed_as).where(waiting).limit(1)).first()
        if called:
            self._connection.execute(delete(journal).where(waiting))
            kept = {"said": _SAID_REPORT, "listed_as": called.listed_as}
            self._connection.execute(update(journal).where(lies_at(place)).values(**kept))

    def let_be(self, miss: NearMiss) -> None:
        """An officer says it is ordinary indeed."""
        self._connection.execute(update(journal).where(lies_at(miss.place)).values(said=_SAID_ORDINARY))

    def is_called_back(self, place: Place) -> bool:
        """Did an officer say that this mail is a report?"""
        said = select(journal.c.said).where(lies_at(place))
        return self._connection.execute(said).scalar() == _SAID_REPORT

    @property
    def _ours(self) -> ColumnElement[bool]:
        return journal.c.organisation == self._organisation


def _near_miss(row: Mapping[Any, Any]) -> NearMiss:
    return NearMiss(
        place=place_of(row),
        fingerprint=row["fingerprint"] or "",
        arrived_at=row["arrived_at"] or row["noted_at"],
        probability=row["score"] or 0.0,
        number=row["listed_as"],
        said=row["said"],
    )
