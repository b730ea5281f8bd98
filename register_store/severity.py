"""How severe a breach is by ENISA's method: SE = DPC x EI + CB, with a band and a presumption (pure).

The score advises, a person decides; a decision that differs from the presumption needs a written reason.
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from register_store.findings import DataKind

RULES = Path(__file__).parent / "rules" / "severity.toml"

#: What each factor may be (domain 5.1-5.3).
CONTEXTS = (1, 2, 3, 4)
IDENTIFICATION = (0.25, 0.5, 0.75, 1.0)
MOST_CIRCUMSTANCES = 2.0


class Level(StrEnum):
    """The four bands."""

    LOW = "low"  #: laag
    MEDIUM = "medium"  #: middel
    HIGH = "high"  #: hoog
    VERY_HIGH = "very_high"  #: zeer hoog


class Reason(StrEnum):
    """Why the advice is stricter than the score alone, or deserves a second look."""

    BORDERLINE = "borderline"  #: within a quarter of the next band
    JUST_ABOVE = "just_above"  #: within a quarter above the one before: a borderline case too, the stricter one holds
    MANY_PEOPLE = "many_people"  #: more than a hundred
    FAIL_SAFE_DATA = "fail_safe_data"  #: special or dangerous data: never "do not notify" by itself
    UNKNOWN_RECIPIENT = "unknown_recipient"
    LOST_FOR_GOOD = "lost_for_good"  #: permanently unavailable (EDPB 01/2021, case 2)
    UNKNOWN_INPUT = "unknown_input"  #: something was not known and counted at its highest
    UNINTELLIGIBLE = "unintelligible"  #: encrypted with the key safe: lowers, does not undo


class Recipients(StrEnum):
    """Who could see the data."""

    NOBODY_KNOWN = "nobody_known"  #: exposed without a sign that anybody looked: a lost file
    KNOWN = "known"  #: a number of known recipients
    UNKNOWN = "unknown"  #: an unknown number: public web, sold


class Harm(StrEnum):
    """What became of integrity or availability."""

    NONE = "none"  #: nothing, or restored before use without difficulty
    TEMPORARY = "temporary"  #: altered but recoverable; temporarily unavailable
    FOR_GOOD = "for_good"  #: not recoverable; permanently unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What happened around the data; `None`: not known, so counted at its highest."""

    recipients: Recipients | None = None
    integrity: Harm | None = None
    availability: Harm | None = None
    malicious: bool | None = None
    unintelligible: bool = False  #: encrypted beforehand, key safe
    affected: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Severity:
    """A score, its band, and what is presumed of it."""

    context: int  #: DPC, 1 to 4
    identification: float  #: EI, 0.25 to 1
    circumstances: float  #: CB, 0 to 2
    score: float
    level: Level
    notify_ap: bool  #: presumption, GDPR art. 33(1)
    inform_people: bool  #: presumption, GDPR art. 34(1)
    reasons: tuple[Reason, ...]
    version: str  #: of the rules


def severity_by_values(
    context: int,
    identification: float,
    circumstances: float,
    *,
    data: Collection[DataKind] = (),
    affected: int | None = None,
) -> Severity:
    """By the three values an officer gives; raises ValueError when one is out of range.

    The fail-safes look at what is known of the case beside them.
    """
    if context not in CONTEXTS or identification not in IDENTIFICATION or not 0 <= circumstances <= MOST_CIRCUMSTANCES:
        raise ValueError("DPC is 1 to 4, EI 0.25, 0.5, 0.75 or 1, CB 0 to 2")
    return _severity(context, identification, circumstances, _reasons_of_case(data, affected))


def severity_of(
    data: Collection[DataKind],
    around: Circumstances,
    *,
    identification: float = 1.0,
    context: int | None = None,
    all_known: bool = True,
) -> Severity:
    """By the kinds of data and what happened; `context` overrules the kinds where an officer knows better."""
    reasons = set(_reasons(data, around)) | (set() if all_known else {Reason.UNKNOWN_INPUT})
    dpc = context if context is not None else context_of(data)
    ei = min(IDENTIFICATION) if around.unintelligible else identification
    return _severity(dpc, ei, _circumstances(around), reasons)


