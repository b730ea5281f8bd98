"""What law and protocol together advise on telling the AP and the people affected (pure; domain 1.2, 1.7, 12.3)."""

from dataclasses import dataclass
from enum import StrEnum

from register_store.case import Case
from register_store.organisation import Organisation, Threshold
from register_store.severity import Level, Severity

_HIGH = frozenset({Level.HIGH, Level.VERY_HIGH})


class AdviceNote(StrEnum):
    """What an officer must know beside the advice; each has its sentence in the words files."""

    PROTOCOL_STRICTER_AP = "protocol_stricter_ap"  #: the law would not ask it, the own protocol does (K12)
    PROTOCOL_STRICTER_PEOPLE = "protocol_stricter_people"  #: (J30, K18)
    LAW_ABOVE_PROTOCOL = "law_above_protocol"  #: the own protocol is laxer than the law: the law holds
    AGAINST_ADVICE_AP = "against_advice_ap"  #: the decision differs; its reason is recorded
    AGAINST_ADVICE_PEOPLE = "against_advice_people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Told or not; None: that cannot be said before the severity is weighed."""

    ap: bool | None
    people: bool | None
    notes: tuple[AdviceNote, ...] = ()


def advice_of(severity: Severity | None, organisation: Organisation) -> Advice:
    """A protocol stricter than the law is followed; one that is laxer gives way to the law."""
    by_law = Advice(
        ap=severity.notify_ap if severity else None,
        people=severity.inform_people if severity else None,
    )
    ap = True if organisation.ap_threshold is Threshold.ALL else by_law.ap
    people = {
        Threshold.ALL: True,
        Threshold.RISK: by_law.ap,
        Threshold.HIGH_RISK: by_law.people,
    }[organisation.inform_threshold]
    found = {
        AdviceNote.PROTOCOL_STRICTER_AP: bool(ap) and not by_law.ap,
        AdviceNote.PROTOCOL_STRICTER_PEOPLE: bool(people) and not by_law.people,
        AdviceNote.LAW_ABOVE_PROTOCOL: _law_prevails(severity, organisation),
    }
    return Advice(ap=ap, people=people, notes=tuple(note for note, holds in found.items() if holds))


def advice_on(case: Case, organisation: Organisation) -> Advice:
    """What was advised on this case; what the protocol alone asks, while its severity is not weighed."""
    unweighed = advice_of(None, organisation)
    kept = {"yes": True, "no": False}
    return Advice(
        ap=kept.get(case.fields.get("advice_ap", ""), unweighed.ap),
        people=kept.get(case.fields.get("advice_people", ""), unweighed.people),
        notes=unweighed.notes,
    )


def _law_prevails(severity: Severity | None, organisation: Organisation) -> bool:
    """The protocol would report only high risks, and this is a lower one that the law wants reported."""
    is_lax = organisation.ap_threshold is Threshold.HIGH_RISK
    return is_lax and severity is not None and severity.notify_ap and severity.level not in _HIGH
