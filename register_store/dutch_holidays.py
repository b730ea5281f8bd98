"""Days on which the Netherlands does not work (pure): for planning, never for the clock of 72 hours.

The Algemene termijnenwet art. 3, with Good Friday put on a par; days equated by royal decree are ordinary days.
"""

from datetime import date, timedelta
from functools import cache

_SATURDAY, _SUNDAY = 5, 6
#: Days from Easter Sunday: Good Friday, Easter, Ascension, Pentecost.
_AROUND_EASTER = (-2, 0, 1, 39, 49, 50)


def is_working_day(day: date) -> bool:
    """Monday to Friday and no public holiday."""
    return day.weekday() < _SATURDAY and day not in holidays_of(day.year)


def working_day_after(day: date, count: int) -> date:
    """The `count`-th working day after this day."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


@cache
def holidays_of(year: int) -> frozenset[date]:
    """The public holidays of a year."""
    easter = easter_sunday(year)
    fixed = {date(year, 1, 1), date(year, 5, 5), date(year, 12, 25), date(year, 12, 26), _kings_day(year)}
    return frozenset(fixed | {easter + timedelta(days=days) for days in _AROUND_EASTER})


def easter_sunday(year: int) -> date:
    """By the anonymous Gregorian algorithm (Meeus)."""
    century, in_century = divmod(year, 100)
    golden = year % 19
    skipped, leap = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - skipped - moon + 15) % 30
    quarter, rest = divmod(in_century, 4)
    weekday = (32 + 2 * leap + 2 * quarter - epact - rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _kings_day(year: int) -> date:
    """27 April; the day before when that is a Sunday."""
    day = date(year, 4, 27)
    return day - timedelta(days=1) if day.weekday() == _SUNDAY else day
