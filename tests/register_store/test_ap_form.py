"""The AP's form as data: unique numbers and keys, choices that can be typed, suggestions that exist."""

from datetime import timedelta

import pytest
from cases import MONDAY, a_case, a_finding
from house import JUIST, KARIN

from register_store.ap_form import AnswerKind, form, read_value
from register_store.ap_form_answers import SheetKind, answers_of, changed_since, first_gaps, frozen, sheet_kind
from register_store.ap_form_sources import Standing
from register_store.case import ApState, CaseState
from register_store.findings import BreachKind, DataKind


def test_the_form_says_which_version_it_follows_and_from_when() -> None:
    assert form().version
    assert form().valid_from.year == 2022


def test_every_question_has_its_own_number_key_and_section() -> None:
    questions, sections = form().questions, {section.number for section in form().sections}
    assert len({one.number for one in questions}) == len({one.key for one in questions}) == len(questions)
    assert {one.section for one in questions} <= sections


def test_questions_stand_in_the_order_of_the_form() -> None:
    places = [[int("".join(filter(str.isdigit, part))) for part in one.number.split(".")] for one in form().questions]
    assert [place[0] for place in places] == sorted(place[0] for place in places)


def test_every_question_of_choices_has_choices_and_each_can_be_typed_by_its_letter_and_words() -> None:
    for question in form().questions:
        has_choices = question.kind in (AnswerKind.CHOICE, AnswerKind.CHOICES)
        assert bool(question.choices) is has_choices
        for choice in question.choices:
            assert read_value(question, choice.letter) == choice.key
            assert question.said(choice.key, "nl") == (choice.nl,)


def test_every_suggestion_is_a_choice_of_its_question() -> None:
    for key in ("incident_type", "breach_nature", "data_categories", "special_categories", "consequences_subjects"):
        question = form().find(key)
        assert question is not None
        known = {choice.key for choice in question.choices}
        for value in form().suggest[key].values():
            assert set(value.split(", ")) <= known
    assert set(form().suggest["incident_type"]) == set(BreachKind)
    assert set(form().suggest["consequences_subjects"]) <= set(DataKind)


def values(case: object, kind: SheetKind = SheetKind.INITIAL) -> dict[str, tuple[str, Standing]]:
    answers = answers_of(case, JUIST, MONDAY, kind)  # type: ignore[arg-type]
    return {one.question.key: (one.filled.value, one.filled.standing) for one in answers}


def test_what_a_mail_says_is_a_suggestion_until_an_officer_says_so() -> None:
    found = a_finding(personal_data=(DataKind.HEALTH, DataKind.DATE_OF_BIRTH, DataKind.CHILDREN), affected_count=3)
    suggested = values(a_case(findings=found))
    assert suggested["data_categories"] == ("birth_date", Standing.TO_CONFIRM)
    assert suggested["special_categories"] == ("health", Standing.TO_CONFIRM)
    assert suggested["subject_groups"] == ("minors", Standing.TO_CONFIRM)
    assert suggested["subject_count"] == ("3", Standing.TO_CONFIRM)
    recorded = values(a_case(findings=found, fields={"subject_count": "12-14", "data_categories": "name"}))
    assert recorded["subject_count"] == ("12-14", Standing.RECORDED)
    assert recorded["data_categories"] == ("name", Standing.RECORDED)


def test_a_first_notification_needs_contact_discovery_and_a_description_only() -> None:
    case = a_case(handler=KARIN.address)
    assert first_gaps(case, JUIST, MONDAY) == ()
    without = a_case(findings=a_finding(kind=None))
    assert [one.question.key for one in first_gaps(without, JUIST, MONDAY)] == ["notifier", "summary"]


def test_after_the_term_the_reason_is_asked() -> None:
    case = a_case(handler=KARIN.address)
    assert "late_reason" not in values(case)
    late = first_gaps(case, JUIST, MONDAY + timedelta(hours=73))
    assert [one.question.key for one in late] == ["late_reason"]


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, SheetKind.INITIAL),
        ({"ap_state": ApState.NOT_REQUIRED}, SheetKind.INITIAL),
        ({"ap_state": ApState.WITHDRAWN}, SheetKind.INITIAL),
        ({"ap_state": ApState.INITIAL}, SheetKind.FOLLOW_UP),
        ({"ap_state": ApState.COMPLETE}, SheetKind.FOLLOW_UP),
        ({"ap_state": ApState.INITIAL, "state": CaseState.NO_BREACH}, SheetKind.WITHDRAWAL),
        ({"fields": {"data_role": "processor"}}, SheetKind.CONTROLLER_NOTICE),
    ],
)
def test_the_sheet_follows_from_the_state(changes: dict[str, object], kind: SheetKind) -> None:
    assert sheet_kind(a_case(**changes), JUIST) is kind


def test_only_what_differs_from_the_told_version_is_new() -> None:
    told = frozen(answers_of(a_case(), JUIST, MONDAY, SheetKind.INITIAL))
    later = a_case(ap_state=ApState.INITIAL, fields={"ap_reference": "1", "subject_count": "14"})
    new = changed_since(answers_of(later, JUIST, MONDAY, SheetKind.FOLLOW_UP), told)
    assert [one.question.key for one in new] == ["notification_kind", "ap_reference", "subject_count"]
