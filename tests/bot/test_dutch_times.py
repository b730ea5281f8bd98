"""Moments as people type them, in Dutch time; the hour that comes twice or never is its earlier instant."""

from datetime import UTC, datetime

import pytest

from bot.officers.dutch_times import read_moment

NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)  # a Wednesday, 16:00 in Amsterdam


@pytest.mark.parametrize(
    ("text", "utc", "rest"),
    [
        ("gisteren 16:30 toen belde hij", "2026-11-24 15:30", "toen belde hij"),
        ("vandaag om 9.05 uur, aan de balie", "2026-11-25 08:05", "aan de balie"),
        ("eergisteren 00:15", "2026-11-22 23:15", ""),
        ("24-11-2026 09:12 mail gelezen", "2026-11-24 08:12", "mail gelezen"),
        ("2026-11-24T09:12 read", "2026-11-24 08:12", "read"),
        ("24/11 9:12", "2026-11-24 08:12", ""),
        ("24 november 2026 om 09.12 reden", "2026-11-24 08:12", "reden"),
        ("di 24 nov 9:12", "2026-11-24 08:12", ""),
        ("maandag 10:00 gebeld", "2026-11-23 09:00", "gebeld"),
        ("yesterday 16:30", "2026-11-24 15:30", ""),
        ("28 december 10:00", "2025-12-28 09:00", ""),
        ("1-7-2026 12:00", "2026-07-01 10:00", ""),
        ("25-10-2026 02:30", "2026-10-25 00:30", ""),
        ("29-03-2026 02:30", "2026-03-29 00:30", ""),
    ],
)
def test_a_moment_is_read(text: str, utc: str, rest: str) -> None:
    moment = read_moment(text, NOW)
    assert moment is not None
    assert moment.at.strftime("%Y-%m-%d %H:%M") == utc
    assert moment.rest == rest
    assert moment.has_time


@pytest.mark.parametrize("text", ["", "straks", "31-02-2026 10:00", "32 november", "ik denk gisteren", "99-99"])
def test_what_is_no_moment_is_none(text: str) -> None:
    assert read_moment(text, NOW) is None


def test_a_day_without_a_time_says_so() -> None:
    moment = read_moment("24-11-2026", NOW)
    assert moment is not None
    assert not moment.has_time
