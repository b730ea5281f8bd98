"""When the term of GDPR art. 33 ends (pure): elapsed hours, computed in UTC, shown in Dutch time."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from register_store.case import ApState, Case
from register_store.due_times import OfficeHours, Reminders
from register_store.dutch_holidays import holidays_of, is_working_day
from register_store.notification_term import NotificationTerm, term_on

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Working(StrEnum):
    """Does the deadline fall in office hours?"""

    OFFICE_HOURS = "office_hours"
    EVENING_OR_NIGHT = "evening_or_night"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"  #: a public holiday from Monday to Friday
    NONE_LEFT = "none_left"  #: outside office hours, and there are none before it: a long weekend has begun


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineWarning:
    """One reminder that is due: which milestone, and when the term ends."""

    reference: str
    milestone: int  #: hours after awareness
    deadline: datetime  #: UTC
    is_overdue: bool  #: has the term itself passed?


def deadline_of(case: Case) -> datetime:
    """Reading A: awareness to the minute plus 72 elapsed hours, in UTC (domain 2.2; weekends and holidays count)."""
    return case.aware_at.astimezone(UTC).replace(second=0, microsecond=0) + term_of(case).length


def term_of(case: Case) -> NotificationTerm:
    """The rule that held on the day of awareness: a later law does not move a term that runs."""
    return term_on(case.aware_at.astimezone(AMSTERDAM).date())


def is_running(case: Case) -> bool:
    """Does the clock tick? It stops when the AP was told, when it need not be, or when there is no breach."""
    return case.is_open and case.ap_state == ApState.UNDECIDED


def warning_due(
    case: Case, now: datetime, already_sent: frozenset[int], reminders: Reminders | None = None
) -> DeadlineWarning | None:
    """The latest milestone that has passed and was not yet spoken of; after a standstill one letter, not five."""
    if not is_running(case):
        return None
    passed = _passed(case, now, reminders or Reminders())
    if passed is None or passed in already_sent:
        return None
    deadline = deadline_of(case)
    return DeadlineWarning(
        reference=case.reference, milestone=passed, deadline=deadline, is_overdue=passed >= term_of(case).hours
    )


def working_time(moment: datetime, hours: OfficeHours | None = None) -> Working:
    """Is this moment one at which people work? Said in the first letter when it is not (domain 2.3)."""
    hours = hours or OfficeHours()
    local = moment.astimezone(AMSTERDAM)
    if local.date() in holidays_of(local.year):
        return Working.WEEKEND if local.weekday() >= _SATURDAY else Working.HOLIDAY
    if local.weekday() >= _SATURDAY:
        return Working.WEEKEND
    return Working.OFFICE_HOURS if hours.opens <= local.hour < hours.closes else Working.EVENING_OR_NIGHT


def planning(deadline: datetime, now: datetime) -> Working:
    """How a decision before this deadline can be planned; "on the last working day" helps nobody when that is over."""
    working = working_time(deadline)
    is_over = working is not Working.OFFICE_HOURS and last_working_moment(deadline) <= now
    return Working.NONE_LEFT if is_over else working


def last_working_moment(deadline: datetime, hours: OfficeHours | None = None) -> datetime:
    """The end of the last office hours before a deadline that falls outside them; else the deadline itself."""
    hours = hours or OfficeHours()
    if working_time(deadline, hours) is Working.OFFICE_HOURS:
        return deadline
    local = deadline.astimezone(AMSTERDAM)
    day = local.date() if local.hour >= hours.closes else local.date() - timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    midnight = datetime.combine(day, time(0), AMSTERDAM)
    return (midnight + timedelta(hours=hours.closes)).astimezone(UTC)  # in one zone, Python adds wall-clock time


def _passed(case: Case, now: datetime, reminders: Reminders) -> int | None:
    """The last milestone behind us, in hours; once overdue the count goes on."""
    term = term_of(case)
    elapsed = int((now - (deadline_of(case) - term.length)) / timedelta(hours=1))
    if elapsed >= term.hours:
        return elapsed - (elapsed - term.hours) % reminders.overdue_every
    return max((hours for hours in reminders.milestones if hours <= elapsed), default=None)


_SATURDAY = 5
