"""What is still owed after the AP was told (pure): the people affected must hear, the first report be completed.

Art. 34(1) and 33(4) of the GDPR say "without undue delay" and name no hours; these are an organisation's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from register_store.case import ApState, Case, PeopleState
from register_store.due_times import Reminders

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


class Owed(StrEnum):
    """To whom something is owed; each has its sentences in the template."""

    PEOPLE = "people"  #: it was decided to tell them, or the AP knows and nobody has decided
    SUPPLEMENT = "supplement"  #: the AP has a first report and nothing more


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """One reminder that is due."""

    owed: Owed
    hours: int  #: which one: so many hours after the decision
    since: datetime


def owed_by(case: Case) -> tuple[Owed, ...]:
    """What this case still owes, whenever that began."""
    if not case.is_open:
        return ()
    waits = case.people_state is PeopleState.UNDECIDED and case.ap_state in (ApState.INITIAL, ApState.COMPLETE)
    people = case.people_state is PeopleState.PLANNED or waits
    found = {Owed.PEOPLE: people, Owed.SUPPLEMENT: case.ap_state is ApState.INITIAL}
    return tuple(owed for owed, is_so in found.items() if is_so)


def debts_due(since: Mapping[Owed, datetime], now: datetime, rules: Reminders) -> tuple[Debt, ...]:
    """The latest reminder of each that has passed; after a standstill one letter, not three."""
    found = ((owed, _passed(owed, now - at, rules), at) for owed, at in since.items())
    return tuple(Debt(owed=owed, hours=hours, since=at) for owed, hours, at in found if hours is not None)


def _passed(owed: Owed, elapsed: timedelta, rules: Reminders) -> int | None:
    if owed is Owed.PEOPLE:
        return max((hours for hours in rules.people if elapsed >= hours * _HOUR), default=None)
    times = elapsed // (rules.supplement_days * _DAY)
    return times * rules.supplement_days * 24 if times else None
