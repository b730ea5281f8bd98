"""The corpus is well formed, without near-duplicates, and the model belongs to it."""

import json
from pathlib import Path

import pytest

import classifiers.training.corpus as corpus_file
from classifiers.examine import MODEL
from classifiers.training.corpus import CorpusError, Label, corpus_hash, is_test, read_batch, read_corpus
from classifiers.training.near_duplicates import near_duplicates
from register_store.findings import BreachKind, DataKind

CORPUS = Path(corpus_file.__file__).parent / "corpus"

ONE = """# batch b09 · author: Test · date: 2026-11-22 · set: train

--- report
id: b09-001
language: nl
kind: misdirected
data: name, health
count: 3
flags: reproduction, internal
level: hard
from: Anja <anja@post.example>
subject: envelop
text:
Beste mensen,

[[In mijn envelop zat ook de brief van de buurvrouw.]] Raar.
"""


def test_a_batch_is_read_key_by_key(tmp_path: Path) -> None:
    path = tmp_path / "b09.txt"
    path.write_text(ONE, encoding="utf-8")
    (mail,) = read_batch(path)
    assert (mail.label, mail.kind, mail.count) == (Label.REPORT, BreachKind.MISDIRECTED, 3)
    assert mail.data == (DataKind.NAME, DataKind.HEALTH)
    assert mail.flags == {"reproduction", "internal"}
    assert mail.telling == ("In mijn envelop zat ook de brief van de buurvrouw.",)
    assert "[[" not in mail.text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("kind: stolen", "kind: misdirected"),
        ("data: shoe_size", "data: name, health"),
        ("flags: loud", "flags: reproduction, internal"),
        ("colour: red", "language: nl"),
        ("--- rapport", "--- report"),
    ],
)
def test_an_error_names_file_and_line(tmp_path: Path, wrong: str, right: str) -> None:
    path = tmp_path / "b09.txt"
    path.write_text(ONE.replace(right, wrong), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"b09\.txt, line \d+"):
        read_batch(path)


def test_a_report_without_a_telling_sentence_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b09.txt"
    path.write_text(ONE.replace("[[", "").replace("]]", ""), encoding="utf-8")
    with pytest.raises(CorpusError, match="telling"):
        read_batch(path)


@pytest.mark.parametrize(("batch", "kept_apart"), [("b01", False), ("b04", False), ("b05", True), ("b10", True)])
def test_every_fifth_batch_is_for_the_examination(batch: str, kept_apart: bool) -> None:
    assert is_test(batch) is kept_apart


def test_no_two_mails_of_the_corpus_are_nearly_the_same() -> None:
    assert near_duplicates(read_corpus(CORPUS)) == ()


def test_a_copied_mail_is_found(tmp_path: Path) -> None:
    path = tmp_path / "b09.txt"
    path.write_text(
        ONE + "\n" + ONE.split("\n\n", 1)[1].replace("b09-001", "b09-002").replace("Raar.", "Vreemd."), encoding="utf-8"
    )
    (pair,) = near_duplicates(read_batch(path))
    assert (pair.first, pair.second) == ("b09-001", "b09-002")


def test_the_model_was_trained_on_this_very_corpus() -> None:
    meta = json.loads((MODEL / "meta.json").read_text(encoding="utf-8"))
    assert meta["corpus_sha256"] == corpus_hash(CORPUS), "the corpus changed: train again"


def test_the_trained_pipeline_is_small() -> None:
    pipeline = [path for path in (MODEL / "pipeline").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in pipeline) < 2_000_000
