"""The term within which the authority is told, as the law had it on the day of awareness (pure; GDPR art. 33(1))."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

RULES = Path(__file__).parent / "rules" / "notification.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationTerm:
    """One edition of the rule."""

    version: str
    valid_from: date
    hours: int  #: elapsed hours: weekends and holidays count
    legal_basis: str

    @property
    def length(self) -> timedelta:
        """The hours as a span of time."""
        return timedelta(hours=self.hours)


def term_on(day: date, editions: Collection[NotificationTerm] | None = None) -> NotificationTerm:
    """The newest edition that holds on this day; the oldest before there was one."""
    known = sorted(known_terms() if editions is None else editions, key=lambda edition: edition.valid_from)
    held = [edition for edition in known if edition.valid_from <= day]
    return held[-1] if held else known[0]


def longest_term() -> int:
    """No setting reaches beyond this many hours: none may give an organisation longer than a law does (J52)."""
    return hours_of_all_terms()[-1]


def hours_of_all_terms() -> list[int]:
    """Each length once, shortest first: a register may hold cases of several."""
    return sorted({edition.hours for edition in known_terms()})


def within_the_term(hours: int) -> int:
    """For settings: the same number; raises `ValueError` when it lies beyond every term."""
    if hours > longest_term():
        raise ValueError(f"the law gives {longest_term()} hours, and no setting more")
    return hours


@cache
def known_terms() -> tuple[NotificationTerm, ...]:
    """Every edition we know."""
    rules = tomllib.loads(RULES.read_text(encoding="utf-8"))
    return tuple(NotificationTerm(**edition) for edition in rules["edition"])
