"""Letters to affected people that an officer let go: what they say, and how far he was told of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from register_store.tables import mailings


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """One letter to many, as it was shown and let go; without a single address."""

    id: int
    reference: str
    content: str  #: what is needed to write the letter exactly as it was shown
    officer: str  #: address of the officer who let it go and hears how it fares
    approved_at: datetime
    half_told_at: datetime | None = None
    done_told_at: datetime | None = None
    failures_told: int = 0


class Mailings:
    """The mailings of one organisation, on one connection."""

    def __init__(self, connection: Connection, organisation: str) -> None:
        self._connection = connection
        self._organisation = organisation

    def open(self, reference: str, content: str, officer: str, at: datetime) -> int:
        """An officer let a letter go; returns the mailing's number."""
        values = {"reference": reference, "content": content, "officer": officer, "approved_at": at}
        row = insert(mailings).values(**values, organisation=self._organisation, failures_told=0)
        number = self._connection.execute(row.returning(mailings.c.id)).scalar_one()
        return int(number)

    def since(self, approved_after: datetime) -> list[Mailing]:
        """Mailings of which there may be something to do or to tell, oldest first."""
        query = select(mailings).where(self._ours, mailings.c.approved_at > approved_after).order_by(mailings.c.id)
        return [_mailing(row) for row in self._connection.execute(query).mappings()]

    def of_case(self, reference: str) -> list[Mailing]:
        """The mailings of a case, oldest first."""
        query = select(mailings).where(self._ours, mailings.c.reference == reference).order_by(mailings.c.id)
        return [_mailing(row) for row in self._connection.execute(query).mappings()]

    def told(self, mailing: Mailing, **values: object) -> None:
        """Remember what its officer was told."""
        here = self._ours & (mailings.c.id == mailing.id)
        self._connection.execute(update(mailings).where(here).values(**values))

    def forget(self, reference: str) -> int:
        """Throw away the mailings of a case; its people must be erased first."""
        return self._connection.execute(delete(mailings).where(self._ours, mailings.c.reference == reference)).rowcount

    @property
    def _ours(self) -> ColumnElement[bool]:
        return mailings.c.organisation == self._organisation


def _mailing(row: Mapping[Any, Any]) -> Mailing:
    return Mailing(**{field: row[field] for field in Mailing.__slots__})
