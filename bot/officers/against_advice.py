"""A decision beside what law, protocol and severity advise: where it differs a reason is asked and a note is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.officers.desk import Refused
from bot.officers.effect import Effect, Setting
from register_store.advice import AdviceNote, advice_on
from register_store.verbs import Verb
from replies.transcript import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decision:
    """What a verb decides, on which of the two axes."""

    about: str  #: "ap" or "people": the name in `Advice`
    tells: bool
    reasons: tuple[str, ...]  #: fields in which its reason may stand
    note: AdviceNote
    stricter: AdviceNote


_AP = ("ap_reason", "late_reason")
_DECISIONS: Mapping[Verb, _Decision] = {
    verb: _Decision(about=about, tells=tells, reasons=reasons, note=note, stricter=stricter)
    for verb, about, tells, reasons, note, stricter in (
        (Verb.AP_REPORTED, "ap", True, _AP, AdviceNote.AGAINST_ADVICE_AP, AdviceNote.PROTOCOL_STRICTER_AP),
        (Verb.AP_NOT, "ap", False, _AP, AdviceNote.AGAINST_ADVICE_AP, AdviceNote.PROTOCOL_STRICTER_AP),
        (
            Verb.INFORMED,
            "people",
            True,
            ("subjects_reason",),
            AdviceNote.AGAINST_ADVICE_PEOPLE,
            AdviceNote.PROTOCOL_STRICTER_PEOPLE,
        ),
        (
            Verb.INFORM_NOT,
            "people",
            False,
            ("subjects_reason",),
            AdviceNote.AGAINST_ADVICE_PEOPLE,
            AdviceNote.PROTOCOL_STRICTER_PEOPLE,
        ),
    )
}


def weighed(verb: Verb, effect: Effect, setting: Setting) -> Effect | Refused:
    """The effect with its note; refused when it differs from the advice and says not why."""
    decision = _DECISIONS.get(verb)
    if decision is None:
        return effect
    differs = _advised(decision, setting) == (not decision.tells)
    if differs and not any(effect.changes.get(f"fields.{key}") for key in decision.reasons):
        return Refused(why=Refusal.REASON_NEEDED, detail=decision.reasons[0])
    kept = [note for note in notes_of(setting.case.fields) if note != decision.note]
    notes = (*kept, decision.note) if differs else tuple(kept)
    return replace(effect, changes={**effect.changes, "fields.advice_notes": ", ".join(notes) or None})


def notes_on(verb: Verb, fields: Mapping[str, str], setting: Setting) -> tuple[str, ...]:
    """What the answer tells beside this decision: that it differs, and whether the law or the own protocol asks it."""
    decision = _DECISIONS.get(verb)
    if decision is None or decision.note not in notes_of(fields):
        return ()
    advised_by = (decision.stricter, AdviceNote.LAW_ABOVE_PROTOCOL)
    known = {*notes_of(fields), *advice_on(setting.case, setting.organisation).notes}
    return (decision.note, *(note for note in advised_by if note in known and not decision.tells))


def notes_of(fields: Mapping[str, str]) -> tuple[str, ...]:
    """The notes kept with a case."""
    return tuple(note for note in fields.get("advice_notes", "").split(", ") if note)


def _advised(decision: _Decision, setting: Setting) -> bool | None:
    advice = advice_on(setting.case, setting.organisation)
    return advice.ap if decision.about == "ap" else advice.people
