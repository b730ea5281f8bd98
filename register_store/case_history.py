"""A case as it was after each of its events: replayed from the journal of changes."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter

from register_store.case import Case
from register_store.event_chain import CaseEvent, EventKind

_adapter: TypeAdapter[Case] = TypeAdapter(Case)

#: Under this key the opening of a case tells the digest of its whole first row: also what never changes is proven.
ROW = "row"
#: A case as JSON knows it: what the events compare.
_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One event that changed a case."""

    event: CaseEvent
    before: Case
    after: Case


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHistory:
    """Where a case began and every change since, oldest first."""

    first: Case  #: as it was opened, or as far back as is not erased
    steps: tuple[Step, ...]
    opened_as: str | None  #: digest of the first row, as its opening told it; None: erased, or from before it was told
    is_erased: bool  #: what some of its events said was erased: before that nothing is known but that they happened

    @property
    def last(self) -> Case:
        """The case after the last of the steps."""
        return self.steps[-1].after if self.steps else self.first

    def until(self, at: datetime) -> "CaseHistory":
        """What had happened by then."""
        return replace(self, steps=tuple(step for step in self.steps if step.event.at <= at))


def row_digest(case: Case) -> str:
    """The digest of everything a case holds."""
    row = _adapter.dump_python(case, mode="json")
    row |= {
        key: moment.astimezone(UTC).isoformat() for key in row if isinstance(moment := getattr(case, key), datetime)
    }
    text = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def histories(cases: Iterable[Case], events: Iterable[CaseEvent]) -> list[CaseHistory]:
    """The history of each of these cases, in their order."""
    of_case: dict[str | None, list[CaseEvent]] = {}
    for event in events:
        of_case.setdefault(event.reference, []).append(event)
    return [history_of(case, of_case.get(case.reference, ())) for case in cases]


def history_of(case: Case, events: Sequence[CaseEvent]) -> CaseHistory:
    """Replay the events of a case (all of them, oldest first) on what it must have been at the beginning."""
    row = _first_row(case, events)
    told = {event.number: event for event in events}
    first = before = _adapter.validate_python(row)
    steps = []
    for event in events:
        row_after = _after(row, event, told)
        if row_after != row:
            after = _adapter.validate_python(row_after)
            steps.append(Step(event=event, before=before, after=after))
            row, before = row_after, after
    opening = next((event.payload for event in events if event.kind is EventKind.OPENED), None) or {}
    return CaseHistory(
        first=first,
        steps=tuple(steps),
        opened_as=opening.get(ROW),
        is_erased=any(event.payload is None for event in events),
    )


def _first_row(case: Case, events: Iterable[CaseEvent]) -> _Row:
    """The state now, and for everything that ever changed what the first change found."""
    row = _adapter.dump_python(case, mode="json")
    row |= {key: moment.isoformat() for key in row if isinstance(moment := getattr(case, key), datetime)}
    found: dict[str, Any] = {}
    for event in events:
        for key, (before, _) in _changes(event).items():
            found.setdefault(key, before)
    return {**row, **found}


def _after(row: _Row, event: CaseEvent, told: Mapping[int, CaseEvent]) -> _Row:
    if event.kind is EventKind.UNDONE and event.payload:
        undone = told.get(event.payload.get("undone", 0))
        return _taken_back(row, _changes(undone)) if undone else row
    return {**row, **{key: after for key, (_, after) in _changes(event).items()}}


def _taken_back(row: _Row, changes: Mapping[str, Sequence[Any]]) -> _Row:
    """As the register takes back a change: only what nothing has changed since."""
    before = {key: pair[0] for key, pair in changes.items() if row[key] == pair[1]}
    if "fields" in changes:
        before["fields"] = _fields_taken_back(row["fields"], *changes["fields"])
    return {**row, **before}


def _fields_taken_back(now: _Row, before: _Row, after: _Row) -> _Row:
    unchanged = {key for key in (*now, *before) if now.get(key) == after.get(key)}
    kept = {key: value for key, value in now.items() if key not in unchanged}
    return kept | {key: value for key, value in before.items() if key in unchanged}


def _changes(event: CaseEvent) -> Mapping[str, Sequence[Any]]:
    return (event.payload or {}).get("changes") or {}
