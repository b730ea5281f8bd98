"""By what a report is known again in another: its pictures, web addresses, originals and words, as digests."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Select, insert, select

from register_store.tables import hallmarks


class Sort(StrEnum):
    """What a hallmark was made from."""

    PICTURE = "picture"  #: the layout of a picture
    URL = "url"  #: a web address
    ORIGINAL = "original"  #: a mail that was passed on or answered, or the report itself
    WORDS = "words"  #: what was said, so that half of it is enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Hallmark:
    """One of them; it tells nobody what it was made from."""

    sort: Sort
    mark: str


class Hallmarks:
    """The hallmarks of one organisation's cases, on one connection."""

    def __init__(self, connection: Connection, organisation: str) -> None:
        self._connection = connection
        self._organisation = organisation

    def remember(self, reference: str, marks: Iterable[Hallmark], at: datetime) -> None:
        """Keep these with their case, each once."""
        known = set(self._of_case(reference))
        fresh = [mark for mark in dict.fromkeys(marks) if mark not in known]
        if fresh:
            rows = [
                {
                    "organisation": self._organisation,
                    "reference": reference,
                    "sort": each.sort.value,
                    "mark": each.mark,
                    "at": at,
                }
                for each in fresh
            ]
            self._connection.execute(insert(hallmarks), rows)

    def cases_with(self, marks: Iterable[Hallmark], since: datetime) -> list[tuple[str, Sort]]:
        """The cases that bear one of these very marks, oldest first."""
        wanted = {(each.sort.value, each.mark) for each in marks}
        query = self._since(since).where(hallmarks.c.mark.in_({mark for _, mark in wanted}))
        rows = self._connection.execute(query)
        return [(row.reference, Sort(row.sort)) for row in rows if (row.sort, row.mark) in wanted]

    def of_sort(self, sort: Sort, since: datetime) -> list[tuple[str, str]]:
        """Cases and their marks of one sort, oldest first: for likeness, which no index finds."""
        rows = self._connection.execute(self._since(since).where(hallmarks.c.sort == sort.value))
        return [(row.reference, row.mark) for row in rows]

    def _of_case(self, reference: str) -> list[Hallmark]:
        here = (hallmarks.c.organisation == self._organisation) & (hallmarks.c.reference == reference)
        rows = self._connection.execute(select(hallmarks).where(here))
        return [Hallmark(sort=Sort(row.sort), mark=row.mark) for row in rows]

    def _since(self, since: datetime) -> Select[Any]:
        ours = hallmarks.c.organisation == self._organisation
        return select(hallmarks).where(ours, hallmarks.c.at >= since).order_by(hallmarks.c.id)
