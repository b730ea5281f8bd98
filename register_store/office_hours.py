"""When people work, and how much of that time has passed (pure): reminders wait for the morning, the clock does not."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from register_store.deadlines import AMSTERDAM
from register_store.due_times import OfficeHours
from register_store.dutch_holidays import is_working_day

#: Looked at no further than this: a case that waited longer has long been spoken of.
_LONGEST = timedelta(days=60)


def is_office_time(hours: OfficeHours, moment: datetime) -> bool:
    """Are people at work at this moment?"""
    local = moment.astimezone(AMSTERDAM)
    return is_working_day(local.date()) and hours.opens <= local.hour < hours.closes


def working_time(hours: OfficeHours, since: datetime, until: datetime) -> timedelta:
    """How much office time lies between two moments."""
    spans = (min(closes, until) - max(opens, since) for opens, closes in _days(hours, since, until))
    return sum((span for span in spans if span > timedelta()), timedelta())


def waited(hours: OfficeHours, since: datetime, until: datetime, urgent_from: datetime) -> timedelta:
    """Office time while there is time; every hour, day and night, once it is urgent."""
    calm_until = max(since, min(until, urgent_from))
    return working_time(hours, since, calm_until) + max(until - calm_until, timedelta())


def after_working(hours: OfficeHours, since: datetime, time_needed: timedelta) -> datetime:
    """The moment at which this much office time has passed."""
    left = time_needed
    for opens, closes in _days(hours, since, since + _LONGEST):
        begin = max(opens, since)
        if closes - begin >= left:
            return begin + left
        left -= max(closes - begin, timedelta())
    return since + _LONGEST


def _days(hours: OfficeHours, since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """From when until when people work, day by day, in UTC."""
    day, last = since.astimezone(AMSTERDAM).date(), min(until, since + _LONGEST).astimezone(AMSTERDAM).date()
    while day <= last:
        if is_working_day(day):
            midnight = datetime.combine(day, time(0), AMSTERDAM)
            opens, closes = (_at(midnight, hour) for hour in (hours.opens, hours.closes))
            yield opens, max(opens, closes)
        day += timedelta(days=1)


def _at(midnight: datetime, hour: int) -> datetime:
    """This hour of the wall clock; 24 is the midnight that follows."""
    return (midnight + timedelta(hours=hour)).astimezone(UTC)  # in one zone, Python adds wall-clock time
