"""What is kept how long: the terms of `rules/retention.toml`, and what is due for erasure now (pure)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from register_store.case import ApState, Case, CaseState

_RULES = Path(__file__).with_name("rules") / "retention.toml"
#: The field that an officer's HOLD fills: while it stands nothing of the case is erased.
HOLD_FIELD = "legal_hold"
#: The field that says that the row has left the register.
ROW_ERASED_FIELD = "row_erased"


class Part(StrEnum):
    """What is erased together; the order is that in which its time comes."""

    EVIDENCE = "evidence"  #: originals, which hold the leaked data
    FINDER = "finder"  #: who reported it, and his words
    CASE_FILE = "case_file"  #: what officers recorded, noted and asked
    ROW = "row"  #: what is left in the register: its number alone stays, so that none is missing


class Outcome(StrEnum):
    """How a case ended, as far as terms differ."""

    BREACH = "breach"
    NO_BREACH = "no_breach"
    NOT_A_REPORT = "not_a_report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms that hold for one organisation on one day."""

    version: str
    days: Mapping[str, int]

    def term(self, key: str) -> timedelta:
        """The term under this key."""
        return timedelta(days=self.days[key])

    def of_part(self, outcome: "Outcome", part: Part) -> timedelta:
        """The term of a part; who keeps the file longer keeps its row at least as long."""
        own = self.term(f"{outcome.value}.{part.value}")
        return max(own, self.of_part(outcome, Part.CASE_FILE)) if part is Part.ROW else own


def terms_on(day: date, own: Mapping[str, int]) -> Terms:
    """The newest rules that hold on this day, with the organisation's own terms in place of theirs."""
    held = [edition for edition in _editions() if edition["valid_from"] <= day] or list(_editions()[:1])
    newest = max(held, key=lambda edition: edition["valid_from"])
    version = f"{newest['version']} and own terms" if own else str(newest["version"])
    return Terms(version=version, days={**newest["days"], **own})


def unknown_terms(own: Mapping[str, int]) -> tuple[str, ...]:
    """Keys or terms of an organisation that mean nothing."""
    known = {key for edition in _editions() for key in edition["days"]}
    return tuple(key for key, days in own.items() if key not in known or days < 1)


def outcome_of(case: Case) -> Outcome | None:
    """How it ended; None while somebody still has to do something, or it goes on elsewhere."""
    match case.state:
        case CaseState.NOT_A_REPORT:
            return Outcome.NOT_A_REPORT
        case CaseState.NO_BREACH:
            return Outcome.NO_BREACH
        case CaseState.CLOSED:
            # A breach is closed only with a decision on the AP; an excluded one may be closed without.
            return Outcome.NO_BREACH if case.ap_state is ApState.UNDECIDED else Outcome.BREACH
        case _:
            return None


def is_held(case: Case) -> bool:
    """Did an officer ask to keep it, for a claim or the police?"""
    return bool(case.fields.get(HOLD_FIELD))


def due(case: Case, settled_at: datetime, now: datetime, terms: Terms) -> tuple[Part, ...]:
    """The parts whose term has passed; with a later part the earlier ones go too."""
    outcome = outcome_of(case)
    if outcome is None or is_held(case):
        return ()
    passed = [part for part in Part if now >= settled_at + terms.of_part(outcome, part)]
    order = list(Part)
    return tuple(order[: order.index(passed[-1]) + 1]) if passed else ()


def kept_until(case: Case, settled_at: datetime, terms: Terms) -> datetime | None:
    """When the file of a settled case is erased; None while it is open."""
    outcome = outcome_of(case)
    return settled_at + terms.of_part(outcome, Part.CASE_FILE) if outcome else None


@cache
def _editions() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(_RULES.read_text(encoding="utf-8"))["edition"])
