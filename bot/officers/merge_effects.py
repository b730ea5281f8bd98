"""What two cases about one breach are together (pure): nothing that either knew is lost, the earlier clock counts."""

from dataclasses import replace
from typing import Any

from bot.joined_findings import joined
from bot.merged_cases import MERGED_FROM, MERGED_INTO
from register_store.case import ApState, Case, CaseState, PeopleState
from register_store.findings import Findings

#: How far a case is; the one that goes on is as far as the further of both.
_FAR = (CaseState.DOUBT, CaseState.REPORTED, CaseState.INVESTIGATING, CaseState.BREACH_ESTABLISHED)
#: Fields that belong to a decision about the other case, carried over only together with it.
_OF_DECISIONS = ("ap_", "late_reason", "subjects_", "aware_reason", "decision", "merged_")
#: What a person told the AP or the people affected is a fact about the breach; that nobody need be told is a judgement.
_AP_TOLD = frozenset({ApState.INITIAL, ApState.COMPLETE})


def changes_of_target(target: Case, source: Case) -> dict[str, Any]:
    """What changes in the case that goes on, as `Register.change` takes it."""
    merged_from = ", ".join(filter(None, (target.fields.get(MERGED_FROM), source.reference)))
    return {
        "state": max(target.state, source.state, key=_FAR.index),
        "findings": _findings(target.findings, source.findings),
        "handler": target.handler or source.handler,
        "is_incident": target.is_incident and source.is_incident,
        **_clock(target, source),
        **_told(target, source),
        **_fields(target, source),
        f"fields.{MERGED_FROM}": merged_from,
    }


def changes_of_source(target: Case) -> dict[str, Any]:
    """What changes in the case that ends."""
    return {"state": CaseState.MERGED, f"fields.{MERGED_INTO}": target.reference}


def _findings(target: Findings, source: Findings) -> Findings:
    surer = max(target, source, key=lambda each: (each.verdict.weight, each.probability))
    return replace(joined(target, source), verdict=surer.verdict, probability=surer.probability)


def _clock(target: Case, source: Case) -> dict[str, Any]:
    """One breach, one clock: the organisation knew of it when the first of both told it."""
    first = {"provisional_aware_at": min(target.provisional_aware_at, source.provisional_aware_at)}
    if target.confirmed_aware_at is None and source.confirmed_aware_at is None:
        return first
    return first | {"confirmed_aware_at": min(target.aware_at, source.aware_at)}


def _told(target: Case, source: Case) -> dict[str, Any]:
    """What the AP or people were told about the one case, they were told about the breach."""
    told: dict[str, Any] = {}
    if source.ap_state in _AP_TOLD and target.ap_state not in _AP_TOLD:
        told |= {"ap_state": source.ap_state} | _fields_of(source, "ap_", "late_reason")
    if source.people_state is PeopleState.INFORMED and target.people_state is not PeopleState.INFORMED:
        told |= {"people_state": source.people_state} | _fields_of(source, "subjects_")
    return told


def _fields(target: Case, source: Case) -> dict[str, Any]:
    """What officers recorded with the one and not with the other."""
    missing = (key for key in source.fields if key not in target.fields and not key.startswith(_OF_DECISIONS))
    return {f"fields.{key}": source.fields[key] for key in missing}


def _fields_of(case: Case, *beginnings: str) -> dict[str, Any]:
    return {f"fields.{key}": value for key, value in case.fields.items() if key.startswith(beginnings)}
