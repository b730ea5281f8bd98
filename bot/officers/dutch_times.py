"""Moments as officers type them, in Dutch wall-clock time: "gisteren 16:30", "di 24 nov 9:00", "2 uur geleden"."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.officers.clock_times import Clock, DayPart, read_clock
from bot.officers.dutch_days import Day, read_day
from register_store.deadlines import AMSTERDAM

_LONGEST = 500
_JUST_NOW = re.compile(r"(?:nu|zojuist|zonet|now|just now)(?=\s?(?:$|[,;:.(]))", re.IGNORECASE)
_AGO = re.compile(
    r"(?:ca\.? |circa |ongeveer |about )?(?P<number>\d{1,3}|een half|half an|een|één|an|a)"
    r"\s(?P<unit>minuut|minuten|min|minutes?|uur|uren|hours?|hour|dag|dagen|days?)\s(?:geleden|ago)\b",
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
    text = re.sub(r"\s+", " ", text.strip()[:_LONGEST])
    if found := _JUST_NOW.match(text):
        return Moment(at=now, has_time=True, rest=_after(text[found.end() :]))
    if found := _AGO.match(text):
        return _ago(found, text, now)
    today = now.astimezone(AMSTERDAM).date()
    day = read_day(text, today)
    if day is not None:
        return _moment(day, read_clock(day.rest, day.part), now)
    clock = read_clock(text, alone=True)
    if clock is None:
        return None
    day = read_day(clock.rest.lstrip(" ,"), today)
    return _moment(day or Day(day=today, rest=clock.rest), clock, now, rest=day.rest if day else clock.rest)


def local_instant(day: date, clock: time) -> datetime:
    """Dutch wall-clock time to UTC; what comes twice or never when the clocks change is its earlier instant."""
    local = datetime.combine(day, clock, AMSTERDAM)
    return min(local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))


def _moment(day: Day, clock: Clock | None, now: datetime, rest: str | None = None) -> Moment:
    if clock is None:
        return Moment(at=local_instant(day.day, time(0, 0)), has_time=False, rest=_after(day.rest))
    at = local_instant(_day_of_night(day, clock, now), clock.at)
    return Moment(at=at, has_time=True, rest=_after(clock.rest if rest is None else rest))


def _day_of_night(day: Day, clock: Clock, now: datetime) -> date:
    """ "vannacht 23:30" said in the morning was yesterday; "last night 2:00" was today."""
    if day.part is not DayPart.NIGHT:
        return day.day
    if clock.at.hour >= 20 and local_instant(day.day, clock.at) > now:
        return day.day - timedelta(days=1)
    is_past_midnight = clock.at.hour < 6 and day.day < now.astimezone(AMSTERDAM).date()
    return day.day + timedelta(days=1) if is_past_midnight else day.day


def _ago(found: re.Match[str], text: str, now: datetime) -> Moment:
    number = found["number"].lower()
    count = float(number) if number.isdigit() else 0.5 if "half" in number else 1.0
    unit = found["unit"].lower()
    if unit.startswith("da"):
        day = now.astimezone(AMSTERDAM).date() - timedelta(days=int(count))
        return _moment(Day(day=day, rest=text[found.end() :]), read_clock(text[found.end() :]), now)
    passed = timedelta(minutes=count) if unit.startswith("min") else timedelta(hours=count)
    return Moment(at=now - passed, has_time=True, rest=_after(text[found.end() :]))


def _after(text: str) -> str:
    return text.lstrip(" ,;:-–")
