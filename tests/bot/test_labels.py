"""What officers decide is kept to learn from: masked, sealed, and gone with the case."""

from pathlib import Path

import pytest
from conftest import SettableClock
from house import House
from lexical import lexical_reader
from mails import a_mail
from officer_talk import commands
from sqlalchemy import select

from bot.direct_reader import DirectReader
from bot.label_round import labelled_words
from bot.retention_round import erase_due
from classifiers.words import Words
from register_store.labels import Decision, Label
from register_store.tables import labels

REPORT = (
    "Goedemiddag, vandaag kreeg ik van u een envelop met daarin de loonstrook van een andere medewerker, "
    "mevrouw Zwartendijk-Ploeger. Mijn nummer is 06 12345678. Wat moet ik ermee doen?\n\nGroet, Tjeerd Wouda"
)
#: Words of the mail that point at somebody.
OF_PEOPLE = ("Zwartendijk", "12345678", "Tjeerd", "Wouda")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> DirectReader:
    return lexical_reader(tmp_path_factory.mktemp("model"))


@pytest.fixture
def house(tmp_path: Path, clock: SettableClock, reader: DirectReader) -> House:
    house = House(tmp_path, clock, reader=reader)
    house.start()
    house.receives(a_mail(REPORT, subject="verkeerde brief"))
    return house


def learnable(house: House) -> list[Label]:
    house.rounds.turn()
    with house.bookcase.transaction() as books:
        return books.labels.learnable()


@pytest.mark.parametrize(
    ("command", "decision"),
    [
        ("BEVESTIG", Decision.REPORT),
        ("GEEN DATALEK: de loonstrook was van hemzelf", Decision.NO_BREACH),
    ],
)
def test_a_decision_is_kept_with_the_masked_words_it_was_about(house: House, command: str, decision: Decision) -> None:
    commands(house, command)
    (label,) = learnable(house)
    assert (label.decision, label.before, label.reference) == (decision, "report", house.cases()[0].reference)
    assert label.words is not None
    assert "loonstrook van een andere medewerker" in label.words.text
    assert label.words.subject == "verkeerde brief"
    assert not [word for word in OF_PEOPLE if word in label.words.text]


def test_in_the_database_the_words_are_sealed(house: House) -> None:
    commands(house, "BEVESTIG")
    house.rounds.turn()
    with house.database.transaction() as connection:
        (sealed,) = connection.execute(select(labels.c.words)).scalars()
    assert sealed.startswith(b"MPE1")
    assert b"loonstrook" not in sealed


def test_the_newest_decision_about_a_mail_counts(house: House, clock: SettableClock) -> None:
    commands(house, "BEVESTIG")
    clock.forward(hours=1)
    commands(house, "HEROPEN: toch niet zeker")
    clock.forward(hours=1)
    commands(house, "GEEN DATALEK: het was zijn eigen loonstrook")
    assert [label.decision for label in learnable(house)] == [Decision.NO_BREACH]


def test_what_is_taken_back_teaches_nothing(house: House, clock: SettableClock) -> None:
    commands(house, "BEVESTIG")
    clock.forward(minutes=5)
    commands(house, "HERSTEL")
    assert learnable(house) == []


def test_notes_and_values_teach_nothing(house: House) -> None:
    commands(house, "OPPAKKEN\nHOE: verkeerde envelop")
    assert learnable(house) == []


def test_with_the_finder_the_label_is_erased(house: House, clock: SettableClock) -> None:
    commands(house, "GEEN DATALEK: het was zijn eigen loonstrook")
    assert learnable(house)
    clock.forward(days=91)
    erase_due(house.office)
    assert learnable(house), "the originals go first"
    clock.forward(days=366)
    erase_due(house.office)
    with house.database.transaction() as connection:
        assert connection.execute(select(labels)).first() is None


def test_a_case_without_a_mail_is_asked_once_for_its_words(house: House) -> None:
    commands(house, "NIEUW: mevrouw belde, haar map met dossiers van cliënten is gestolen")
    house.rounds.turn()
    commands(house, "BEVESTIG")
    assert learnable(house) == []
    with house.bookcase.transaction() as books:
        assert books.labels.wordless() == []


def test_attachments_and_forwarded_mails_are_learnt_from_too() -> None:
    words = labelled_words(
        Words(subject="FW", own="Zie onder.", whole="Zie onder.", forwarded=("Ik zie andermans dossier.",))
    )
    assert words.text == "Zie onder.\n\nIk zie andermans dossier."
