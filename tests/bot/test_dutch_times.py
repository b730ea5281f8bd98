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
        ("vanochtend 9 uur gebeld", "2026-11-25 08:00", "gebeld"),
        ("vanmiddag 3 uur", "2026-11-25 14:00", ""),
        ("gisteravond 8 uur", "2026-11-24 19:00", ""),
        ("vannacht 2 uur", "2026-11-25 01:00", ""),
        ("vannacht 23:30", "2026-11-24 22:30", ""),
        ("last night 2:00", "2026-11-25 01:00", ""),
        ("24/11 om 9u", "2026-11-24 08:00", ""),
        ("24/11 om 9u30 zag IT het", "2026-11-24 08:30", "zag IT het"),
        ("24-11-26 9:00", "2026-11-24 08:00", ""),
        ("24.11.2026 9.05", "2026-11-24 08:05", ""),
        ("op 24 november om kwart voor 10", "2026-11-24 08:45", ""),
        ("24 nov 's ochtends om 9 uur", "2026-11-24 08:00", ""),
        ("dinsdagochtend half tien", "2026-11-24 08:30", ""),
        ("kwart over 3 's middags", "2026-11-25 14:15", ""),
        ("afgelopen woensdag 14u", "2026-11-18 13:00", ""),
        ("vorige week vrijdag om 16.00 uur", "2026-11-20 15:00", ""),
        ("do 10:00", "2026-11-19 09:00", ""),
        ("9 uur vanochtend toen belde zij", "2026-11-25 08:00", "toen belde zij"),
        ("9:05 vandaag", "2026-11-25 08:05", ""),
        ("om 9 uur", "2026-11-25 08:00", ""),
        ("2 uur geleden, aan de balie", "2026-11-25 13:00", "aan de balie"),
        ("een half uur geleden", "2026-11-25 14:30", ""),
        ("3 dagen geleden 10:00", "2026-11-22 09:00", ""),
        ("nu", "2026-11-25 15:00", ""),
        ("yesterday at 3:15 pm", "2026-11-24 14:15", ""),
        ("Nov 24th, 2026 at 9am", "2026-11-24 08:00", ""),
        ("24th of November 9:00", "2026-11-24 08:00", ""),
        ("tuesday morning 9:30", "2026-11-24 08:30", ""),
    ],
)
def test_a_moment_is_read(text: str, utc: str, rest: str) -> None:
    moment = read_moment(text, NOW)
    assert moment is not None
    assert moment.at.strftime("%Y-%m-%d %H:%M") == utc
    assert moment.rest == rest
    assert moment.has_time


@pytest.mark.parametrize(
    "text",
    [
        *("", "straks", "31-02-2026 10:00", "32 november", "ik denk gisteren", "99-99"),
        *("ma 24 nov 9:00", "morgen 9:00", "zo snel mogelijk", "do maar iets", "nu de termijn verstreek"),
        *("12.50 euro", "1.200", "net op tijd", "om reden van", "24:30", "marge 12"),
    ],
)
def test_what_is_no_moment_is_none(text: str) -> None:
    assert read_moment(text, NOW) is None


def test_a_day_without_a_time_says_so() -> None:
    moment = read_moment("24-11-2026", NOW)
    assert moment is not None
    assert not moment.has_time
