"""Office time in Dutch time: evenings, weekends and both changes of the clocks."""

from datetime import UTC, datetime, timedelta

import pytest

from register_store.due_times import OfficeHours
from register_store.office_hours import after_working, is_office_time, waited, working_time

HOURS = OfficeHours()
NEVER = datetime(2030, 1, 1, tzinfo=UTC)


def utc(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-23 06:59", False),  # Monday 07:59 in Amsterdam
        ("2026-11-23 07:00", True),
        ("2026-11-23 16:59", True),
        ("2026-11-23 17:00", False),
        ("2026-11-22 12:00", False),  # Sunday
        ("2026-07-06 06:00", True),  # summer time
        ("2026-07-06 05:59", False),
        ("2026-04-03 10:00", False),  # Good Friday
        ("2026-04-06 10:00", False),  # Easter Monday
        ("2026-04-07 10:00", True),
        ("2027-05-05 10:00", False),  # a Wednesday
        ("2025-04-28 10:00", True),  # King's Day was kept on the Saturday before
    ],
)
def test_office_time_is_dutch_time(moment: str, is_open: bool) -> None:
    assert is_office_time(HOURS, utc(moment)) is is_open


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2026-11-23 08:00", "2026-11-23 11:00", 3),
        ("2026-11-20 16:00", "2026-11-23 08:00", 2),  # Friday 17:00 to Monday 09:00
        ("2026-11-21 10:00", "2026-11-22 20:00", 0),
        ("2026-11-23 20:00", "2026-11-23 22:00", 0),
        ("2026-11-23 12:00", "2026-11-23 11:00", 0),
        ("2026-10-23 15:00", "2026-10-26 08:00", 2),  # summer time ends between
        ("2026-03-27 16:00", "2026-03-30 07:00", 2),  # summer time begins between
        ("2026-04-02 15:00", "2026-04-07 07:00", 2),  # Easter between
        ("2026-12-24 16:00", "2026-12-28 09:00", 3),  # Christmas between
    ],
)
def test_evenings_and_weekends_are_no_working_time(since: str, until: str, hours: int) -> None:
    assert working_time(HOURS, utc(since), utc(until)) == timedelta(hours=hours)


def test_a_holiday_is_no_excuse_once_it_is_urgent() -> None:
    thursday, monday = utc("2026-04-02 16:00"), utc("2026-04-06 10:00")
    assert waited(HOURS, thursday, monday, NEVER) == timedelta()
    assert waited(HOURS, thursday, monday, utc("2026-04-05 10:00")) == timedelta(hours=24)


def test_once_it_is_urgent_every_hour_counts() -> None:
    friday, sunday = utc("2026-11-20 16:00"), utc("2026-11-22 16:00")
    assert waited(HOURS, friday, utc("2026-11-22 18:00"), sunday) == timedelta(hours=1 + 2)
    assert waited(HOURS, friday, utc("2026-11-22 18:00"), NEVER) == timedelta(hours=1)
    assert waited(HOURS, friday, utc("2026-11-20 20:00"), friday - timedelta(hours=5)) == timedelta(hours=4)


@pytest.mark.parametrize(
    ("since", "hours", "moment"),
    [
        ("2026-11-23 08:00", 3, "2026-11-23 11:00"),
        ("2026-11-20 16:00", 3, "2026-11-23 09:00"),
        ("2026-11-23 20:00", 1, "2026-11-24 08:00"),
        ("2026-11-23 08:00", 10, "2026-11-24 08:00"),
    ],
)
def test_working_time_is_added_over_nights_and_weekends(since: str, hours: int, moment: str) -> None:
    assert after_working(HOURS, utc(since), timedelta(hours=hours)) == utc(moment)


def test_hours_that_make_no_sense_never_end_in_a_loop() -> None:
    backwards = OfficeHours(opens=18, closes=8)
    assert working_time(backwards, utc("2026-11-20 16:00"), utc("2026-11-27 16:00")) == timedelta()
    assert after_working(backwards, utc("2026-11-20 16:00"), timedelta(hours=1)) > utc("2026-11-27 16:00")


def test_an_office_may_never_close() -> None:
    day_and_night = OfficeHours(opens=0, closes=24)
    assert working_time(day_and_night, utc("2026-11-23 00:00"), utc("2026-11-24 00:00")) == timedelta(hours=24)
