"""Moments as officers type them, in Dutch wall-clock time: "gisteren 16:30", "24-11-2026 09.12", "di 24 nov 9:00"."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from register_store.deadlines import AMSTERDAM

_MONTHS = ("jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH_NUMBERS = {name: number for number, name in enumerate(_MONTHS, start=1)} | {
    "mrt": 3,
    "mar": 3,
    "may": 5,
    "oct": 10,
}
_WEEKDAYS = {"ma": 0, "di": 1, "wo": 2, "do": 3, "vr": 4, "za": 5, "zo": 6}
_WEEKDAYS |= {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_DAYS_BACK = {"vandaag": 0, "today": 0, "gisteren": 1, "yesterday": 1, "eergisteren": 2}

_TIME = r"(?:\s*,?\s*(?:om|at)?\s*(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?:\s*(?:uur|u|h)\b)?)?"
_WORD_DAY = re.compile(rf"(?P<word>vandaag|gisteren|eergisteren|today|yesterday)\b{_TIME}", re.IGNORECASE)
_ISO = re.compile(rf"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)[T ]?{_TIME}", re.IGNORECASE)
_NUMBERS = re.compile(rf"(?P<day>\d\d?)[-/](?P<month>\d\d?)(?:[-/](?P<year>20\d\d))?\b{_TIME}", re.IGNORECASE)
_NAMED = re.compile(
    rf"(?:[a-z]{{2,9}}\s+)?(?P<day>\d\d?)\s+(?P<name>[a-z]{{3}})[a-z]*\.?(?:\s+(?P<year>20\d\d))?\b{_TIME}",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    rf"(?P<weekday>maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|monday|tuesday|wednesday|thursday|friday"
    rf"|saturday|sunday|ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun)\b{_TIME}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment read from the beginning of a text, and the rest of that text."""

    at: datetime  #: UTC
    has_time: bool  #: False: only a day was typed, `at` is its first minute
    rest: str


def read_moment(text: str, now: datetime) -> Moment | None:
    """The moment with which a text begins; None when it begins with none, or with one that does not exist."""
    text = text.strip()[:500]
    today = now.astimezone(AMSTERDAM).date()
    for pattern in (_WORD_DAY, _ISO, _NUMBERS, _NAMED, _WEEKDAY):
        found = pattern.match(text)
        day = _day(found.groupdict(), today) if found else None
        if found and day:
            return _moment(found, day, text)
    return None


def local_instant(day: date, clock: time) -> datetime:
    """Dutch wall-clock time to UTC; what comes twice or never when the clocks change is its earlier instant."""
    local = datetime.combine(day, clock, AMSTERDAM)
    return min(local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))


def _moment(found: re.Match[str], day: date, text: str) -> Moment:
    has_time = found["hour"] is not None
    clock = time(int(found["hour"]), int(found["minute"])) if has_time else time(0, 0)
    return Moment(at=local_instant(day, clock), has_time=has_time, rest=text[found.end() :].lstrip(" ,;:-"))


def _day(found: dict[str, str | None], today: date) -> date | None:
    if word := found.get("word"):
        return today - timedelta(days=_DAYS_BACK[word.lower()])
    if weekday := found.get("weekday"):
        wanted = _weekday_number(weekday)
        return today - timedelta(days=(today.weekday() - wanted) % 7)
    name = found.get("name")
    month = _MONTH_NUMBERS.get(name.lower()[:3]) if name else int(found["month"] or 0)
    if not month:
        return None
    try:
        day = date(int(found["year"] or today.year), month, int(found["day"] or 0))
    except ValueError:
        return None
    # "28 december" typed in January is last year's: officers speak of what has been.
    is_last_years = found["year"] is None and day > today + timedelta(days=1)
    return day.replace(year=day.year - 1) if is_last_years and (day.month, day.day) != (2, 29) else day


def _weekday_number(word: str) -> int:
    short = word.lower()
    return _WEEKDAYS.get(short[:3], _WEEKDAYS.get(short[:2], 0))
