"""A change of one case that a command asks for, with the event that tells of it (pure values)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from register_store.case import Case
from register_store.deadlines import AMSTERDAM
from register_store.event_chain import EventKind
from register_store.labels import Decision
from register_store.organisation import Officer, Organisation

#: Clocks of people differ: a moment a little ahead is now, not the future.
TOLERANCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Changes to a case, the event that tells of them, and a value for the answer's sentence."""

    kind: EventKind
    changes: Mapping[str, Any] = field(default_factory=dict)  #: as `Register.change` takes them
    payload: Mapping[str, Any] = field(default_factory=dict)
    detail: str = ""
    label: Decision | None = None  #: what this decision teaches the classifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Who commands, on which case, when."""

    case: Case
    officer: Officer
    now: datetime
    organisation: Organisation


def decided(setting: Setting, changes: Mapping[str, Any], *, reason: str = "", detail: str = "") -> Effect:
    """Every decision says who took it and when (accountability, GDPR art. 5(2))."""
    decision = f"{setting.officer.name}, {dutch(setting.now)}"
    return Effect(
        kind=EventKind.DECIDED,
        changes={**changes, "fields.decision": decision},
        payload={"reason": reason} if reason else {},
        detail=detail or reason,
    )


def recorded(values: Mapping[str, str], *, detail: str) -> Effect:
    """Fields of the register or the AP form that are filled."""
    return Effect(
        kind=EventKind.RECORDED, changes={f"fields.{key}": text for key, text in values.items()}, detail=detail
    )


def dutch(moment: datetime, *, with_time: bool = True) -> str:
    """In Dutch wall-clock time, as the register keeps moments that people told."""
    return moment.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M" if with_time else "%d-%m-%Y")
