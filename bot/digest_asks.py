"""What only management can see to: named once a week, with the cases it is about."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from register_store.case import ApState, Case, CaseState, PeopleState
from register_store.deadlines import deadline_of, is_running
from replies.digest_parts import Ask, Asked, MeasureDue

#: So many hours before the term a case without a handler is urgent.
_URGENT = timedelta(hours=24)
_TOLD = frozenset({ApState.INITIAL, ApState.COMPLETE})
_OPEN_TO_PEOPLE = frozenset({PeopleState.UNDECIDED, PeopleState.PLANNED})


def asks_of(
    cases: Collection[Case], measures: Collection[MeasureDue], silent: Collection[str], now: datetime
) -> tuple[Asked, ...]:
    """In the order of urgency; nothing is asked without a case."""
    found: tuple[tuple[Ask, Iterator[str]], ...] = (
        (Ask.OVERDUE, (case.reference for case in cases if is_running(case) and deadline_of(case) <= now)),
        (Ask.HANDLER, (case.reference for case in cases if _is_left_alone(case, now))),
        (Ask.PEOPLE, (case.reference for case in cases if _leaves_people_waiting(case))),
        (Ask.SILENT, iter(silent)),
        (Ask.MEASURES, (measure.reference for measure in measures if measure.is_overdue)),
    )
    named = ((ask, tuple(dict.fromkeys(references))) for ask, references in found)
    return tuple(Asked(ask=ask, references=references) for ask, references in named if references)


def _is_left_alone(case: Case, now: datetime) -> bool:
    return case.handler is None and is_running(case) and deadline_of(case) - now <= _URGENT


def _leaves_people_waiting(case: Case) -> bool:
    """Art. 34 knows no hours, but a breach that the AP knows of waits for this decision."""
    return (
        case.state is CaseState.BREACH_ESTABLISHED and case.ap_state in _TOLD and case.people_state in _OPEN_TO_PEOPLE
    )
