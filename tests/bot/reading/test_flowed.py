"""Soft line breaks of RFC 3676 are undone, hard ones stay."""

from email import message_from_string

import pytest

from bot.reading.flowed import unflowed
from bot.reading.part_content import text_of

PARAGRAPHS = [
    ("HOW: the list went \nto a supplier", "HOW: the list went to a supplier"),
    ("one\ntwo", "one\ntwo"),
    ("one \n\ntwo", "one \n\ntwo"),
    ("> who \n> said it", "> who said it"),
    (">> who \n> said it", ">> who \n> said it"),
    ("> who said \nI did", "> who said \nI did"),
    (" From here\n > mine", "From here\n > mine"),
    ("Yours, \n-- \nKarin", "Yours, \n-- \nKarin"),
    ("-- \nKarin \nofficer", "-- \nKarin officer"),
    ("Van: Anja \nAan: Karin \nOnderwerp: map", "Van: Anja \nAan: Karin \nOnderwerp: map"),
]


@pytest.mark.parametrize(("wire", "seen"), PARAGRAPHS)
def test_a_soft_break_joins_and_a_hard_one_does_not(wire: str, seen: str) -> None:
    assert unflowed(wire) == seen


def test_a_space_that_only_breaks_is_no_part_of_the_word() -> None:
    assert unflowed("per \nsoons \ngegevens", delete_space=True) == "persoonsgegevens"


@pytest.mark.parametrize(
    ("content_type", "seen"),
    [
        ("text/plain; format=flowed", "a b"),
        ('text/plain; charset=utf-8; Format="Flowed"; DelSp=yes', "ab"),
        ("text/plain", "a \nb"),
        ("text/plain; format=fixed", "a \nb"),
    ],
)
def test_only_who_says_so_breaks_softly(content_type: str, seen: str) -> None:
    assert text_of(message_from_string(f"Content-Type: {content_type}\n\na \nb")) == seen
