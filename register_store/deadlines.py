"""The 72 hours of GDPR art. 33 (pure): elapsed hours, computed in UTC, shown in Dutch time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from register_store.case import ApState, Case

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TERM = timedelta(hours=72)

#: Hours after awareness at which an officer is reminded (domain 2.3, step 7).
MILESTONES: tuple[int, ...] = (4, 24, 48, 60, 70, 72)


class Working(StrEnum):
    """Does the deadline fall in office hours?"""

    OFFICE_HOURS = "office_hours"
    EVENING_OR_NIGHT = "evening_or_night"
    WEEKEND = "weekend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning72:
    """One reminder that is due: which milestone, and when the term ends."""

    reference: str
    milestone: int  #: hours after awareness
    deadline: datetime  #: UTC

    @property
    def is_overdue(self) -> bool:
        """Has the term itself passed?"""
        return self.milestone >= TERM // timedelta(hours=1)


def deadline_of(case: Case) -> datetime:
    """Reading A: awareness to the minute plus 72 elapsed hours, in UTC (domain 2.2; weekends and holidays count)."""
    return case.aware_at.astimezone(UTC).replace(second=0, microsecond=0) + TERM


def is_running(case: Case) -> bool:
    """Does the clock tick? It stops when the AP was told, when it need not be, or when there is no breach."""
    return case.is_open and case.ap_state == ApState.UNDECIDED


def warning_due(case: Case, now: datetime, already_sent: frozenset[int]) -> Warning72 | None:
    """The latest milestone that has passed and was not yet spoken of; after a standstill one letter, not five."""
    if not is_running(case):
        return None
    aware = deadline_of(case) - TERM
    passed = [hours for hours in MILESTONES if now >= aware + timedelta(hours=hours)]
    if not passed or passed[-1] in already_sent:
        return None
    return Warning72(reference=case.reference, milestone=passed[-1], deadline=deadline_of(case))


def working_time(moment: datetime) -> Working:
    """Is this moment one at which people work? Said in the first letter when it is not (domain 2.3)."""
    local = moment.astimezone(AMSTERDAM)
    if local.weekday() >= 5:
        return Working.WEEKEND
    return Working.OFFICE_HOURS if 8 <= local.hour < 18 else Working.EVENING_OR_NIGHT
