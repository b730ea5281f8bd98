"""Preventive measures and their dates, as officers type them (J2, K4)."""

from datetime import date

import pytest

from register_store.review_dates import Measure, measures_in

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("vier ogen bij verzending, maart 2027", date(2027, 3, 31)),
        ("vier ogen bij verzending voor 1 maart 2027", date(2027, 3, 1)),
        ("review op 31-12-2026", date(2026, 12, 31)),
        ("review op 1/2/2027 door de FG", date(2027, 2, 1)),
        ("patch 2027-01-15", date(2027, 1, 15)),
        ("training uiterlijk januari", date(2027, 1, 31)),
        ("training before February", date(2027, 2, 28)),
        ("training 4 jan.", date(2027, 1, 4)),
        ("audit q2 2027", date(2027, 6, 30)),
        ("audit kwartaal 1 2028", date(2028, 3, 31)),
        ("controle feb 2028", date(2028, 2, 29)),
        ("we may train people", None),
        ("procedure aangepast", None),
        ("op 31 februari 2027", date(2027, 2, 28)),
        ("gebeld met 0492-370087", None),
        ("versie 1.2.3 geplaatst", None),
        ("eerst 31-02-2027, anders 1-3-2027", date(2027, 3, 1)),
    ],
)
def test_the_date_of_a_measure(text: str, due: date | None) -> None:
    assert [measure.due for measure in measures_in(text, MONDAY)] == [due]


@pytest.mark.parametrize(
    ("text", "done"),
    [("vier ogen, gedaan", True), ("patched, done", True), ("klaarzetten lijst", False), ("undone list", False)],
)
def test_what_is_done_says_so(text: str, done: bool) -> None:
    assert [measure.is_done for measure in measures_in(text, MONDAY)] == [done]


def test_every_line_is_a_measure() -> None:
    text = "vier ogen, maart 2027; enveloppen controleren\n\ntraining op 4-1-2027 gedaan"
    assert list(measures_in(text, MONDAY)) == [
        Measure(due=date(2027, 3, 31), is_done=False),
        Measure(due=None, is_done=False),
        Measure(due=date(2027, 1, 4), is_done=True),
    ]


def test_a_text_without_end_is_read_in_part() -> None:
    assert len(list(measures_in("1 maart " * 200_000, MONDAY))) == 1
