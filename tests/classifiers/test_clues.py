"""Which words are a clue, and which, though near to them, are none."""

import pytest

from classifiers.close_reading import read_closely
from classifiers.clue_rules import load_clue_rules
from classifiers.examine import load_examiner
from classifiers.text_model import TextModel, blank_pipeline
from classifiers.words import SenderFacts, Words
from register_store.findings import Verdict


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


ADVERTS = (
    "Order now and make money while you sleep, risk-free!",
    "To be excluded from future mailings reply with the word STOP.",
    "Bestel vandaag nog, zolang de voorraad strekt.",
    "Nur heute: Geld verdienen von der Couch aus.",
    "Gagner de l'argent depuis chez vous n'a jamais été aussi simple : satisfait ou remboursé.",
)


@pytest.mark.parametrize("text", ADVERTS)
def test_what_is_hawked_to_many_speaks_against_a_report(text: str) -> None:
    assert "advert" in clues_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Remove me from this list: you put all our addresses in the cc.",
        "I work from home and my laptop with the client files was stolen.",
        "De camera in de huiskamer is voor iedereen op internet te zien.",
    ],
)
def test_the_words_of_a_cross_finder_do_not(text: str) -> None:
    assert "advert" not in clues_in(text)


def test_no_advert_hides_a_report() -> None:
    report = "In mijn envelop zat ook de loonstrook van mijn buurvrouw, met haar BSN erop. "
    text = report + " ".join(ADVERTS)
    assert (
        load_examiner().examine(Words(subject="", own=text, whole=text), (), SenderFacts()).verdict
        is not Verdict.ORDINARY
    )
