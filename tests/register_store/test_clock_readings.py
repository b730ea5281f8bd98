"""Readings A, B and C of every worked example of domain section 2.4, and the days on which nobody works."""

from datetime import UTC, date, datetime, timedelta

import pytest
from cases import a_case

from register_store.clock_readings import readings_of
from register_store.deadlines import AMSTERDAM, last_working_moment
from register_store.dutch_holidays import easter_sunday, holidays_of, is_working_day

#: aware, fold, A, B, C; "=" where C is the same as B
EXAMPLES = [
    ("2026-11-23 09:12", 0, "2026-11-26 09:12", "2026-11-26 10:00", "="),
    ("2026-11-27 16:40", 0, "2026-11-30 16:40", "2026-11-30 17:00", "2026-12-02 00:00"),
    ("2026-11-28 23:05", 0, "2026-12-01 23:05", "2026-12-02 00:00", "2026-12-02 00:00"),
    ("2026-03-27 15:00", 0, "2026-03-30 16:00", "2026-03-30 17:00", "2026-04-01 00:00"),
    ("2026-03-28 10:00", 0, "2026-03-31 11:00", "2026-03-31 12:00", "2026-04-01 00:00"),
    ("2026-10-23 17:30", 0, "2026-10-26 16:30", "2026-10-26 17:00", "2026-10-28 00:00"),
    ("2026-10-25 02:30", 0, "2026-10-28 01:30", "2026-10-28 02:00", "="),
    ("2026-10-25 02:30", 1, "2026-10-28 02:30", "2026-10-28 03:00", "="),
    ("2026-12-24 11:20", 0, "2026-12-27 11:20", "2026-12-27 12:00", "2026-12-30 00:00"),
    ("2026-12-31 18:00", 0, "2027-01-03 18:00", "2027-01-03 19:00", "2027-01-06 00:00"),
    ("2027-03-25 16:45", 0, "2027-03-28 17:45", "2027-03-28 18:00", "2027-04-01 00:00"),
    ("2027-05-04 14:10", 0, "2027-05-07 14:10", "2027-05-07 15:00", "2027-05-11 00:00"),
    ("2027-10-29 12:00", 0, "2027-11-01 11:00", "2027-11-01 12:00", "2027-11-03 00:00"),
    ("2028-02-28 13:59", 0, "2028-03-02 13:59", "2028-03-02 14:00", "="),
    ("2026-11-24 16:20", 0, "2026-11-27 16:20", "2026-11-27 17:00", "="),
    ("2026-11-23 10:00", 0, "2026-11-26 10:00", "2026-11-26 11:00", "="),
]


def dutch(text: str, fold: int = 0) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=AMSTERDAM, fold=fold)


@pytest.mark.parametrize(("aware", "fold", "a", "b", "c"), EXAMPLES)
def test_the_three_readings_are_those_of_the_worked_examples(aware: str, fold: int, a: str, b: str, c: str) -> None:
    readings = readings_of(a_case(provisional_aware_at=dutch(aware, fold).astimezone(UTC)))
    shown = [each.astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M") for each in (readings.a, readings.b, readings.c)]
    assert shown == [a, b, b if c == "=" else c]


def test_a_is_never_later_than_b_nor_b_than_c() -> None:
    start = datetime(2026, 1, 1, 0, 30, tzinfo=UTC)
    for hours in range(0, 24 * 800, 7):
        readings = readings_of(a_case(provisional_aware_at=start + timedelta(hours=hours)))
        assert readings.a <= readings.b <= readings.c


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2026, {"01-01", "04-03", "04-05", "04-06", "04-27", "05-05", "05-14", "05-24", "05-25", "12-25", "12-26"}),
        (2027, {"01-01", "03-26", "03-28", "03-29", "04-27", "05-05", "05-06", "05-16", "05-17", "12-25", "12-26"}),
    ],
)
def test_the_holidays_are_those_of_the_calendar(year: int, days: set[str]) -> None:
    assert {day.strftime("%m-%d") for day in holidays_of(year)} == days


def test_kings_day_moves_when_it_falls_on_a_sunday_and_equated_days_are_worked() -> None:
    assert date(2025, 4, 26) in holidays_of(2025)
    assert date(2025, 4, 27) not in holidays_of(2025)
    assert is_working_day(date(2026, 5, 15))
    assert easter_sunday(2030) == date(2030, 4, 21)


@pytest.mark.parametrize(
    ("deadline", "target"),
    [
        ("2026-11-26 09:12", "2026-11-26 09:12"),
        ("2026-11-28 12:00", "2026-11-27 18:00"),
        ("2026-11-26 07:00", "2026-11-25 18:00"),
        ("2026-11-26 18:00", "2026-11-26 18:00"),
        ("2026-12-27 11:20", "2026-12-24 18:00"),
        ("2026-05-05 11:00", "2026-05-04 18:00"),
    ],
)
def test_a_deadline_outside_working_hours_has_a_target_before_it(deadline: str, target: str) -> None:
    moment = last_working_moment(dutch(deadline).astimezone(UTC))
    assert moment.astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M") == target
    assert moment <= dutch(deadline)
