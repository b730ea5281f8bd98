"""What an organisation's officers decided is learnt, and nobody's own words are."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from classifiers.training.corpus import CORPUS_FOLDER, Label, is_test, read_corpus
from classifiers.training.fit import read_all, train_pipeline
from classifiers.training.own_mails import OwnMail, as_corpus, without_single_words
from classifiers.training.renew import Renewal, Tally, renew
from classifiers.training.train import train

THEN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def own(number: int, text: str, *, writer: str = "", label: Label = Label.REPORT) -> OwnMail:
    return OwnMail(
        key=f"key{number}", label=label, subject="vraag", text=text, writer=writer or f"w{number}", decided_at=THEN
    )


@pytest.fixture(scope="module")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few mails of two batches to learn from, and of one to be examined on."""
    folder = tmp_path_factory.mktemp("corpus")
    for name in ("b01.txt", "b02.txt", "b05.txt"):
        head, *mails = (CORPUS_FOLDER / name).read_text(encoding="utf-8").split("\n--- ")
        (folder / name).write_text("\n--- ".join([head, *mails[:8]]) + "\n", encoding="utf-8")
    return folder


def learnt(*mails: OwnMail) -> set[str]:
    """The words that would be learnt of these mails, beside a corpus that knows none of them."""
    corpus = as_corpus(mails)
    return {
        mark
        for reading in without_single_words(corpus, read_all(corpus))
        for sentence in reading.sentences
        for mark in sentence.marks
        if not mark.startswith("§")
    }


def test_a_word_of_one_finder_is_not_learnt_however_often_he_writes_it() -> None:
    mails = [own(number, "De Knarrenbak ging open.", writer="same") for number in range(5)]
    assert not learnt(*mails) & {"knarrenbak", "knarr~"}


def test_a_word_of_several_people_is_learnt() -> None:
    assert "knarrenbak" in learnt(*(own(number, "De Knarrenbak ging open.") for number in range(3)))
    assert "knarrenbak" not in learnt(*(own(number, "De Knarrenbak ging open.") for number in range(2)))


def test_the_names_of_masks_are_no_words() -> None:
    assert not learnt(*(own(number, "Groet, [naam], [telefoon]") for number in range(4))) & {"naam", "telefoon"}


def test_the_model_is_the_same_whatever_one_finder_called_himself(small_corpus: Path) -> None:
    """Nothing of a single word lies anywhere in the weights."""
    corpus = tuple(mail for mail in read_corpus(small_corpus) if not is_test(mail.batch))
    weights = []
    for word in ("Knarrenbak", "Vliexbrum"):
        mails = (*corpus, *as_corpus([own(1, f"Ik zag andermans dossier bij {word}.")]))
        weights.append(train_pipeline(mails, read_all(mails)).to_bytes(exclude=["vocab", "tokenizer"]))
    assert weights[0] == weights[1]


def test_a_new_model_is_compared_on_the_test_batches_and_on_what_is_new(small_corpus: Path, tmp_path: Path) -> None:
    train(small_corpus, tmp_path / "before")
    mails = [own(number, "Ik kan het dossier van een ander zien.") for number in range(3)]
    mails.append(
        replace(own(9, "Wanneer zijn jullie open?", label=Label.OTHER), decided_at=datetime(2025, 1, 1, tzinfo=UTC))
    )
    renewal = renew(
        mails,
        small_corpus,
        tmp_path / "before",
        tmp_path / "after",
        learnt_until=datetime(2025, 6, 1, tzinfo=UTC),
        package=tmp_path / "before",
    )
    assert renewal.labels == 4
    assert [tally.mails for tally in renewal.own] == [3, 3]
    assert renewal.test[0].mails == renewal.test[1].mails > 0
    assert (tmp_path / "after" / "calibration.json").is_file()


def tally(**counts: int) -> Tally:
    return Tally(**{"mails": 100, "missed": 1, "answered": 2, "doubted": 10} | counts)


@pytest.mark.parametrize(
    ("after", "is_better"),
    [
        ({}, True),
        ({"missed": 0}, True),
        ({"doubted": 9}, True),
        ({"missed": 0, "answered": 12}, True),
        ({"missed": 2, "doubted": 0, "answered": 0}, False),
        ({"doubted": 11}, False),
        ({"answered": 3}, False),
        ({"answered": 1, "doubted": 20}, True),
        ({"answered": 1, "doubted": 21}, False),
    ],
)
def test_it_is_taken_only_when_it_is_no_worse_on_both(after: dict[str, int], is_better: bool) -> None:
    same = (tally(), tally())
    changed = (tally(), tally(**after))
    assert Renewal(labels=1, test=changed, own=same).is_better is is_better
    assert Renewal(labels=1, test=same, own=changed).is_better is is_better
