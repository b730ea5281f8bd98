"""What others were asked about a case, by when they must answer, and whether they did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from register_store.tables import requests


class Role(StrEnum):
    """Who was asked."""

    IT = "it"  #: our own people: cause and repair (K21, K22)
    PROCESSOR = "processor"  #: a party that processes data for us (K13)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One question to one address. Several addresses may be asked the same; one answer settles it."""

    reference: str
    role: Role
    name: str  #: of the processor; "" for IT
    address: str
    message_id: str  #: of the letter that asked
    question: str  #: the officer's own words; "" when only the standard questions were asked
    asked_at: datetime
    due_at: datetime  #: when a reminder goes, if no answer came
    reminders: int = 0
    answered_at: datetime | None = None


class Requests:
    """The questions of one organisation, on one connection."""

    def __init__(self, connection: Connection, organisation: str) -> None:
        self._connection = connection
        self._organisation = organisation

    def put(self, request: Request) -> None:
        """Remember a question; its letter is in the outbox of the same transaction."""
        values = {field: getattr(request, field) for field in Request.__slots__}
        self._connection.execute(insert(requests).values(**values, organisation=self._organisation))

    def asked_with(self, message_id: str) -> Request | None:
        """What the letter with this Message-ID asked."""
        return self._newest(requests.c.message_id == message_id)

    def newest_to(self, reference: str, address: str) -> Request | None:
        """The last question about this case to this address: what a reminder was about."""
        return self._newest((requests.c.reference == reference) & (requests.c.address == address))

    def of_case(self, reference: str) -> list[Request]:
        """The questions about a case, oldest first."""
        query = select(requests).where(self._ours, requests.c.reference == reference).order_by(requests.c.id)
        return [_request(row) for row in self._connection.execute(query).mappings()]

    def overdue(self, now: datetime, most_reminders: int) -> list[Request]:
        """Unanswered questions whose time has passed and of which fewer reminders went, oldest first."""
        unanswered = requests.c.answered_at.is_(None) & (requests.c.reminders < most_reminders)
        open_ones = unanswered & (requests.c.due_at <= now)
        query = select(requests).where(self._ours, open_ones).order_by(requests.c.id)
        return [_request(row) for row in self._connection.execute(query).mappings()]

    def answered(self, request: Request, at: datetime) -> None:
        """An answer came: nobody who was asked the same is reminded any more."""
        self._set(request, answered_at=at)

    def reminded(self, request: Request, due_at: datetime) -> None:
        """A reminder went out; the next one is due then."""
        self._set(request, reminders=request.reminders + 1, due_at=due_at)

    def forget(self, reference: str) -> int:
        """Erase the questions about a case: they are in people's own words."""
        of_case = self._ours & (requests.c.reference == reference)
        return self._connection.execute(delete(requests).where(of_case)).rowcount

    def _set(self, request: Request, **values: object) -> None:
        """Change every row of the same question."""
        same = (
            self._ours
            & (requests.c.reference == request.reference)
            & (requests.c.role == request.role)
            & (requests.c.name == request.name)
            & (requests.c.asked_at == request.asked_at)
        )
        self._connection.execute(update(requests).where(same).values(**values))

    def _newest(self, condition: ColumnElement[bool]) -> Request | None:
        query = select(requests).where(self._ours, condition).order_by(requests.c.id.desc()).limit(1)
        row = self._connection.execute(query).mappings().first()
        return _request(row) if row else None

    @property
    def _ours(self) -> ColumnElement[bool]:
        return requests.c.organisation == self._organisation


def _request(row: Mapping[Any, Any]) -> Request:
    values = {field: row[field] for field in Request.__slots__}
    return Request(**{**values, "role": Role(row["role"])})
