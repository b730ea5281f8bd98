"""What the protocols ask beside the AP's form: asked when it fits, for our own file only."""

from datetime import timedelta
from typing import Any

import pytest
from cases import MONDAY, a_case, a_finding
from house import JUIST

from register_store.ap_form_answers import SheetKind, answers_of, changed_since, frozen
from register_store.case import Case, CaseState, PeopleState
from register_store.findings import BreachKind, Fact, Origin
from register_store.ladder import Rung, rungs_due
from register_store.own_file import is_pressing, misuse_is_feared, own_pages_of, pages_of
from register_store.phase import Phase, phase_of

MISUSE = (Fact(name="misuse", value="mentioned", origin=Origin.STATED),)


def asked(case: Case) -> dict[str, str]:
    answers = answers_of(case, JUIST, MONDAY, SheetKind.INITIAL)
    return {one.question.key: one.filled.value for one in answers if one.question.is_ours}


@pytest.mark.parametrize(
    ("changes", "key", "is_asked"),
    [
        ({"findings": a_finding(kind=BreachKind.DATA_LOST_OR_ALTERED)}, "backup", True),
        ({"findings": a_finding(kind=BreachKind.MALWARE_RANSOMWARE)}, "backup", True),
        ({"fields": {"breach_nature": "gone_for_now"}}, "backup", True),
        ({"fields": {"breach_nature": "seen"}}, "backup", False),
        ({"findings": a_finding(kind=BreachKind.EXPOSED_ONLINE)}, "exposed_where", True),
        ({}, "exposed_where", False),
        ({}, "subjects_harmed", True),
        ({"people_state": PeopleState.PLANNED}, "support_offered", True),
        ({"fields": {"advice_people": "yes"}}, "support_offered", True),
        ({}, "support_offered", False),
    ],
)
def test_a_question_is_asked_when_it_fits(changes: dict[str, Any], key: str, is_asked: bool) -> None:
    assert (key in asked(a_case(**changes))) is is_asked


def test_where_it_was_seen_is_suggested_without_what_may_name_somebody_and_ours_first() -> None:
    urls = ("https://elders.example/lijst", "https://mijn.juist.nl/dossier/?naam=jansen#top")
    case = a_case(findings=a_finding(kind=BreachKind.EXPOSED_ONLINE, urls=urls))
    assert pages_of(case, JUIST) == ("mijn.juist.nl/dossier", "elders.example/lijst")
    assert own_pages_of(case, JUIST) == ("mijn.juist.nl",)
    assert asked(case)["exposed_where"] == "mijn.juist.nl/dossier; elders.example/lijst"


@pytest.mark.parametrize(
    ("changes", "feared", "pressing"),
    [
        ({}, False, False),
        ({"findings": a_finding(facts=MISUSE)}, True, False),
        ({"findings": a_finding(extortion=True)}, True, True),
        ({"fields": {"misuse": "suspected"}}, True, True),
        ({"fields": {"misuse": "een ander verkoopt de lijst"}}, True, True),
        ({"fields": {"misuse": "none"}, "findings": a_finding(extortion=True)}, False, False),
    ],
)
def test_misuse_by_anybody_is_a_flag_that_an_officer_can_lower(
    changes: dict[str, Any], feared: bool, pressing: bool
) -> None:
    case = a_case(**changes)
    assert (misuse_is_feared(case), is_pressing(case)) == (feared, pressing)
    assert asked(case)["misuse"] == changes.get("fields", {}).get("misuse", "suspected" if feared else "none")


def test_misuse_knows_no_night() -> None:
    evening = MONDAY + timedelta(hours=11)
    night = evening + timedelta(hours=4)
    calm = a_case(provisional_aware_at=evening, opened_at=evening)
    threat = a_case(provisional_aware_at=evening, opened_at=evening, findings=a_finding(extortion=True))
    assert rungs_due(JUIST, calm, evening, night) == ()
    assert rungs_due(JUIST, threat, evening, night) == (Rung.OFFICERS,)


def test_what_is_for_our_own_file_is_told_to_nobody() -> None:
    case = a_case(fields={"backup": "restored", "subjects_harmed": "customers: no", "what_leaked": "naam"})
    answers = answers_of(case, JUIST, MONDAY, SheetKind.FOLLOW_UP)
    assert not {"backup", "subjects_harmed", "misuse"} & set(frozen(answers))
    assert not [one for one in changed_since(answers, {}) if one.question.is_ours]


@pytest.mark.parametrize(
    ("state", "phase"),
    [
        (CaseState.DOUBT, Phase.REPORTING),
        (CaseState.REPORTED, Phase.REPORTING),
        (CaseState.INVESTIGATING, Phase.ASSESSMENT),
        (CaseState.BREACH_ESTABLISHED, Phase.HANDLING),
        (CaseState.NO_BREACH, Phase.DONE),
        (CaseState.CLOSED, Phase.DONE),
    ],
)
def test_a_case_is_in_one_of_three_phases(state: CaseState, phase: Phase) -> None:
    assert phase_of(a_case(state=state)) is phase
