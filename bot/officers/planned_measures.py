"""PLANNED: a preventive measure with an owner and a day on which the digest names it (pure; J2, K4)."""

import re
from datetime import datetime

from bot.officers.desk import Refused
from bot.officers.effect import Effect, Setting, recorded
from register_store.deadlines import AMSTERDAM
from register_store.review_dates import Measure, measures_in
from replies.transcript import Refusal

_FIELD = "measures_preventive"
_DONE = re.compile(r"(?:gedaan|klaar|done)\s(\d{1,2})\W{0,3}", re.IGNORECASE)
#: "Omar Haddad: vier ogen bij verzending": a name of at most four words.
_OWNER = re.compile(r"((?:[^\W\d_][\w.'’-]{0,40}\s?){1,4}):\s")
_APART = re.compile(r"[\n;]")


def planned(argument: str, setting: Setting) -> Effect | Refused:
    """GEPLAND: 31-03-2027 Omar Haddad: vier ogen bij verzending; or GEPLAND: gedaan 1."""
    before = [line.strip() for line in _APART.split(setting.case.fields.get(_FIELD, "")) if line.strip()]
    if not argument:
        return Refused(why=Refusal.ARGUMENT_MISSING)
    if done := _DONE.fullmatch(argument.strip()):
        return _ticked_off(before, int(done[1]))
    text = " ".join(_APART.sub(",", argument).split())
    measure = _only(text, setting.now)
    if measure is None or measure.due is None:
        return Refused(why=Refusal.ARGUMENT_UNCLEAR)
    if measure.due < setting.now.astimezone(AMSTERDAM).date():
        return Refused(why=Refusal.DAY_PASSED)
    line = f"{text} (eigenaar {_owner(text) or setting.officer.name}, {measure.due:%d-%m-%Y})"
    return recorded({_FIELD: "\n".join((*before, line))}, detail=f"{len(before) + 1}. {line}")


def _only(text: str, now: datetime) -> Measure | None:
    """What is planned; words that say it is done already plan nothing."""
    measure = next(measures_in(text, now.astimezone(AMSTERDAM).date()), None)
    return None if measure is None or measure.is_done else measure


def _owner(text: str) -> str | None:
    """The name before a colon, wherever the day stands."""
    found = _OWNER.search(text)
    return found[1].strip() if found else None


def _ticked_off(lines: list[str], number: int) -> Effect | Refused:
    if not 1 <= number <= len(lines):
        return Refused(why=Refusal.ARGUMENT_UNCLEAR)
    done = f"{lines[number - 1]}, gedaan"
    return recorded({_FIELD: "\n".join((*lines[: number - 1], done, *lines[number:]))}, detail=f"{number}. {done}")
