"""What a person told the AP, the people affected and the police, as changes of a case (pure)."""

import re
from datetime import datetime

from bot.officers.counts import read_count
from bot.officers.desk import Refused
from bot.officers.dutch_times import Moment, read_moment
from bot.officers.effect import TOLERANCE, Effect, Setting, decided, dutch, recorded
from register_store.case import ApState, PeopleState
from register_store.deadlines import deadline_of
from replies.transcript import Refusal

#: The AP has it: a first notification, perhaps with its supplements.
_TOLD = (ApState.INITIAL, ApState.COMPLETE)


def ap_reported(argument: str, setting: Setting) -> Effect | Refused:
    """AP GEMELD: number, then perhaps the time, then perhaps why (or, after the term, why so late)."""
    if not setting.case.may_be_decided:
        return Refused(why=Refusal.FORBIDDEN_MOVE, detail=setting.case.state.value)
    found = re.match(r"[\w./-]*\d[\w./-]*", argument)
    if not found:
        return Refused(why=Refusal.ARGUMENT_MISSING if not argument else Refusal.ARGUMENT_UNCLEAR)
    told = _when(argument[found.end() :].lstrip(" ,;:"), setting.now)
    if told.at > setting.now + TOLERANCE:
        return Refused(why=Refusal.TIME_IN_FUTURE)
    detail = f"{found[0]}, {dutch(told.at)}"
    if setting.case.ap_state in _TOLD:
        return decided(setting, _supplemented(found[0], told), reason=told.rest, detail=detail)
    changes = {
        "ap_state": ApState.INITIAL,
        "fields.ap_reference": found[0],
        "fields.ap_notified_at": dutch(told.at),
    }
    is_late = told.at > deadline_of(setting.case)
    if told.rest:
        changes["fields.late_reason" if is_late else "fields.ap_reason"] = told.rest
    elif is_late and not setting.case.fields.get("late_reason"):
        return Refused(why=Refusal.REASON_NEEDED, detail="late_reason")  # GDPR art. 33(1): reasons for the delay
    return decided(setting, changes, reason=told.rest, detail=detail)


def _supplemented(number: str, told: Moment) -> dict[str, object]:
    """The first notification stays what it was, with its number and moment; the supplement stands beside it."""
    return {
        "ap_state": ApState.COMPLETE,
        "fields.ap_supplemented_at": dutch(told.at),
        "fields.ap_supplement": ", ".join(part for part in (number, told.rest) if part),
    }


def ap_not(argument: str, setting: Setting) -> Effect | Refused:
    """AP NIET: the reason; what was reported cannot be unsaid so."""
    if not argument:
        return Refused(why=Refusal.ARGUMENT_MISSING)
    if setting.case.ap_state in _TOLD or not setting.case.may_be_decided:
        return Refused(why=Refusal.FORBIDDEN_MOVE, detail=setting.case.state.value)
    return decided(setting, {"ap_state": ApState.NOT_REQUIRED, "fields.ap_reason": argument}, reason=argument)


def ap_withdrawn(argument: str, setting: Setting) -> Effect | Refused:
    """AP INGETROKKEN: the reason; only what was told can be taken back."""
    if not argument:
        return Refused(why=Refusal.ARGUMENT_MISSING)
    if setting.case.ap_state not in _TOLD:
        return Refused(why=Refusal.FORBIDDEN_MOVE)
    changes = {
        "ap_state": ApState.WITHDRAWN,
        "fields.withdrawal_reason": argument,
        "fields.ap_withdrawn_at": dutch(setting.now),
    }
    return decided(setting, changes, reason=argument)


def informed(argument: str, setting: Setting) -> Effect | Refused:
    """GEINFORMEERD: number, channel, date, and perhaps why, apart by commas."""
    if not setting.case.may_be_decided:
        return Refused(why=Refusal.FORBIDDEN_MOVE, detail=setting.case.state.value)
    parts = [part.strip() for part in argument.split(",", 3)]
    count = read_count(parts[0])
    if len(parts) < 3 or not parts[1] or count is None or count.rest:
        return Refused(why=Refusal.ARGUMENT_MISSING if not argument else Refusal.ARGUMENT_UNCLEAR)
    moment = read_moment(parts[2], setting.now)
    if moment is None:
        return Refused(why=Refusal.ARGUMENT_UNCLEAR)
    if moment.at > setting.now + TOLERANCE:
        return Refused(why=Refusal.TIME_IN_FUTURE)
    changes = {
        "people_state": PeopleState.INFORMED,
        "fields.subjects_informed_count": str(count),
        "fields.subjects_channel": parts[1],
        "fields.subjects_informed_at": dutch(moment.at, with_time=moment.has_time),
    }
    if len(parts) > 3:
        changes["fields.subjects_reason"] = parts[3]
    return decided(setting, changes, detail=f"{count}, {parts[1]}, {changes['fields.subjects_informed_at']}")


def inform_not(argument: str, setting: Setting) -> Effect | Refused:
    """NIET INFORMEREN: the reason; who was told stays told."""
    if not setting.case.may_be_decided:
        return Refused(why=Refusal.FORBIDDEN_MOVE, detail=setting.case.state.value)
    if not argument:
        return Refused(why=Refusal.ARGUMENT_MISSING)
    if setting.case.people_state == PeopleState.INFORMED:
        return Refused(why=Refusal.FORBIDDEN_MOVE)
    changes = {"people_state": PeopleState.NOT_REQUIRED, "fields.subjects_reason": argument}
    return decided(setting, changes, reason=argument)


def police(argument: str, setting: Setting) -> Effect | Refused:
    """AANGIFTE: the date, and the number of the report where there is one, in either order (J25)."""
    if not argument:
        return Refused(why=Refusal.ARGUMENT_MISSING)
    first, _, behind = argument.partition(" ")
    day, number = read_moment(argument, setting.now), ""
    if day is None:
        day, number = read_moment(behind.lstrip(" ,;:"), setting.now), first.strip(",;:")
    if day is None:
        return Refused(why=Refusal.ARGUMENT_UNCLEAR)
    if day.at > setting.now + TOLERANCE:
        return Refused(why=Refusal.TIME_IN_FUTURE)
    told = ", ".join(part for part in (dutch(day.at, with_time=day.has_time), number, day.rest) if part)
    return recorded({"police_report": told}, detail=told)


def _when(text: str, now: datetime) -> Moment:
    """The moment a text begins with, or now."""
    return read_moment(text, now) or Moment(at=now, has_time=True, rest=text)
