"""The register as it stood at any moment, made from the cases and their events."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from register_store.case import Case, CaseState
from register_store.case_history import CaseHistory, Step, histories
from register_store.drill_case import is_drill
from register_store.event_chain import GENESIS, CaseEvent
from register_store.register import Register
from register_store.register_book import Correction, RegisterBook, Row
from register_store.register_columns import COLUMNS, INCIDENT_COLUMNS, STATES, Column, retain_until
from register_store.retention import ROW_ERASED_FIELD

#: States in which a breach is established, or not yet excluded (K9).
_BREACH = frozenset({CaseState.REPORTED, CaseState.INVESTIGATING, CaseState.BREACH_ESTABLISHED})
#: From these on the row is final: what changes later is a correction.
_FINAL = frozenset({CaseState.CLOSED, CaseState.NO_BREACH})


def register_as_of(
    register: Register,
    organisation: str,
    at: datetime,
    *,
    year: str = "",
    names: Mapping[str, str] | None = None,
    terms: Mapping[str, int] | None = None,
) -> RegisterBook:
    """The register of an organisation at a moment, of all years or of one; `names` by the pseudonyms of the chain.

    `terms` are the organisation's own of rules/retention.toml.
    """
    every_event = register.chain.every_event()
    known = [event for event in every_event if event.at <= at]
    there = [case for case in register.every_case() if case.opened_at <= at and not is_drill(case.reference)]
    chosen = [case for case in there if f"-{year}-" in case.reference] if year else there
    told = [history.until(at) for history in histories(chosen, every_event)]
    return RegisterBook(
        organisation=organisation,
        as_of=at,
        chain_head=_head(known),
        events=len(known),
        rows=tuple(_row(history.last, COLUMNS, terms or {}) for history in told if _is_breach(history)),
        incidents=tuple(_row(history.last, INCIDENT_COLUMNS, terms or {}) for history in told if _is_incident(history)),
        corrections=tuple(each for history in told for each in _corrections(history, names or {})),
        elsewhere=tuple(_elsewhere(history.last) for history in told if _stands_nowhere(history)),
        erased=tuple(history.last.reference for history in told if history.is_erased),
    )


def _head(events: Sequence[CaseEvent]) -> str:
    return max(events, key=lambda event: event.number).digest if events else GENESIS


def _row(case: Case, columns: Iterable[Column], terms: Mapping[str, int]) -> Row:
    values = {column.key: column.value(case) for column in columns}
    return {**values, "retain_until": retain_until(case, terms)}


def _is_breach(history: CaseHistory) -> bool:
    return not history.last.is_incident and _judged_as(history) in _BREACH and not _has_left(history.last)


def _is_incident(history: CaseHistory) -> bool:
    judged = _judged_as(history)
    is_one = judged is CaseState.NO_BREACH or (history.last.is_incident and judged in _BREACH)
    return is_one and not _has_left(history.last)


def _stands_nowhere(history: CaseHistory) -> bool:
    return not (_is_breach(history) or _is_incident(history))


def _judged_as(history: CaseHistory) -> CaseState:
    """What the case was held for: a closed one is what it was before it was closed."""
    judged = history.last.state
    for step in reversed(history.steps):
        if judged is not CaseState.CLOSED:
            break
        judged = step.before.state
    return CaseState.BREACH_ESTABLISHED if judged is CaseState.CLOSED else judged


def _has_left(case: Case) -> bool:
    """Was its row kept long enough and erased?"""
    return ROW_ERASED_FIELD in case.fields


def _elsewhere(case: Case) -> tuple[str, str]:
    if _has_left(case):
        return case.reference, "gewist na de bewaartermijn"
    into = case.fields.get("merged_into", "")
    return case.reference, f"{STATES[case.state]} met {into}" if into else STATES[case.state]


def _corrections(history: CaseHistory, names: Mapping[str, str]) -> Iterator[Correction]:
    is_final = False
    for step in history.steps:
        if is_final and not _closes(step):
            yield from _differences(step, names)
        is_final = is_final or step.after.state in _FINAL


def _closes(step: Step) -> bool:
    return step.after.state is CaseState.CLOSED and step.before.state is not CaseState.CLOSED


def _differences(step: Step, names: Mapping[str, str]) -> Iterator[Correction]:
    by = (step.event.payload or {}).get("by") or names.get(step.event.actor, step.event.actor)
    for column in COLUMNS:
        before, after = column.value(step.before), column.value(step.after)
        if before != after:
            yield Correction(
                reference=step.after.reference,
                at=step.event.at,
                by=str(by),
                header=column.header,
                before=before,
                after=after,
                event=step.event.number,
            )
