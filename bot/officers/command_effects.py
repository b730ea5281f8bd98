"""What a command would change in a case, or why it may not (pure): decided before anything is written."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.officers.command_grammar import Command
from bot.officers.desk import Refused
from bot.officers.dutch_times import Moment, read_moment
from register_store.case import ApState, Case, CaseState, PeopleState, may_move
from register_store.deadlines import AMSTERDAM, deadline_of
from register_store.event_chain import EventKind
from register_store.organisation import Officer
from register_store.verbs import VALUE_FIELDS, Verb, missing_to_close
from replies.transcript import Refusal

#: Clocks of people differ: a moment a little ahead is now, not the future.
_TOLERANCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Changes to a case, the event that tells of them, and a value for the answer's sentence."""

    kind: EventKind
    changes: Mapping[str, Any] = field(default_factory=dict)  #: as `Register.change` takes them
    payload: Mapping[str, Any] = field(default_factory=dict)
    detail: str = ""
    label: str | None = None  #: what this decision teaches the classifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Who commands, on which case, when."""

    case: Case
    officer: Officer
    now: datetime


def effect_of(command: Command, setting: Setting) -> Effect | Refused:
    """What this command would do to this case."""
    if command.verb in VALUE_FIELDS:
        return _value(command, setting)
    return _EFFECTS[command.verb](command.argument or "", setting)


def _value(command: Command, setting: Setting) -> Effect | Refused:
    if not command.argument:
        return Refused(why=Refusal.ARGUMENT_MISSING)
    key = VALUE_FIELDS[command.verb]
    return Effect(kind=EventKind.RECORDED, changes={f"fields.{key}": command.argument}, detail=command.argument)


def _take(_argument: str, setting: Setting) -> Effect | Refused:
    case, officer = setting.case, setting.officer
    if case.handler == officer.address:
        return Refused(why=Refusal.ALREADY_DONE)
    starts = {"state": CaseState.INVESTIGATING} if case.state == CaseState.REPORTED else {}
    return Effect(kind=EventKind.TAKEN, changes={"handler": officer.address, **starts}, detail=officer.name)


def _yes(_argument: str, setting: Setting) -> Effect | Refused:
    return _moved(setting, CaseState.REPORTED, label="report")


def _no(_argument: str, setting: Setting) -> Effect | Refused:
    return _moved(setting, CaseState.NOT_A_REPORT, label="ordinary")


def _confirm(argument: str, setting: Setting) -> Effect | Refused:
    return _moved(setting, CaseState.BREACH_ESTABLISHED, reason=argument, label="report")


def _reject(argument: str, setting: Setting) -> Effect | Refused:
    if not argument:
        return Refused(why=Refusal.ARGUMENT_MISSING)
    return _moved(setting, CaseState.NO_BREACH, reason=argument, label="no_breach")


def _close(argument: str, setting: Setting) -> Effect | Refused:
    if setting.case.state == CaseState.BREACH_ESTABLISHED:
        missing = missing_to_close(setting.case, lessons=argument)
        if missing:
            return Refused(why=Refusal.INCOMPLETE, detail=", ".join(missing))
    also = {"closed_at": setting.now, **({"fields.lessons": argument} if argument else {})}
    return _moved(setting, CaseState.CLOSED, also=also)


def _reopen(argument: str, setting: Setting) -> Effect | Refused:
    if not argument:
        return Refused(why=Refusal.ARGUMENT_MISSING)
    return _moved(setting, CaseState.INVESTIGATING, reason=argument, also={"closed_at": None})


def _aware(argument: str, setting: Setting) -> Effect | Refused:
    """KENNISNAME: a time and a reason; the provisional start stays beside it (domain 2.3)."""
    moment = read_moment(argument, setting.now)
    if moment is None or not moment.has_time:
        return Refused(why=Refusal.ARGUMENT_UNCLEAR)
    if moment.at > setting.now + _TOLERANCE:
        return Refused(why=Refusal.TIME_IN_FUTURE)
    if not moment.rest:
        return Refused(why=Refusal.ARGUMENT_MISSING)
    changes = {"confirmed_aware_at": moment.at, "fields.aware_reason": moment.rest}
    return Effect(kind=EventKind.DECIDED, changes=changes, payload={"reason": moment.rest}, detail=_dutch(moment.at))


