"""The three readings of the 72 hours (pure; domain 2.2): A is the deadline, B and C are notes in the dossier."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from register_store.case import Case
from register_store.deadlines import AMSTERDAM, deadline_of, term_of
from register_store.dutch_holidays import working_day_after

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """When the term ends, in UTC; a <= b <= c, so that A is safe under each."""

    a: datetime  #: the minute of awareness plus 72 elapsed hours: the only deadline
    b: datetime  #: from the next full hour on (Regulation 1182/71 art. 3(1))
    c: datetime  #: contested: at least two working days (art. 3(5)); never a deadline


def readings_of(case: Case) -> Readings:
    """All three, for the dossier and for who must explain a late report."""
    aware = case.aware_at.astimezone(UTC)
    full_hour = aware.replace(minute=0, second=0, microsecond=0)
    b = full_hour + _HOUR + term_of(case).length
    return Readings(a=deadline_of(case), b=b, c=max(b, _end_of_second_working_day(aware)))


def _end_of_second_working_day(aware: datetime) -> datetime:
    day = working_day_after(aware.astimezone(AMSTERDAM).date(), 2)
    return datetime.combine(day + timedelta(days=1), time(0), AMSTERDAM).astimezone(UTC)
