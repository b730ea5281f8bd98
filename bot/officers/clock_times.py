"""Times of the day as people type them: "16:30", "9.05 uur", "9u30", "half tien", "3 uur 's middags", "3:15 pm"."""

import re
from dataclasses import dataclass
from datetime import time
from enum import StrEnum


class DayPart(StrEnum):
    """Which half of the clock an hour below twelve means."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of the day, the part of the day that was named with it, and the text behind it."""

    at: time
    part: DayPart | None
    rest: str


_PART_NAMES = {
    DayPart.MORNING: ("ochtends", "morgens", "ochtend", "morgen", "morning"),
    DayPart.AFTERNOON: ("middags", "middag", "afternoon"),
    DayPart.EVENING: ("avonds", "avond", "evening"),
    DayPart.NIGHT: ("nachts", "nacht", "night"),
}
_PARTS = {name: part for part, names in _PART_NAMES.items() for name in names}
#: Alternatives for a part of the day, as they follow a day: "dinsdagochtend", "tuesday morning".
PART = "|".join(sorted(_PARTS, key=len, reverse=True))

_HOURS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_HOURS_EN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SPOKEN = {name: hour for names in (_HOURS, _HOURS_EN) for hour, name in enumerate(names, start=1)} | {"één": 1}

_AT = r"(?:om|at|rond|omstreeks|tegen|circa|ca\.?|about|around)"
_HOUR = r"(?P<hour>[01]?\d|2[0-3])"
_UNIT = r"(?:uur|u|hrs|h|o'clock)\b\.?"
_HALF_DAY = r"(?P<half>[ap])\.?m\b\.?"
_IN_WORDS = rf"(?P<hour>1[0-2]|[1-9]|{'|'.join(sorted(_SPOKEN, key=len, reverse=True))})\b(?:\s?{_UNIT})?"

_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:{_AT}\s)?{_HOUR}\s?(?P<sign>[:.uh])\s?(?P<minute>[0-5]\d)(?!\d)(?:\s?(?P<unit>{_UNIT}))?(?:\s?{_HALF_DAY})?",
        rf"(?:{_AT}\s)?{_HOUR}\s?(?:{_UNIT}|{_HALF_DAY})",
        rf"(?P<at>{_AT})\s{_HOUR}(?!\s?[-/.:,]?\d)\b",
        rf"(?:{_AT}\s)?(?P<spoken>half past|quarter past|quarter to|half|kwart over|kwart voor)\s{_IN_WORDS}",
    )
)
_SHIFTS = {"half": -30, "kwart voor": -15, "quarter to": -15, "kwart over": 15, "quarter past": 15, "half past": 30}
#: "morgen 9:00" is tomorrow, "'s morgens om 9:00" is not.
_SAYS_PART = re.compile(r"['’‘`]s |in the |in de ", re.IGNORECASE)
_NAMED_PART = re.compile(rf"(?:'s |’s |‘s |`s |in the |in de )?(?P<part>{PART})\b", re.IGNORECASE)


def read_clock(text: str, part: DayPart | None = None, *, alone: bool = False) -> Clock | None:
    """The time a text begins with; `alone`: no day stands before it, so that "12.50" may be a price."""
    before = None if alone and not _SAYS_PART.match(text) else read_part(text)
    named, text = (before[0], before[1]) if before else (part, text.lstrip(" ,"))
    text = re.sub(rf"^om\s+(?={_AT}\b)", "", text, flags=re.IGNORECASE)
    found = next((match for form in _FORMS if (match := form.match(text))), None)
    if not found or (alone and _may_be_a_price(found)):
        return None
    rest = text[found.end() :]
    behind = read_part(rest)
    named, rest = (behind[0], behind[1]) if behind else (named, rest)
    return Clock(at=_shifted(_time(found), named), part=named, rest=rest)


def read_part(text: str) -> tuple[DayPart, str] | None:
    """ "'s ochtends" or "in the morning" at the beginning of a text, and what follows it."""
    found = _NAMED_PART.match(text.lstrip(" ,"))
    return (_PARTS[found["part"].lower()], text.lstrip(" ,")[found.end() :].lstrip(" ,")) if found else None


def part_named(name: str) -> DayPart:
    """The part of the day with one of its names in `PART`."""
    return _PARTS[name.lower()]


def _may_be_a_price(found: re.Match[str]) -> bool:
    groups = found.groupdict()
    return groups.get("sign") == "." and not groups.get("unit") and not re.match(_AT, found[0], re.IGNORECASE)


def _time(found: re.Match[str]) -> time:
    groups = found.groupdict()
    typed = groups["hour"].lower()
    hour = int(typed) if typed.isdigit() else _SPOKEN[typed]
    minutes = hour * 60 + int(groups.get("minute") or 0) + _SHIFTS.get((groups.get("spoken") or "").lower(), 0)
    if half := (groups.get("half") or "").lower():
        minutes = minutes % (12 * 60) + (12 * 60 if half == "p" else 0)
    return time(minutes // 60 % 24, minutes % 60)


def _shifted(at: time, part: DayPart | None) -> time:
    """ "3 uur 's middags" is fifteen hours; "11 uur 's ochtends" stays what it is."""
    is_after_noon = (part == DayPart.AFTERNOON and 1 <= at.hour <= 6) or (part == DayPart.EVENING and 4 <= at.hour < 12)
    return at.replace(hour=at.hour + 12) if is_after_noon else at
