"""What a command would change in a case, or why it may not (pure): decided before anything is written."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.officers import told_effects
from bot.officers.command_grammar import Command
from bot.officers.counts import read_count
from bot.officers.desk import Refused
from bot.officers.dutch_times import read_moment
from bot.officers.effect import TOLERANCE, Effect, Setting, decided, dutch, recorded
from bot.officers.planned_measures import planned
from register_store.case import CaseState, may_move
from register_store.event_chain import EventKind
from register_store.labels import Decision
from register_store.verbs import VALUE_FIELDS, Verb, missing_to_close
from replies.transcript import Refusal

#: Values that are a number or a range; the register keeps them in one form.
_COUNTED = frozenset({Verb.SUBJECTS, Verb.RECORDS})


def effect_of(command: Command, setting: Setting) -> Effect | Refused:
    """What this command would do to this case."""
    if command.verb in VALUE_FIELDS:
        return _value(command, setting)
    return _EFFECTS[command.verb](command.argument or "", setting)


def _value(command: Command, setting: Setting) -> Effect | Refused:
    if not command.argument:
        return Refused(why=Refusal.ARGUMENT_MISSING)
    value = command.argument
    if command.verb in _COUNTED:
        count = read_count(value)
        if count is None:
            return Refused(why=Refusal.ARGUMENT_UNCLEAR)
        value = str(count)
    return recorded({VALUE_FIELDS[command.verb]: value}, detail=value)


def _take(_argument: str, setting: Setting) -> Effect | Refused:
    case, officer = setting.case, setting.officer
    if case.handler == officer.address:
        return Refused(why=Refusal.ALREADY_DONE)
    starts = {"state": CaseState.INVESTIGATING} if case.state == CaseState.REPORTED else {}
    return Effect(kind=EventKind.TAKEN, changes={"handler": officer.address, **starts}, detail=officer.name)


def _yes(_argument: str, setting: Setting) -> Effect | Refused:
    return _moved(setting, CaseState.REPORTED, label=Decision.REPORT)


def _no(_argument: str, setting: Setting) -> Effect | Refused:
    return _moved(setting, CaseState.NOT_A_REPORT, label=Decision.ORDINARY)


def _confirm(argument: str, setting: Setting) -> Effect | Refused:
    return _moved(
        setting, CaseState.BREACH_ESTABLISHED, reason=argument, label=Decision.REPORT, also={"is_incident": False}
    )


def _reject(argument: str, setting: Setting) -> Effect | Refused:
    if not argument:
        return Refused(why=Refusal.ARGUMENT_MISSING)
    # Without personal data it may still be a security incident, kept in a list of its own (K2).
    also = {"is_incident": setting.organisation.handle_incidents}
    return _moved(setting, CaseState.NO_BREACH, reason=argument, label=Decision.NO_BREACH, also=also)


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
    return _moved(setting, CaseState.INVESTIGATING, reason=argument, also={"closed_at": None, "is_incident": False})


def _aware(argument: str, setting: Setting) -> Effect | Refused:
    """KENNISNAME: a time and a reason; the provisional start stays beside it (domain 2.3)."""
    moment = read_moment(argument, setting.now)
    if moment is None or not moment.has_time:
        return Refused(why=Refusal.ARGUMENT_UNCLEAR)
    if moment.at > setting.now + TOLERANCE:
        return Refused(why=Refusal.TIME_IN_FUTURE)
    if not moment.rest:
        return Refused(why=Refusal.ARGUMENT_MISSING)
    changes = {"confirmed_aware_at": moment.at, "fields.aware_reason": moment.rest}
    return Effect(kind=EventKind.DECIDED, changes=changes, payload={"reason": moment.rest}, detail=dutch(moment.at))


def _hold(argument: str, setting: Setting) -> Effect | Refused:
    """BEWAREN: evidence stays past its term; the reason is asked, for keeping longer needs one (GDPR art. 5(1)(e))."""
    if not argument:
        return Refused(why=Refusal.ARGUMENT_MISSING)
    if setting.case.fields.get(_HOLD_FIELD) == argument:
        return Refused(why=Refusal.ALREADY_DONE)
    return decided(setting, {f"fields.{_HOLD_FIELD}": argument}, reason=argument)


def _hold_off(argument: str, setting: Setting) -> Effect | Refused:
    if not setting.case.fields.get(_HOLD_FIELD):
        return Refused(why=Refusal.ALREADY_DONE)
    return decided(setting, {f"fields.{_HOLD_FIELD}": None}, reason=argument)


def _moved(
    setting: Setting,
    state: CaseState,
    *,
    reason: str = "",
    label: Decision | None = None,
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
    effect = decided(setting, changes, reason=reason)
    return Effect(kind=effect.kind, changes=effect.changes, payload=effect.payload, detail=reason, label=label)


#: Set: the evidence of this case is kept past its term.
_HOLD_FIELD = "legal_hold"

_EFFECTS: Mapping[Verb, Callable[[str, Setting], Effect | Refused]] = {
    Verb.PLANNED: planned,
    Verb.TAKE: _take,
    Verb.YES: _yes,
    Verb.NO: _no,
    Verb.CONFIRM: _confirm,
    Verb.REJECT: _reject,
    Verb.CLOSE: _close,
    Verb.REOPEN: _reopen,
    Verb.AWARE: _aware,
    Verb.AP_REPORTED: told_effects.ap_reported,
    Verb.AP_NOT: told_effects.ap_not,
    Verb.AP_WITHDRAWN: told_effects.ap_withdrawn,
    Verb.INFORMED: told_effects.informed,
    Verb.INFORM_NOT: told_effects.inform_not,
    Verb.POLICE: told_effects.police,
    Verb.HOLD: _hold,
    Verb.HOLD_OFF: _hold_off,
}
