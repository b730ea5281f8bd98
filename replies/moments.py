"""Moments and terms in plain words: UTC in, Dutch time out."""

from datetime import date, datetime, timedelta

from register_store.deadlines import AMSTERDAM
from replies.wordbook import wordbook

#: Below this many hours the minutes are said too.
_MINUTES_COUNT = 10


def moment_words(moment: datetime, language: str) -> str:
    """`donderdag 26 november 2026 om 09.12 uur`."""
    book = wordbook(language)
    local = moment.astimezone(AMSTERDAM)
    said = book.word("moments", "pattern").format(
        weekday=book.sections["moments"]["weekdays"][local.weekday()],
        day=local.day,
        month=book.sections["moments"]["months"][local.month - 1],
        year=local.year,
        hour=f"{local.hour:02}",
        minute=f"{local.minute:02}",
    )
    return f"{said} ({book.word('moments', 'summer' if local.dst() else 'winter')})" if _comes_twice(local) else said


def day_words(day: date, language: str) -> str:
    """`26 november 2026`."""
    months = wordbook(language).sections["moments"]["months"]
    return f"{day.day} {months[day.month - 1]} {day.year}"


def clock_words(left: timedelta, language: str) -> str:
    """`nog 53 uur`, `nog 2 uur en 5 minuten`, `3 uur te laat`; parts of an hour or minute are dropped."""
    book = wordbook(language)
    hours, minutes = divmod(int(abs(left).total_seconds()) // 60, 60)
    parts = [_count(hours, "hour", language)] if hours else []
    if hours < _MINUTES_COUNT and (minutes or not hours):
        parts.append(_count(minutes, "minute", language))
    return book.word("moments", "late" if left < timedelta() else "left").format(book.listing(parts))


def span_words(span: timedelta, language: str) -> str:
    """`12 seconden`, `3 minuten`, `2 uur en 5 minuten`, `3 dagen en 2 uur`: never more than two units."""
    left, parts = int(max(span, timedelta()).total_seconds()), list[str]()
    for unit, seconds in (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1)):
        number, left = divmod(left, seconds)
        if number and len(parts) < 2 and (unit != "second" or not parts):
            parts.append(_count(number, unit, language))
        elif parts:
            break
    return wordbook(language).listing(parts) or _count(0, "second", language)


def _count(number: int, unit: str, language: str) -> str:
    return wordbook(language).word("moments", unit if number == 1 else f"{unit}s").format(number)


def _comes_twice(local: datetime) -> bool:
    """Is this clock time shown twice, on the night that summer time ends?"""
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
