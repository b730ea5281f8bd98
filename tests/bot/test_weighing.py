"""SEVERITY by mail: values or four questions, the advice with its reasons, and decisions that differ from it."""

from dataclasses import replace

import pytest
from house import JUIST, House
from mails import REPORT, a_mail
from officer_talk import commands

from register_store.case import ApState, Case, PeopleState
from register_store.organisation import Threshold
from register_store.severity_questions import questions, read_answers, severity_of_answers
from register_store.severity_tables import adjustments, identifiers


@pytest.fixture
def case_house(house: House) -> House:
    """A house with one reported case."""
    house.receives(a_mail(REPORT))
    return house


def the_case(house: House) -> Case:
    return house.cases()[0]


def with_thresholds(house: House, *, ap: Threshold = Threshold.RISK, people: Threshold = Threshold.HIGH_RISK) -> None:
    organisation = replace(JUIST, ap_threshold=ap, inform_threshold=people)
    object.__setattr__(house.office, "organisation", organisation)


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("b e b a", ("b", "e", "b", "a")),
        ("BEBA", ("b", "e", "b", "a")),
        ("b, e, ?, a", ("b", "e", "?", "a")),
        ("b;e;b;f", ("b", "e", "b", "f")),
        ("b e b", None),
        ("b e b a c", None),
        ("e e b a", None),
        ("b e d a", None),
        ("beba is genoeg", None),
        ("2 0,75 0,5", None),
        ("", None),
    ],
)
def test_one_letter_answers_one_question(typed: str, letters: tuple[str, ...] | None) -> None:
    assert read_answers(typed) == letters


def test_more_serious_answers_never_score_lower() -> None:
    for place in (0, 2):
        scores = []
        for letter in "abcd"[: len(questions()[place].choices)]:
            answers = ["a", "e", "a", "a"]
            answers[place] = letter
            scores.append(severity_of_answers(tuple(answers), (), None).score)
        assert scores == sorted(scores)


def test_a_question_mark_counts_as_the_highest() -> None:
    known = severity_of_answers(("d", "e", "c", "f"), (), None)
    unknown = severity_of_answers(("?", "?", "?", "?"), (), None)
    assert unknown.score >= known.score
    assert "unknown_input" in unknown.reasons


def test_severity_alone_asks_four_short_questions(case_house: House) -> None:
    answer = commands(case_house, "ERNST")
    for question in questions():
        assert question.nl in answer
    assert not any(table.nl in answer for table in (*adjustments(), *identifiers())), "too long for a telephone"
    assert "ERNST: hulp" in answer
    assert "ERNST: b e b a" in answer
    assert "severity" not in the_case(case_house).fields


@pytest.mark.parametrize("line", ["ERNST: hulp", "ERNST HULP", "SEVERITY: help", "Ernst: uitleg."])
def test_with_help_come_the_tables(case_house: House, line: str) -> None:
    answer = commands(case_house, line)
    for table in (*adjustments(), *identifiers()):
        assert table.nl in answer
        assert all(row.words("nl") in answer for row in table.rows)
    assert questions()[2].nl not in answer
    assert "severity" not in the_case(case_house).fields


@pytest.mark.parametrize("line", ["ERNST: b e b a", "ERNST BEBA", "ERNST 2 1 0,25", "ERNST: 2 1,0 0.25"])
def test_letters_and_values_give_the_same_score(case_house: House, line: str) -> None:
    answer = commands(case_house, line)
    fields = the_case(case_house).fields
    assert fields["severity"].startswith("2,25 middel (DPC 2 x EI 1 + CB 0,25")
    assert (fields["advice_ap"], fields["severity_level"]) == ("yes", "medium")
    assert "Advies: melden bij de AP: ja" in answer


@pytest.mark.parametrize("line", ["ERNST: b e b", "ERNST: 5 1 0", "ERNST: 2 0,3 0", "ERNST: hoog", "ERNST 2 1"])
def test_what_cannot_be_read_changes_nothing(case_house: House, line: str) -> None:
    assert "Niet gedaan" in commands(case_house, line)
    assert the_case(case_house).fields == {}


def test_status_tells_the_severity_and_the_advice_in_words(case_house: House) -> None:
    commands(case_house, "ERNST: 1 0,25 0")
    status = commands(case_house, "STATUS")
    assert "0,25 laag (DPC 1 x EI 0,25 + CB 0" in status
    assert "fail_safe_data" not in status
    assert "Advies: melden bij de AP: ja" in status, "there is a BSN in the report"


def test_a_decision_that_differs_from_the_advice_needs_its_reason_and_is_noted(case_house: House) -> None:
    commands(case_house, "ERNST: 3 1 0,25")
    assert the_case(case_house).fields["advice_people"] == "yes"
    answer = commands(case_house, "NIET INFORMEREN: ontvanger heeft alles gewist")
    assert "wijkt af van het advies" in answer
    case = the_case(case_house)
    assert case.people_state is PeopleState.NOT_REQUIRED
    assert "against_advice_people" in case.fields["advice_notes"]


def test_informing_without_need_asks_why(case_house: House) -> None:
    commands(case_house, "ERNST: 1 0,25 0")
    assert the_case(case_house).fields["advice_people"] == "no"
    assert "reden" in commands(case_house, "GEINFORMEERD 1, telefoon, vandaag")
    assert the_case(case_house).people_state is PeopleState.UNDECIDED
    commands(case_house, "GEINFORMEERD 1, telefoon, vandaag, zij vroeg erom")
    assert the_case(case_house).people_state is PeopleState.INFORMED


def test_a_decision_that_follows_the_advice_needs_no_more_words(case_house: House) -> None:
    commands(case_house, "ERNST: 3 1 0,25")
    commands(case_house, "AP GEMELD 2026-1187")
    case = the_case(case_house)
    assert case.ap_state is ApState.INITIAL
    assert "against" not in case.fields.get("advice_notes", "")


def test_a_stricter_protocol_is_followed(case_house: House) -> None:
    with_thresholds(case_house, ap=Threshold.ALL, people=Threshold.ALL)
    assert "eigen protocol" in commands(case_house, "AP NIET: laag risico")
    commands(case_house, "HERSTEL")
    answer = commands(case_house, "ERNST: 1 0,25 0")
    assert "Advies: betrokkenen informeren: ja" in answer
    assert "ook als de wet dat niet vraagt" in answer


def test_a_laxer_protocol_gives_way_to_the_law_with_a_note(case_house: House) -> None:
    with_thresholds(case_house, ap=Threshold.HIGH_RISK)
    answer = commands(case_house, "ERNST: 2 1 0,25")
    assert "de wet gaat voor" in answer
    fields = the_case(case_house).fields
    assert fields["advice_ap"] == "yes"
    assert "law_above_protocol" in fields["advice_notes"]


def test_an_incident_without_personal_data_goes_to_its_own_list_and_may_come_back(case_house: House) -> None:
    object.__setattr__(case_house.office, "organisation", replace(JUIST, handle_incidents=True))
    commands(case_house, "GEEN DATALEK: alleen een testbestand")
    assert the_case(case_house).is_incident
    commands(case_house, "HEROPEN: er stonden toch namen in")
    assert not the_case(case_house).is_incident


def test_where_incidents_are_not_handled_there_is_no_such_list(case_house: House) -> None:
    commands(case_house, "GEEN DATALEK: alleen een testbestand")
    assert not the_case(case_house).is_incident
