"""Training is reproducible and says honestly how good it is."""

from pathlib import Path

import pytest

import classifiers.training.corpus as corpus_file
from classifiers.training.corpus import read_batch
from classifiers.training.evaluate import evaluate
from classifiers.training.train import train

CORPUS = Path(corpus_file.__file__).parent / "corpus"


@pytest.fixture(scope="module")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty mails of two batches."""
    folder = tmp_path_factory.mktemp("corpus")
    for name in ("b01.txt", "b02.txt"):
        head, *mails = (CORPUS / name).read_text(encoding="utf-8").split("\n--- ")
        (folder / name).write_text("\n--- ".join([head, *mails[:15]]) + "\n", encoding="utf-8")
    return folder


def test_the_same_mails_give_the_same_model(small_corpus: Path, tmp_path: Path) -> None:
    first, second = train(small_corpus, tmp_path / "a"), train(small_corpus, tmp_path / "b")
    assert first == second
    for name in ("calibration.json", "meta.json", "scores.md"):
        assert (tmp_path / "a" / name).read_text() == (tmp_path / "b" / name).read_text()
    for pipe in ("mail", "sentence", "kind"):
        weights = Path("pipeline") / pipe / "model"
        assert (tmp_path / "a" / weights).read_bytes() == (tmp_path / "b" / weights).read_bytes()


def test_without_test_batches_evaluation_leaves_each_batch_out_in_turn(small_corpus: Path, tmp_path: Path) -> None:
    table = evaluate(small_corpus, tmp_path)
    assert "30 mails" in table
    assert "Baseline" in table


def test_the_small_corpus_is_a_fair_sample(small_corpus: Path) -> None:
    labels = {mail.label for path in small_corpus.glob("*.txt") for mail in read_batch(path)}
    assert len(labels) >= 2
