"""Affected people of a case: whom a letter goes to, how far each letter is; kept apart, and not for long."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from register_store.affected_people import Person, Tally
from register_store.letter import PEOPLE_KINDS, LetterKind
from register_store.outbox import OutboxState
from register_store.tables import letters, outbox, subjects


class RowState(StrEnum):
    """How far one row of the list is."""

    LISTED = "listed"  #: shown to the officer
    APPROVED = "approved"  #: he let it go; waits for its turn
    PAPER = "paper"  #: he let it go; without mail address, so it goes by post
    WRITTEN = "written"  #: its letter is in the outbox, or gone
    UNWRITABLE = "unwritable"  #: no mail can go to this address


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Somebody whose turn has come."""

    id: int
    person: Person


class Subjects:
    """The affected people of one organisation's cases, on one connection."""

    def __init__(self, connection: Connection, organisation: str) -> None:
        self._connection = connection
        self._organisation = organisation

    def list_anew(self, reference: str, persons: Iterable[Person], erase_at: datetime) -> None:
        """Keep a list; it takes the place of one that was listed and not let go."""
        is_listed = self._of(reference) & (subjects.c.state == RowState.LISTED)
        self._connection.execute(delete(subjects).where(is_listed))
        rows = [self._row(reference, person, erase_at) for person in persons]
        if rows:
            self._connection.execute(insert(subjects), rows)

    def listed(self, reference: str) -> list[Person]:
        """Those who were listed and not let go, in the order of the list."""
        return [addressee.person for addressee in self._in_state(reference, RowState.LISTED)]

    def written_to(self, reference: str) -> frozenset[str]:
        """The mail addresses to which a letter about this case went, goes, or may go."""
        query = select(subjects.c.address).where(self._of(reference), subjects.c.state != RowState.LISTED)
        return frozenset(address.lower() for address in self._connection.execute(query).scalars() if address)

    def approve(self, reference: str, mailing: int) -> None:
        """The listed ones may be written to."""
        is_listed = self._of(reference) & (subjects.c.state == RowState.LISTED)
        state = {True: RowState.APPROVED.value, False: RowState.PAPER.value}
        for has_address, approved in state.items():
            here = subjects.c.address.is_not(None) if has_address else subjects.c.address.is_(None)
            self._connection.execute(update(subjects).where(is_listed, here).values(mailing=mailing, state=approved))

    def stop(self, reference: str) -> int:
        """Whoever was not written to yet is only listed again; returns how many."""
        waits = self._of(reference) & (subjects.c.state == RowState.APPROVED)
        done = self._connection.execute(update(subjects).where(waits).values(state=RowState.LISTED, mailing=None))
        return done.rowcount

    def next_waiting(self, mailing: int, most: int) -> list[Addressee]:
        """Whose turn it is, in the order of the list."""
        waits = (subjects.c.mailing == mailing) & (subjects.c.state == RowState.APPROVED)
        query = select(subjects).where(self._ours, waits).order_by(subjects.c.id).limit(most)
        return [_addressee(row) for row in self._connection.execute(query).mappings()]

    def written(self, addressee: Addressee, message_id: str, erase_at: datetime) -> None:
        """His letter is in the outbox, in this very transaction."""
        self._set(addressee, state=RowState.WRITTEN, message_id=message_id, erase_at=erase_at)

    def unwritable(self, addressee: Addressee) -> None:
        """No letter can be made for this address."""
        self._set(addressee, state=RowState.UNWRITABLE)

    def on_their_way(self) -> int:
        """Letters to affected people that still wait in the outbox."""
        waits = (outbox.c.state == OutboxState.WAITING) & (letters.c.kind == LetterKind.PEOPLE)
        ours = letters.c.organisation == self._organisation
        query = select(func.count()).select_from(letters.join(outbox)).where(ours, waits)
        return self._connection.execute(query).scalar_one()

    def tally(self, mailing: int) -> Tally:
        """How far the letters of a mailing are."""
        both = subjects.outerjoin(letters, subjects.c.message_id == letters.c.message_id).outerjoin(
            outbox, letters.c.message_id == outbox.c.message_id
        )
        query = (
            select(subjects, outbox.c.state.label("went"), letters.c.returned_at)
            .select_from(both)
            .where(self._ours, subjects.c.mailing == mailing)
            .order_by(subjects.c.row)
        )
        rows = list(self._connection.execute(query).mappings())
        failed = tuple(row["row"] for row in rows if _has_failed(row))
        return Tally(
            by_mail=sum(row["state"] != RowState.PAPER for row in rows),
            on_paper=sum(row["state"] == RowState.PAPER for row in rows),
            waiting=sum(row["state"] == RowState.APPROVED for row in rows),
            sent=sum(row["went"] == OutboxState.SENT and not _has_failed(row) for row in rows),
            failed=failed,
            answered=sum(row["answered_at"] is not None for row in rows),
        )

    def note_answer(self, message_id: str, at: datetime) -> None:
        """The reader of this letter wrote to us."""
        here = self._ours & (subjects.c.message_id == message_id)
        self._connection.execute(update(subjects).where(here).values(answered_at=at))

    def answers_since(self, reference: str, since: datetime | None) -> tuple[int, datetime | None]:
        """How many people of a case wrote after this moment, and when the last of them did."""
        after = subjects.c.answered_at.is_not(None) if since is None else subjects.c.answered_at > since
        query = select(func.count(), func.max(subjects.c.answered_at)).where(self._of(reference), after)
        count, newest = self._connection.execute(query).one()
        return count, newest

    def with_answers(self) -> list[str]:
        """The cases of which affected people wrote to us."""
        query = select(subjects.c.reference).where(self._ours, subjects.c.answered_at.is_not(None)).distinct()
        return sorted(self._connection.execute(query).scalars())

    def forget_contents(self) -> int:
        """The bytes of letters that went, or never will, are not needed any more: they hold names and addresses."""
        gone = outbox.c.state.in_([OutboxState.SENT, OutboxState.GIVEN_UP])
        kinds = [kind.value for kind in PEOPLE_KINDS]
        ours = select(letters.c.message_id).where(
            letters.c.organisation == self._organisation, letters.c.kind.in_(kinds)
        )
        full = outbox.c.message_id.in_(ours) & gone & (func.length(outbox.c.content) > 0)
        return self._connection.execute(update(outbox).where(full).values(content=b"")).rowcount

    def due_for_erasure(self, now: datetime) -> list[str]:
        """The cases that hold addresses whose time has come."""
        query = select(subjects.c.reference).where(self._ours, subjects.c.erase_at <= now).distinct()
        return sorted(self._connection.execute(query).scalars())

    def erase(self, reference: str, until: datetime | None = None) -> int:
        """Forget the people of a case (`until`: whose time had come by then); returns how many."""
        here = self._of(reference)
        if until is not None:
            here &= subjects.c.erase_at <= until
        written = select(subjects.c.message_id).where(here, subjects.c.message_id.is_not(None))
        self._connection.execute(
            update(outbox).where(outbox.c.message_id.in_(written)).values(content=b"", last_error=None)
        )
        self._connection.execute(update(letters).where(letters.c.message_id.in_(written)).values(recipient=""))
        return self._connection.execute(delete(subjects).where(here)).rowcount

    def _in_state(self, reference: str, state: RowState) -> list[Addressee]:
        query = select(subjects).where(self._of(reference), subjects.c.state == state).order_by(subjects.c.id)
        return [_addressee(row) for row in self._connection.execute(query).mappings()]

    def _row(self, reference: str, person: Person, erase_at: datetime) -> dict[str, Any]:
        values = {field: getattr(person, field) for field in Person.__slots__}
        where = {"organisation": self._organisation, "reference": reference}
        return {**values, **where, "state": RowState.LISTED.value, "erase_at": erase_at}

    def _set(self, addressee: Addressee, **values: object) -> None:
        here = self._ours & (subjects.c.id == addressee.id)
        self._connection.execute(update(subjects).where(here).values(**values))

    def _of(self, reference: str) -> ColumnElement[bool]:
        return self._ours & (subjects.c.reference == reference)

    @property
    def _ours(self) -> ColumnElement[bool]:
        return subjects.c.organisation == self._organisation


def _has_failed(row: Mapping[Any, Any]) -> bool:
    lost = row["went"] in (OutboxState.GIVEN_UP, OutboxState.UNCERTAIN) or row["returned_at"] is not None
    return lost or row["state"] == RowState.UNWRITABLE


def _addressee(row: Mapping[Any, Any]) -> Addressee:
    return Addressee(id=row["id"], person=Person(**{field: row[field] for field in Person.__slots__}))
