"""When a preventive measure is due, read from an officer's words: "vier ogen, maart 2027" (pure; J2, K4)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

#: More is no list of measures.
_LONGEST = 4000
_MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb"),
    ("maart", "march", "mrt", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("augustus", "august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_NAMES = "|".join(sorted(_NUMBER_OF, key=len, reverse=True))
_FORMS = (
    re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b"),
    re.compile(r"\b(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>20\d\d)\b"),
    re.compile(rf"\b(?P<day>\d{{1,2}})\s(?P<name>{_NAMES})\b\.?(?:\s(?P<year>20\d\d))?"),
    re.compile(rf"\b(?P<name>{_NAMES})\b\.?\s(?P<year>20\d\d)\b"),
    # A month alone only behind a word that makes it a term: "may" is a verb, and so is "march".
    re.compile(rf"\b(?:in|voor|before|by|uiterlijk|eind|per|vanaf)\s(?P<name>{_NAMES})\b"),
    re.compile(r"\b(?:q|kwartaal\s|quarter\s)(?P<quarter>[1-4])\s(?P<year>20\d\d)\b"),
)
_DONE = re.compile(r"\b(?:gedaan|uitgevoerd|klaar|afgerond|ingevoerd sinds|done|completed|carried out)\b")
_APART = re.compile(r"[\n;]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One preventive measure, without its words."""

    due: date | None  #: the last day it names; None: it names none
    is_done: bool


def measures_in(text: str, recorded: date) -> Iterator[Measure]:
    """The measures of a text, one a line or between semicolons; a date without a year is the next one."""
    for part in _APART.split(text[:_LONGEST]):
        words = " ".join(part.lower().split())
        if words:
            yield Measure(due=_due(words, recorded), is_done=_DONE.search(words) is not None)


def _due(words: str, recorded: date) -> date | None:
    for form in _FORMS:
        for found in form.finditer(words):
            day = _day(found.groupdict(), recorded)
            if day:
                return day
    return None


def _day(said: dict[str, str | None], recorded: date) -> date | None:
    month = _month(said)
    year, day = int(said.get("year") or 0), int(said.get("day") or 0)
    try:
        if year:
            return _in(year, month, day)
        return next(found for ahead in (0, 1) if (found := _in(recorded.year + ahead, month, day)) >= recorded)
    except (ValueError, StopIteration):
        return None


def _month(said: dict[str, str | None]) -> int:
    if said.get("quarter"):
        return 3 * int(said["quarter"] or 0)
    return _NUMBER_OF[said["name"] or ""] if said.get("name") else int(said["month"] or 0)


def _in(year: int, month: int, day: int) -> date:
    """A day, or the last of its month; raises `ValueError` when there is no such day."""
    if day:
        return date(year, month, day)
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
