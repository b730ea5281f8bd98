"""Clocks beside the 72 hours (pure; domain section 11): named, dated, and off until an organisation wants them."""

import calendar
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from register_store.case import Case
from register_store.deadlines import AMSTERDAM

RULES = Path(__file__).parent / "rules" / "clocks.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRule:
    """One clock as the law has it."""

    name: str
    set: str  #: what an organisation switches on: "cbw"
    nl: str
    en: str
    legal_basis: str
    starts: str  #: "aware", or the name of the clock it follows
    after: int
    unit: str  #: "hours" elapsed, "months" of the calendar, or "contract": hours of an agreement (contract_clock.py)
    valid_from: date
    checked: str  #: "sourced", "from memory", or "own": a contract of the organisation (own_clock.py)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherClock:
    """One clock of one case."""

    rule: ClockRule
    due_at: datetime  #: UTC

    def title(self, language: str) -> str:
        """Its name in this language."""
        return self.rule.nl if language == "nl" else self.rule.en


def clocks_of(case: Case, switched_on: Collection[str]) -> tuple[OtherClock, ...]:
    """The clocks of these sets that held when the organisation became aware, the first due first."""
    aware = case.aware_at.astimezone(UTC).replace(second=0, microsecond=0)
    due = {"aware": aware}
    clocks = []
    for rule in clock_rules():
        if (
            rule.unit == "contract"
            or rule.set not in switched_on
            or aware.astimezone(AMSTERDAM).date() < rule.valid_from
        ):
            continue
        due[rule.name] = _after(due[rule.starts], rule)
        clocks.append(OtherClock(rule=rule, due_at=due[rule.name]))
    return tuple(sorted(clocks, key=lambda clock: clock.due_at))


@cache
def clock_rules() -> tuple[ClockRule, ...]:
    """All clocks we know; a clock stands behind the one it follows."""
    rules = tomllib.loads(RULES.read_text(encoding="utf-8"))["clock"]
    return tuple(ClockRule(**rule) for rule in rules)


def _after(start: datetime, rule: ClockRule) -> datetime:
    return start + timedelta(hours=rule.after) if rule.unit == "hours" else _months_later(start, rule.after)


def _months_later(start: datetime, months: int) -> datetime:
    """The same day of a later month in Dutch time; the last one where that month is shorter."""
    local = start.astimezone(AMSTERDAM)
    years, month = divmod(local.month - 1 + months, 12)
    last = calendar.monthrange(local.year + years, month + 1)[1]
    moved = local.replace(year=local.year + years, month=month + 1, day=min(local.day, last))
    return moved.astimezone(UTC)
