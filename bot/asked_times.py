"""Periods and moments as the command line takes them: 30d, 4w, 2026-11-30, 2026-11-30T12:00."""

import argparse
import re
from datetime import UTC, datetime, timedelta

from register_store.deadlines import AMSTERDAM


def days(text: str) -> timedelta:
    """`30d` or `4w`."""
    found = re.fullmatch(r"(\d{1,4})\s*([dw]?)", text.strip().lower())
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is no period; write 30d or 4w")
    return timedelta(days=int(found[1]) * (7 if found[2] == "w" else 1))


def day_or_moment(text: str) -> datetime:
    """A moment in Dutch time; of a day its last."""
    moment = _iso(text)
    is_day = len(text.strip()) <= len("2026-11-30")
    last = moment.replace(hour=23, minute=59, second=59, microsecond=999999) if is_day else moment
    return last.astimezone(UTC)


def beginning(text: str) -> timedelta | datetime:
    """How far back: a period such as 30d, or a moment; of a day its first."""
    if "-" in text:
        return _iso(text).astimezone(UTC)
    return days(text)


def _iso(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write 2026-11-30 or 2026-11-30T12:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)
