"""Seventy-two elapsed hours, whatever the clocks on the wall do: every worked example of domain section 2.4."""

from datetime import UTC, datetime, timedelta

import pytest
from cases import a_case

from register_store.case import ApState, CaseState
from register_store.deadlines import AMSTERDAM, Working, deadline_of, is_running, planning, warning_due, working_time
from register_store.due_times import Reminders

EXAMPLES = [
    ("2026-11-23 09:12", 0, "2026-11-26 09:12"),
    ("2026-11-27 16:40", 0, "2026-11-30 16:40"),
    ("2026-11-28 23:05", 0, "2026-12-01 23:05"),
    ("2026-03-27 15:00", 0, "2026-03-30 16:00"),
    ("2026-03-28 10:00", 0, "2026-03-31 11:00"),
    ("2026-10-23 17:30", 0, "2026-10-26 16:30"),
    ("2026-10-25 02:30", 0, "2026-10-28 01:30"),
    ("2026-10-25 02:30", 1, "2026-10-28 02:30"),
    ("2026-12-24 11:20", 0, "2026-12-27 11:20"),
    ("2026-12-31 18:00", 0, "2027-01-03 18:00"),
    ("2027-03-25 16:45", 0, "2027-03-28 17:45"),
    ("2027-05-04 14:10", 0, "2027-05-07 14:10"),
    ("2027-10-29 12:00", 0, "2027-11-01 11:00"),
    ("2028-02-28 13:59", 0, "2028-03-02 13:59"),
    ("2026-11-24 16:20", 0, "2026-11-27 16:20"),
    ("2026-11-23 10:00", 0, "2026-11-26 10:00"),
]


def dutch(text: str, fold: int = 0) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=AMSTERDAM, fold=fold)


@pytest.mark.parametrize(("aware", "fold", "deadline"), EXAMPLES)
def test_the_term_ends_after_72_elapsed_hours(aware: str, fold: int, deadline: str) -> None:
    case = a_case(provisional_aware_at=dutch(aware, fold).astimezone(UTC))
    assert deadline_of(case).astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M") == deadline


def test_a_confirmed_awareness_counts_and_seconds_do_not() -> None:
    early, later = dutch("2026-11-23 09:12"), dutch("2026-11-24 10:00") + timedelta(seconds=59)
    case = a_case(provisional_aware_at=early, confirmed_aware_at=later)
    assert deadline_of(case) == dutch("2026-11-27 10:00")


@pytest.mark.parametrize(
    ("change", "ticks"),
    [
        ({}, True),
        ({"state": CaseState.DOUBT}, True),
        ({"state": CaseState.BREACH_ESTABLISHED}, True),
        ({"state": CaseState.NO_BREACH}, False),
        ({"state": CaseState.NOT_A_REPORT}, False),
        ({"ap_state": ApState.INITIAL}, False),
        ({"ap_state": ApState.NOT_REQUIRED}, False),
    ],
)
def test_the_clock_ticks_until_a_person_decided(change: dict[str, object], ticks: bool) -> None:
    assert is_running(a_case(**change)) is ticks


@pytest.mark.parametrize(
    ("hours", "sent", "milestone"),
    [
        (3.9, set(), None),
        (4, set(), 4),
        (5, {4}, None),
        (50, {4}, 48),
        (50, {4, 24, 48}, None),
        (71, set(), 70),
        (72, {70}, 72),
        (95.9, {70, 72}, None),
        (96, {70, 72}, 96),
        (121, {72, 96}, 120),
        (121, {72, 96, 120}, None),
        (500, {70, 72}, 480),
    ],
)
def test_a_warning_speaks_once_per_milestone_and_once_after_a_standstill(
    hours: float, sent: set[int], milestone: int | None
) -> None:
    case = a_case()
    warning = warning_due(case, case.aware_at + timedelta(hours=hours), frozenset(sent))
    assert (warning.milestone if warning else None) == milestone


@pytest.mark.parametrize(("hours", "milestone"), [(5, None), (6, 6), (60, 6), (72, 72), (79, 72), (80, 80)])
def test_an_organisation_sets_its_own_milestones(hours: float, milestone: int | None) -> None:
    case = a_case()
    reminders = Reminders(milestones=(6,), overdue_every=8)
    warning = warning_due(case, case.aware_at + timedelta(hours=hours), frozenset(), reminders)
    assert (warning.milestone if warning else None) == milestone


def test_an_overdue_warning_says_so() -> None:
    case = a_case()
    warning = warning_due(case, case.aware_at + timedelta(hours=73), frozenset({70}))
    assert warning is not None
    assert warning.is_overdue


@pytest.mark.parametrize(
    ("moment", "working"),
    [
        ("2026-11-26 09:12", Working.OFFICE_HOURS),
        ("2026-11-26 07:59", Working.EVENING_OR_NIGHT),
        ("2026-11-26 18:00", Working.EVENING_OR_NIGHT),
        ("2026-11-28 12:00", Working.WEEKEND),
        ("2026-12-25 12:00", Working.HOLIDAY),
        ("2026-12-26 12:00", Working.WEEKEND),
    ],
)
def test_a_deadline_outside_office_hours_is_named(moment: str, working: Working) -> None:
    assert working_time(dutch(moment).astimezone(UTC)) is working


@pytest.mark.parametrize(
    ("now", "deadline", "planned"),
    [
        ("2026-04-02 09:00", "2026-04-05 09:00", Working.WEEKEND),  # Maundy Thursday in the morning: plan it today
        ("2026-04-02 23:30", "2026-04-05 23:30", Working.NONE_LEFT),  # at night: Good Friday and Easter follow
        ("2026-04-03 14:00", "2026-04-06 14:00", Working.NONE_LEFT),
        ("2026-04-04 10:00", "2026-04-07 10:00", Working.OFFICE_HOURS),
        ("2026-04-04 22:00", "2026-04-07 22:00", Working.EVENING_OR_NIGHT),  # Tuesday is a working day
        ("2026-11-27 15:00", "2026-11-30 03:00", Working.EVENING_OR_NIGHT),
        ("2026-11-28 15:00", "2026-11-30 03:00", Working.NONE_LEFT),
    ],
)
def test_who_has_no_office_hours_left_is_not_told_to_plan_in_them(now: str, deadline: str, planned: Working) -> None:
    assert planning(dutch(deadline).astimezone(UTC), dutch(now).astimezone(UTC)) is planned
