"""Moments and terms in plain words."""

from datetime import UTC, datetime, timedelta

import pytest

from replies.moments import clock_words, moment_words

MOMENTS = [
    ("2026-11-26T08:12", "nl", "donderdag 26 november 2026 om 09.12 uur"),
    ("2026-11-26T08:12", "en", "Thursday 26 November 2026 at 09:12 (Dutch time)"),
    ("2026-11-26T08:12", "de", "Donnerstag, 26. November 2026 um 09:12 Uhr"),
    ("2026-11-26T08:12", "fr", "jeudi 26 novembre 2026 à 09 h 12"),
    ("2026-07-31T22:00", "nl", "zaterdag 1 augustus 2026 om 00.00 uur"),
    ("2026-12-31T23:30", "nl", "vrijdag 1 januari 2027 om 00.30 uur"),
    ("2026-10-25T00:30", "nl", "zondag 25 oktober 2026 om 02.30 uur (zomertijd)"),
    ("2026-10-25T01:30", "nl", "zondag 25 oktober 2026 om 02.30 uur (wintertijd)"),
    ("2026-10-25T02:30", "nl", "zondag 25 oktober 2026 om 03.30 uur"),
    ("2026-03-29T01:30", "nl", "zondag 29 maart 2026 om 03.30 uur"),
]


@pytest.mark.parametrize(("utc", "language", "said"), MOMENTS)
def test_a_moment_is_said_in_dutch_time(utc: str, language: str, said: str) -> None:
    assert moment_words(datetime.fromisoformat(utc).replace(tzinfo=UTC), language) == said


TERMS = [
    (timedelta(hours=72), "nog 72 uur", "72 hours left"),
    (timedelta(hours=71, minutes=59), "nog 71 uur", "71 hours left"),
    (timedelta(hours=9, minutes=59), "nog 9 uur en 59 minuten", "9 hours and 59 minutes left"),
    (timedelta(hours=1), "nog 1 uur", "1 hour left"),
    (timedelta(hours=1, minutes=1), "nog 1 uur en 1 minuut", "1 hour and 1 minute left"),
    (timedelta(minutes=5), "nog 5 minuten", "5 minutes left"),
    (timedelta(0), "nog 0 minuten", "0 minutes left"),
    (timedelta(minutes=-4), "4 minuten te laat", "4 minutes overdue"),
    (timedelta(hours=-80, minutes=-30), "80 uur te laat", "80 hours overdue"),
]


@pytest.mark.parametrize(("left", "dutch", "english"), TERMS)
def test_a_term_is_said_in_plain_words(left: timedelta, dutch: str, english: str) -> None:
    assert (clock_words(left, "nl"), clock_words(left, "en")) == (dutch, english)
