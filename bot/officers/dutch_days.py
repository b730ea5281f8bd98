"""Days as people type them: "gisteren", "di 24 nov", "24/11", "vanochtend", "dinsdagmiddag", "Nov 24th"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.officers.clock_times import PART, DayPart, part_named


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day, the part of it that was named, and the text behind it."""

    day: date
    part: DayPart | None = None
    rest: str = ""


_MONTH = (
    r"jan(?:uari|uary)?|feb(?:ruari|ruary)?|maart|mrt|mar(?:ch)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|aug(?:ustus|ust)?"
    r"|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NUMBERS = {name: number for number, name in enumerate(_MONTHS, start=1)} | {
    "maa": 3,
    "mrt": 3,
    "mei": 5,
    "okt": 10,
}
_WEEKDAYS = (
    ("maandag", "monday", "ma", "mon"),
    ("dinsdag", "tuesday", "di", "tue", "tues"),
    ("woensdag", "wednesday", "wo", "wed"),
    ("donderdag", "thursday", "do", "thu", "thurs"),
    ("vrijdag", "friday", "vr", "fri"),
    ("zaterdag", "saturday", "za", "sat"),
    ("zondag", "sunday", "zo", "sun"),
)
_WEEKDAY_NUMBERS = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
_WEEKDAY = "|".join(sorted(_WEEKDAY_NUMBERS, key=len, reverse=True))
_DAYS_BACK = {"vandaag": 0, "today": 0, "gisteren": 1, "yesterday": 1, "eergisteren": 2}
_NEAR_BACK = {"van": 0, "this ": 0, "gister": 1, "last ": 1, "eergister": 2}

_ON = r"(?:(?:op|on|d\.?d\.?)\s)?"
_BEFORE = rf"{_ON}(?:(?P<weekday>{_WEEKDAY})\b\.?,?\s)?(?:de\s|the\s)?"
_NTH = r"(?:e|ste|de|th|st|nd|rd)?\.?"
_YEAR = r"(?:,?\s(?P<year>20\d\d)\b)?"

_NEAR = re.compile(rf"(?P<near>van|this |last |gister|eergister)(?P<part>{PART})\b", re.IGNORECASE)
_WORD = re.compile(rf"(?P<word>{'|'.join(_DAYS_BACK)})\b(?:\s?(?P<part>{PART})\b)?", re.IGNORECASE)
_DATED = tuple(
    re.compile(_BEFORE + pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)T?",
        r"(?P<day>\d\d?)(?P<sign>[-/.])(?P<month>\d\d?)(?P=sign)(?P<year>20\d\d|\d\d)(?!\d)",
        r"(?P<day>\d\d?)[-/](?P<month>\d\d?)(?![\d/.-])",
        rf"(?P<day>\d\d?){_NTH}\s(?:of\s)?(?P<month>{_MONTH})\b\.?{_YEAR}",
        rf"(?P<month>{_MONTH})\b\.?\s(?P<day>\d\d?){_NTH}(?!\d){_YEAR}",
    )
)
_WEEKDAY_ALONE = re.compile(
    rf"{_ON}(?:(?P<week>vorige week|last week|afgelopen|vorige|last)\s)?"
    rf"(?P<weekday>{_WEEKDAY})(?:\s?(?P<part>{PART}))?\b",
    re.IGNORECASE,
)
#: "zo", "do" and "ma" are words as well: so short a name is a day where a time, a comma or nothing follows.
_SHORT = 3
_AFTER_SHORT = re.compile(r"\.?\s?(?:$|[,;:(\d]|om\b|at\b|rond\b|half\b|kwart\b)", re.IGNORECASE)


def read_day(text: str, today: date) -> Day | None:
    """The day with which a text begins; None when it begins with none, or with one that does not exist."""
    for pattern in (_NEAR, _WORD, *_DATED, _WEEKDAY_ALONE):
        if found := pattern.match(text):
            return _read(found, text[found.end() :], today)
    return None


def _read(found: re.Match[str], rest: str, today: date) -> Day | None:
    named = found.groupdict()
    part = named.get("part")
    is_short = not named.get("day") and not part and 0 < len(named.get("weekday") or "") <= _SHORT
    day = _day(named, today)
    if day is None or (is_short and not _AFTER_SHORT.match(rest)):
        return None
    return Day(day=day, part=part_named(part) if part else None, rest=rest)


def _day(found: dict[str, str | None], today: date) -> date | None:
    if word := found.get("word"):
        return today - timedelta(days=_DAYS_BACK[word.lower()])
    if near := found.get("near"):
        return today - timedelta(days=_NEAR_BACK[near.lower()])
    weekday = _WEEKDAY_NUMBERS[named.lower()] if (named := found.get("weekday")) else None
    if not found.get("day"):
        return _last(weekday or 0, found.get("week"), today)
    day = _dated(found, today)
    # "ma 24 nov" when the 24th is a Tuesday: one of the two is a slip, and a clock hangs on it.
    return day if day and weekday in (None, day.weekday()) else None


def _last(weekday: int, week: str | None, today: date) -> date:
    """That day of this week, or of the week before; "afgelopen dinsdag" on a Tuesday is not today."""
    if week and week.lower().endswith("week"):
        return today - timedelta(days=today.weekday() + 7 - weekday)
    back = (today.weekday() - weekday) % 7
    return today - timedelta(days=back or (7 if week else 0))


def _dated(found: dict[str, str | None], today: date) -> date | None:
    month = found["month"] or ""
    year = int(found.get("year") or today.year)
    number = int(month) if month.isdigit() else _MONTH_NUMBERS[month.lower()[:3]]
    try:
        day = date(year + 2000 if year < 100 else year, number, int(found["day"] or 0))
    except ValueError:
        return None
    # "28 december" typed in January is last year's: officers speak of what has been.
    is_last_years = not found.get("year") and day > today + timedelta(days=1)
    return day.replace(year=day.year - 1) if is_last_years and (day.month, day.day) != (2, 29) else day
