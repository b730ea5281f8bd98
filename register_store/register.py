"""The register of cases: opens, finds, changes them; every change is an event of the chain."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from register_store.case import SETTLED, Case
from register_store.case_history import ROW, row_digest
from register_store.counters import next_number
from register_store.deadlines import AMSTERDAM
from register_store.drill_case import SERIES
from register_store.event_chain import CaseEvent, EventChain, EventKind
from register_store.tables import case_mails, cases

_adapter: TypeAdapter[Case] = TypeAdapter(Case)

#: Kinds of events that UNDO may take back: what an officer changed.
_UNDOABLE = frozenset({EventKind.TAKEN, EventKind.DECIDED, EventKind.RECORDED})


class NothingToUndo(LookupError):
    """There is no change of an officer left to take back."""


class Register:
    """The cases of one organisation, on one connection."""

    def __init__(self, connection: Connection, organisation: str) -> None:
        self._connection = connection
        self._organisation = organisation
        self.chain = EventChain(connection, organisation)

    def next_reference(self, at: datetime) -> str:
        """The next reference of the year, without gaps: DL-2026-0001 (year in Dutch time)."""
        year = at.astimezone(AMSTERDAM).year
        return f"DL-{year}-{next_number(self._connection, self._organisation, f'DL-{year}'):04d}"

    def next_drill_reference(self, at: datetime) -> str:
        """The next drill of the year: OEF-2026-001."""
        year = at.astimezone(AMSTERDAM).year
        return f"{SERIES}-{year}-{next_number(self._connection, self._organisation, f'{SERIES}-{year}'):03d}"

    def open_case(self, case: Case, actor: str, payload: Mapping[str, Any]) -> Case:
        """Enter a new case; its reference must come from `next_reference` in the same transaction."""
        self._connection.execute(insert(cases).values(**_row(case)))
        digest = row_digest(self.find(case.reference) or case)
        opened = {"state": case.state.value, "channel": case.channel.value, ROW: digest, **payload}
        self.chain.append(EventKind.OPENED, actor, case.opened_at, opened, case.reference)
        return case

    def find(self, reference: str) -> Case | None:
        """The case with this reference, or None."""
        row = self._connection.execute(select(cases).where(self._is(reference))).mappings().first()
        return _case(row) if row else None

    def every_case(self) -> list[Case]:
        """All cases, in the order of their references."""
        query = select(cases).where(cases.c.organisation == self._organisation).order_by(cases.c.reference)
        return [_case(row) for row in self._connection.execute(query).mappings()]

    def open_cases(self) -> list[Case]:
        """Cases in which somebody still has to do something, oldest awareness first: the most urgent."""
        unsettled = [case for case in self.every_case() if case.state not in SETTLED]
        return sorted(unsettled, key=lambda case: case.aware_at)

    def change(
        self,
        case: Case,
        changes: Mapping[str, Any],
        *,
        kind: EventKind,
        actor: str,
        at: datetime,
        payload: Mapping[str, Any] | None = None,
    ) -> Case:
        """Change attributes of a case (`fields.KEY` for one field) and write the event that says so."""
        changed = _changed(case, changes)
        before, after = _row(case), _row(changed)
        difference = {key: [_plain(before[key]), _plain(after[key])] for key in before if before[key] != after[key]}
        self._connection.execute(update(cases).where(self._is(case.reference)).values(**after))
        self.chain.append(kind, actor, at, {**(payload or {}), "changes": difference}, case.reference)
        return changed

    def undo(self, case: Case, actor: str, at: datetime) -> tuple[Case, CaseEvent]:
        """Take back the last change an officer made; raises `NothingToUndo`."""
        event = self._last_undoable(case.reference)
        return self.take_back(case, event, actor, at), event

    def take_back(self, case: Case, event: CaseEvent, actor: str, at: datetime) -> Case:
        """Take back one change, as far as nothing has changed it since: what a finder added stays."""
        row, changes = _row(case), (event.payload or {})["changes"]
        before = {key: pair[0] for key, pair in changes.items() if _plain(row[key]) == pair[1]}
        if "fields" in changes:
            before["fields"] = _fields_before(row["fields"], *changes["fields"])
        restored = _case({**row, **before})
        self._connection.execute(update(cases).where(self._is(case.reference)).values(**_row(restored)))
        self.chain.append(EventKind.UNDONE, actor, at, {"undone": event.number}, case.reference)
        return restored

    def record(
        self, case: Case, *, kind: EventKind, actor: str, at: datetime, payload: Mapping[str, Any] | None = None
    ) -> None:
        """Write an event that changes nothing: a note, a letter that came back."""
        self.chain.append(kind, actor, at, payload or {}, case.reference)

    def add_mail(
        self,
        reference: str,
        *,
        role: str,
        message_id: str | None,
        fingerprint: str,
        arrived_at: datetime,
        sender: str | None,
        how_found: str,
        authentication: str,
        likeness: str | None = None,
        words_key: str | None = None,
        subject_key: str | None = None,
    ) -> None:
        """Note that a mail belongs to a case."""
        self._connection.execute(
            insert(case_mails).values(
                organisation=self._organisation,
                reference=reference,
                role=role,
                message_id=message_id,
                fingerprint=fingerprint,
                arrived_at=arrived_at,
                sender=sender,
                how_found=how_found,
                authentication=authentication,
                likeness=likeness,
                words_key=words_key,
                subject_key=subject_key,
            )
        )

    def forget_mails(self, reference: str) -> int:
        """Erase what is known of a case's mails; `SameMails.bury` first, or they bring the case back."""
        of_case = (case_mails.c.organisation == self._organisation) & (case_mails.c.reference == reference)
        return self._connection.execute(delete(case_mails).where(of_case)).rowcount

    def mails_of(self, reference: str) -> list[Mapping[str, Any]]:
        """The mails of a case, oldest first: role, message_id, arrived_at, sender, how_found, authentication."""
        query = (
            select(case_mails)
            .where(case_mails.c.organisation == self._organisation, case_mails.c.reference == reference)
            .order_by(case_mails.c.id)
        )
        return [dict(row) for row in self._connection.execute(query).mappings()]

    def _last_undoable(self, reference: str) -> CaseEvent:
        events = self.chain.of_case(reference)
        undone = {event.payload["undone"] for event in events if event.kind == EventKind.UNDONE and event.payload}
        for event in reversed(events):
            if event.kind in _UNDOABLE and event.payload and event.number not in undone:
                return event
        raise NothingToUndo

    def _is(self, reference: str) -> ColumnElement[bool]:
        return (cases.c.organisation == self._organisation) & (cases.c.reference == reference)


def _changed(case: Case, changes: Mapping[str, Any]) -> Case:
    plain = {key: value for key, value in changes.items() if not key.startswith("fields.")}
    filled = {key.removeprefix("fields."): value for key, value in changes.items() if key.startswith("fields.")}
    fields = {**case.fields, **filled}
    return replace(case, **plain, fields={key: value for key, value in fields.items() if value is not None})


def _fields_before(now: Mapping[str, str], before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """The fields as they were before a change, but for those that were filled anew since."""
    unchanged = {key for key in (*now, *before) if now.get(key) == after.get(key)}
    kept = {key: value for key, value in now.items() if key not in unchanged}
    return kept | {key: value for key, value in before.items() if key in unchanged}


def _row(case: Case) -> dict[str, Any]:
    """A case as table columns: enums as their values, moments as they are, findings as JSON."""
    row: dict[str, Any] = _adapter.dump_python(case, mode="json")
    return {**row, **{key: getattr(case, key) for key in _moments()}}


def _case(row: Mapping[Any, Any]) -> Case:
    return _adapter.validate_python(dict(row))


def _moments() -> Iterable[str]:
    return ("provisional_aware_at", "confirmed_aware_at", "opened_at", "closed_at")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