def _ap_reported(argument: str, setting: Setting) -> Effect | Refused:
    """AP GEMELD: number, then perhaps the time, then perhaps why (or, after the term, why so late)."""
    found = re.match(r"[\w./-]*\d[\w./-]*", argument)
    if not found:
        return Refused(why=Refusal.ARGUMENT_MISSING if not argument else Refusal.ARGUMENT_UNCLEAR)
    told = _when(argument[found.end() :].lstrip(" ,;:"), setting.now)
    if told.at > setting.now + _TOLERANCE:
        return Refused(why=Refusal.TIME_IN_FUTURE)
    changes = {
        "ap_state": ApState.COMPLETE if setting.case.ap_state == ApState.INITIAL else ApState.INITIAL,
        "fields.ap_reference": found[0],
        "fields.ap_notified_at": _dutch(told.at),
    }
    reason_key = "late_reason" if told.at > deadline_of(setting.case) else "ap_reason"
    if told.rest:
        changes[f"fields.{reason_key}"] = told.rest
    return _decided(setting, changes, detail=f"{found[0]}, {_dutch(told.at)}")


def _ap_not(argument: str, setting: Setting) -> Effect | Refused:
    if not argument:
        return Refused(why=Refusal.ARGUMENT_MISSING)
    if setting.case.ap_state in (ApState.INITIAL, ApState.COMPLETE):
        return Refused(why=Refusal.FORBIDDEN_MOVE)
    return _decided(setting, {"ap_state": ApState.NOT_REQUIRED, "fields.ap_reason": argument}, reason=argument)


def _informed(argument: str, setting: Setting) -> Effect | Refused:
    """GEINFORMEERD: number, channel, date, and perhaps why, apart by commas."""
    parts = [part.strip() for part in argument.split(",", 3)]
    if len(parts) < 3 or not re.fullmatch(r"(?:ca\.? ?)?\d{1,9}(?: ?- ?\d{1,9})?", parts[0]) or not parts[1]:
        return Refused(why=Refusal.ARGUMENT_MISSING if not argument else Refusal.ARGUMENT_UNCLEAR)
    moment = read_moment(parts[2], setting.now)
    if moment is None:
        return Refused(why=Refusal.ARGUMENT_UNCLEAR)
    if moment.at > setting.now + _TOLERANCE:
        return Refused(why=Refusal.TIME_IN_FUTURE)
    changes = {
        "people_state": PeopleState.INFORMED,
        "fields.subjects_informed_count": parts[0],
        "fields.subjects_channel": parts[1],
        "fields.subjects_informed_at": _dutch(moment.at, with_time=moment.has_time),
    }
    if len(parts) > 3:
        changes["fields.subjects_reason"] = parts[3]
    return _decided(setting, changes, detail=f"{parts[0]}, {parts[1]}, {changes['fields.subjects_informed_at']}")


def _inform_not(argument: str, setting: Setting) -> Effect | Refused:
    if not argument:
        return Refused(why=Refusal.ARGUMENT_MISSING)
    if setting.case.people_state == PeopleState.INFORMED:
        return Refused(why=Refusal.FORBIDDEN_MOVE)
    changes = {"people_state": PeopleState.NOT_REQUIRED, "fields.subjects_reason": argument}
    return _decided(setting, changes, reason=argument)


def _moved(
    setting: Setting,
    state: CaseState,
    *,
    reason: str = "",
    label: str | None = None,
    also: Mapping[str, Any] | None = None,
) -> Effect | Refused:
    before = setting.case.state
    if before == state:
        return Refused(why=Refusal.ALREADY_DONE)
    if not may_move(before, state):
        return Refused(why=Refusal.FORBIDDEN_MOVE, detail=before.value)
    changes = {"state": state, **(also or {})}
    if reason:
        changes["fields.decision_reason"] = reason
    effect = _decided(setting, changes, reason=reason)
    return Effect(kind=effect.kind, changes=effect.changes, payload=effect.payload, detail=reason, label=label)


def _decided(setting: Setting, changes: Mapping[str, Any], *, reason: str = "", detail: str = "") -> Effect:
    """Every decision says who took it and when (accountability, GDPR art. 5(2))."""
    decision = f"{setting.officer.name}, {_dutch(setting.now)}"
    return Effect(
        kind=EventKind.DECIDED,
        changes={**changes, "fields.decision": decision},
        payload={"reason": reason} if reason else {},
        detail=detail or reason,
    )


def _when(text: str, now: datetime) -> Moment:
    """The moment a text begins with, or now."""
    return read_moment(text, now) or Moment(at=now, has_time=True, rest=text)


def _dutch(moment: datetime, *, with_time: bool = True) -> str:
    return moment.astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M" if with_time else "%d-%m-%Y")


_EFFECTS: Mapping[Verb, Callable[[str, Setting], Effect | Refused]] = {
    Verb.TAKE: _take,
    Verb.YES: _yes,
    Verb.NO: _no,
    Verb.CONFIRM: _confirm,
    Verb.REJECT: _reject,
    Verb.CLOSE: _close,
    Verb.REOPEN: _reopen,
    Verb.AWARE: _aware,
    Verb.AP_REPORTED: _ap_reported,
    Verb.AP_NOT: _ap_not,
    Verb.INFORMED: _informed,
    Verb.INFORM_NOT: _inform_not,
}
