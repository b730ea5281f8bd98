"""The terms of retention: per part and outcome, by the rules that hold, or the organisation's own."""

from datetime import date, timedelta
from typing import Any

import pytest
from cases import MONDAY, a_case

from register_store.case import ApState, CaseState
from register_store.retention import Part, due, outcome_of, terms_on, unknown_terms

TERMS = terms_on(date(2026, 11, 23), {})
BREACH = {"state": CaseState.CLOSED, "ap_state": ApState.INITIAL}
NO_BREACH = {"state": CaseState.NO_BREACH}
ALL_BUT_THE_ROW = (Part.EVIDENCE, Part.FINDER, Part.CASE_FILE)
NO_REPORT = {"state": CaseState.NOT_A_REPORT}


@pytest.mark.parametrize(
    ("changes", "days", "parts"),
    [
        (BREACH, 89, ()),
        (BREACH, 90, (Part.EVIDENCE,)),
        (BREACH, 364, (Part.EVIDENCE,)),
        (BREACH, 365, (Part.EVIDENCE, Part.FINDER)),
        (BREACH, 1826, tuple(Part)),
        (NO_BREACH, 89, ()),
        (NO_BREACH, 90, (Part.EVIDENCE,)),
        (NO_BREACH, 365, ALL_BUT_THE_ROW),
        (NO_BREACH, 1826, tuple(Part)),
        ({"state": CaseState.CLOSED}, 365, ALL_BUT_THE_ROW),
        (NO_REPORT, 29, ()),
        (NO_REPORT, 30, (Part.EVIDENCE,)),
        (NO_REPORT, 90, ALL_BUT_THE_ROW),
        (NO_REPORT, 365, tuple(Part)),
        ({"state": CaseState.INVESTIGATING}, 5000, ()),
        ({"state": CaseState.DOUBT}, 5000, ()),
        ({"state": CaseState.MERGED}, 5000, ()),
        ({**BREACH, "fields": {"legal_hold": "claim"}}, 5000, ()),
        ({**BREACH, "fields": {"lessons": "claim"}}, 5000, tuple(Part)),
    ],
)
def test_what_is_due_when(changes: dict[str, Any], days: int, parts: tuple[Part, ...]) -> None:
    assert due(a_case(**changes), MONDAY, MONDAY + timedelta(days=days), TERMS) == parts


def test_an_own_term_takes_the_place_of_the_rule() -> None:
    terms = terms_on(date(2026, 11, 23), {"breach.evidence": 10})
    assert due(a_case(**BREACH), MONDAY, MONDAY + timedelta(days=10), terms) == (Part.EVIDENCE,)
    assert terms.term("breach.finder") == TERMS.term("breach.finder")
    assert terms.version != TERMS.version


@pytest.mark.parametrize(
    ("own", "unknown"),
    [
        ({}, ()),
        ({"breach.evidence": 1}, ()),
        ({"breach.evidence": 0}, ("breach.evidence",)),
        ({"evidence": 9}, ("evidence",)),
    ],
)
def test_a_term_that_means_nothing_is_found(own: dict[str, int], unknown: tuple[str, ...]) -> None:
    assert unknown_terms(own) == unknown


def test_every_outcome_has_a_term_for_every_part() -> None:
    outcomes = {outcome_of(a_case(**changes)) for changes in (BREACH, NO_BREACH, NO_REPORT)}
    assert None not in outcomes
    assert all(TERMS.term(f"{outcome}.{part}") for outcome in outcomes for part in Part)
