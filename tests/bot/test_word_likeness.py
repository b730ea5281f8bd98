"""Texts of which half is the same are known again; others about the same subject are not."""

import pytest

from bot.word_likeness import BINS, say_the_same, sketch_of

KEY = b"a key of thirty-two bytes ......"
STORY = (
    "Vanmorgen kreeg ik een mail van de planning met als bijlage het overzicht van alle routes van deze week. "
    "Er staan adressen in van oudere mensen in de wijk, met de code van het sleutelkastje en wat ze slikken. "
    "Ik werk daar al twee jaar niet meer en ik vind dat dit niet bij mij hoort te komen."
)
OTHER = (
    "Gisteren vond ik bij de bushalte een map met formulieren van de sportclub, met namen van kinderen erop en de "
    "telefoonnummers van hun ouders. De map ligt nu bij mij thuis op tafel, kan iemand hem komen halen?"
)


def alike(one: str, other: str) -> bool:
    first, second = sketch_of(one, KEY), sketch_of(other, KEY)
    assert first
    assert second
    return say_the_same(first, second)


@pytest.mark.parametrize(
    "other",
    [
        STORY,
        STORY.upper(),
        STORY.replace(". ", ".\n\n> "),
        f"Hallo, dit kreeg ik door van een collega.\n\n{STORY}\n\nGroet, Bo",
        STORY.replace("Vanmorgen", "Vandaag").replace("twee jaar", "drie jaar"),
    ],
)
def test_the_same_story_is_known_again(other: str) -> None:
    assert alike(STORY, other)


def test_another_story_is_not() -> None:
    assert not alike(STORY, OTHER)
    assert not alike(STORY, f"{OTHER} {STORY[:80]}")


def test_who_says_little_has_no_sketch() -> None:
    assert sketch_of("Zie bijlage, dit was niet voor mij.", KEY) is None


def test_a_sketch_depends_on_the_key_and_holds_no_word() -> None:
    first, second = sketch_of(STORY, KEY), sketch_of(STORY, KEY[::-1])
    assert first
    assert second
    assert first != second
    assert len(first) == 4 * BINS
    assert "code" not in first


@pytest.mark.timeout(20)
def test_a_long_text_costs_no_more_than_its_beginning() -> None:
    assert sketch_of("a b c d " * 500_000, KEY)
