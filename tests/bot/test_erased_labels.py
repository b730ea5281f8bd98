"""What was learnt of a case goes with it: no word of it in the database's files, nor in a model trained afterwards."""

from pathlib import Path

import pytest
from conftest import SettableClock
from house import House
from lexical import lexical_reader
from mails import a_mail
from officer_talk import commands
from sqlalchemy import select

from bot.direct_reader import DirectReader
from bot.retention_round import erase_due
from bot.train_command import _own_mail
from classifiers.training.corpus import CORPUS_FOLDER, is_test, read_corpus
from classifiers.training.fit import read_all, train_pipeline
from classifiers.training.own_mails import as_corpus
from classifiers.training.train import train_with
from register_store.case import CaseState
from register_store.labels import Label
from register_store.tables import labels

#: A word that neither the corpus nor any mask knows.
WORD = "knarrenbak"
FINDERS = ("tjeerd@buurt.example", "aafke@buurt.example", "wiebe@buurt.example")
REPORTS = (
    "Vandaag kreeg ik van u een envelop met de loonstrook van een andere medewerker, bezorgd bij de Knarrenbak.",
    "Bij de Knarrenbak lag post van jullie met het dossier van iemand die ik niet ken, geopend en wel.",
    "Ik zie bij ons op de Knarrenbak in het portaal de gegevens van een andere bewoner, met naam en adres.",
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> DirectReader:
    return lexical_reader(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for name in ("b01.txt", "b02.txt"):
        head, *mails = (CORPUS_FOLDER / name).read_text(encoding="utf-8").split("\n--- ")
        (folder / name).write_text("\n--- ".join([head, *mails[:6]]) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def house(house: House) -> House:
    """Three people reported with the same word, and officers closed their cases."""
    for sender, text in zip(FINDERS, REPORTS, strict=True):
        house.receives(a_mail(text, sender=sender, subject="verkeerd bezorgd"))
        commands(house, "OPPAKKEN\nBEVESTIG: verkeerd bezorgd")
        commands(
            house, "AP GEMELD 2026-1187 vandaag 08:30 op tijd gemeld\nGEINFORMEERD 1, telefoon, vandaag, uit voorzorg"
        )
        commands(house, "GEGEVENS: naam\nHOE: verkeerd bezorgd\nGEVOLGEN: kleine kans op fraude\nMAATREGEL: opgehaald")
        commands(house, "SLUIT: een tweede kijkt mee")
        assert house.cases()[-1].state is CaseState.CLOSED
        house.rounds.turn()
    return house


def learnable(house: House) -> list[Label]:
    with house.bookcase.transaction() as books:
        return books.labels.learnable()


def in_files(house: House, folder: Path, words: list[bytes]) -> list[str]:
    """The files below this folder in which one of these stands, the database's older pages included."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(word in path.read_bytes() for word in words)]


def erase(house: House, clock: SettableClock) -> None:
    clock.forward(days=4000)
    erase_due(house.office)


def sealed_words(house: House) -> list[bytes]:
    with house.database.transaction() as connection:
        return [bytes(each) for each in connection.execute(select(labels.c.words)).scalars()]


def test_no_word_is_left_in_the_database_not_even_sealed(house: House, clock: SettableClock, tmp_path: Path) -> None:
    assert [WORD in (label.words.text.lower() if label.words else "") for label in learnable(house)] == [True] * 3
    sealed = [each[-40:] for each in sealed_words(house)]
    assert in_files(house, tmp_path, sealed) != []
    erase(house, clock)
    with house.database.transaction() as connection:
        assert connection.execute(select(labels)).first() is None
    assert in_files(house, tmp_path, [*sealed, WORD.encode(), WORD.title().encode()]) == []


def weights(corpus: Path, decided: list[Label]) -> bytes:
    mails = (
        *(mail for mail in read_corpus(corpus) if not is_test(mail.batch)),
        *as_corpus(map(_own_mail, decided)),
    )
    return train_pipeline(mails, read_all(mails)).to_bytes(exclude=["vocab", "tokenizer"])


def test_a_model_trained_afterwards_is_as_if_the_cases_never_were(
    house: House, clock: SettableClock, small_corpus: Path, tmp_path: Path
) -> None:
    taught = learnable(house)
    never = weights(small_corpus, [])
    assert weights(small_corpus, taught) != never, "what three people wrote is learnt"
    erase(house, clock)
    assert learnable(house) == []
    assert weights(small_corpus, learnable(house)) == never


def test_a_model_that_learnt_a_word_does_not_spell_it(house: House, small_corpus: Path, tmp_path: Path) -> None:
    """Weights are hashed: the files of a model that learnt of cases hold no word of them."""
    out = tmp_path / "model"
    train_with(as_corpus(map(_own_mail, learnable(house))), small_corpus, tmp_path, out)
    assert in_files(house, out, [WORD.encode(), WORD.title().encode(), WORD[:5].encode() + b"~"]) == []
