"""What was not thrown away is neither in the bin nor destroyed."""

import pytest

from classifiers.close_reading import read_closely
from classifiers.clue_rules import load_clue_rules
from classifiers.text_model import TextModel, blank_pipeline
from classifiers.words import Words


def clues_in(text: str) -> set[str]:
    words = Words(subject="", own=text, whole=text)
    reading = read_closely(words, TextModel(blank_pipeline()), load_clue_rules())
    return {rule.id for sentence in reading.sentences for rule in sentence.clues}


@pytest.mark.parametrize(
    ("thrown_away", "kept"),
    [
        ("Ik heb de brief met de gegevens weggegooid.", "Ik heb de brief met de gegevens nog niet weggegooid."),
        ("The letter with the data was deleted by us.", "The letter with the data was not deleted by us."),
        ("We deleted the letter with the data.", "We haven't deleted the letter with the data."),
        ("Ich habe den Brief mit den Daten gelöscht.", "Ich habe den Brief mit den Daten nicht gelöscht."),
    ],
)
def test_a_denied_deletion_is_no_clue(thrown_away: str, kept: str) -> None:
    assert clues_in(thrown_away) & {"in_the_bin", "data_gone"}
    assert not clues_in(kept) & {"in_the_bin", "data_gone"}