def described(severity: Severity) -> str:
    """As the register keeps it, in Dutch like its headers: "2,25 middel (DPC 2 x EI 1 + CB 0,25; ENISA 2013 v1.0)"."""
    name = next(band["nl"] for band in _rules()["band"] if band["level"] == severity.level)
    score, ei, cb = (f"{value:g}" for value in (severity.score, severity.identification, severity.circumstances))
    values = f"DPC {severity.context} x EI {ei} + CB {cb}".replace(".", ",")
    return f"{score.replace('.', ',')} {name} ({values}; {severity.version})"


def context_of(data: Collection[DataKind]) -> int:
    """DPC: each kind present by its category and adjustment, the highest counts, 1 to 4."""
    rules = _rules()
    scores = [_score_of(rules, rules["data"][kind.value]) for kind in data]
    return max(1, min(4, max(scores, default=1)))


def base_of(category: str) -> int:
    """What a category of data scores before its context is looked at (domain 5.1)."""
    return int(_rules()["context"][category])


def _score_of(rules: Mapping[str, Any], entry: Mapping[str, Any]) -> int:
    base = int(rules["context"][entry["category"]]) + int(entry.get("adjust", 0))
    return max(base, int(entry.get("at_least", 1)))


def _circumstances(around: Circumstances) -> float:
    """CB: the four rows of ENISA added up; what is not known counts at its highest."""
    exposed = {Recipients.NOBODY_KNOWN: 0.0, Recipients.KNOWN: 0.25, Recipients.UNKNOWN: 0.5, None: 0.5}
    harmed = {Harm.NONE: 0.0, Harm.TEMPORARY: 0.25, Harm.FOR_GOOD: 0.5, None: 0.5}
    malice = 0.0 if around.malicious is False else 0.5
    return exposed[around.recipients] + harmed[around.integrity] + harmed[around.availability] + malice


def _reasons(data: Collection[DataKind], around: Circumstances) -> set[Reason]:
    of_case = _reasons_of_case(data, around.affected)
    found = {
        Reason.MANY_PEOPLE: Reason.MANY_PEOPLE in of_case,
        Reason.FAIL_SAFE_DATA: Reason.FAIL_SAFE_DATA in of_case and not around.unintelligible,
        Reason.UNKNOWN_RECIPIENT: around.recipients in (Recipients.UNKNOWN, None) and not around.unintelligible,
        Reason.LOST_FOR_GOOD: Harm.FOR_GOOD in (around.integrity, around.availability),
        Reason.UNKNOWN_INPUT: None in (around.recipients, around.integrity, around.availability, around.malicious),
        Reason.UNINTELLIGIBLE: around.unintelligible,
    }
    return {reason for reason, holds in found.items() if holds}


def _reasons_of_case(data: Collection[DataKind], affected: int | None) -> set[Reason]:
    rules = _rules()
    dangerous = set(rules["fail_safe"]["data"])
    found = {
        Reason.MANY_PEOPLE: affected is not None and affected > rules["many"]["more_than"],
        Reason.FAIL_SAFE_DATA: any(kind.value in dangerous for kind in data),
    }
    return {reason for reason, holds in found.items() if holds}


def _severity(context: int, identification: float, circumstances: float, reasons: Collection[Reason]) -> Severity:
    rules = _rules()
    score = round(context * identification + min(circumstances, MOST_CIRCUMSTANCES), 2)
    bands = rules["band"]
    place = max(number for number, band in enumerate(bands) if score >= band["from"])
    found = set(reasons)
    within = rules["borderline"]["within"]
    is_just_below = place + 1 < len(bands) and bands[place + 1]["from"] - score <= within
    is_just_above = place > 0 and score - bands[place]["from"] <= within
    found |= {Reason.BORDERLINE} if is_just_below else {Reason.JUST_ABOVE} if is_just_above else set()
    stricter = found & {Reason.FAIL_SAFE_DATA, Reason.UNKNOWN_RECIPIENT, Reason.LOST_FOR_GOOD, Reason.BORDERLINE}
    return Severity(
        context=context,
        identification=identification,
        circumstances=circumstances,
        score=score,
        level=Level(bands[place]["level"]),
        notify_ap=bands[place]["ap"] == "yes" or bool(stricter),
        inform_people=bands[place]["people"] == "yes",
        reasons=tuple(reason for reason in Reason if reason in found),
        version=rules["version"],
    )


@cache
def _rules() -> Mapping[str, Any]:
    return tomllib.loads(RULES.read_text(encoding="utf-8"))
