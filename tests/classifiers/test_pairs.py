"""The pairs are well formed, and no line of them is written twice."""

from collections import Counter
from pathlib import Path

import pytest

from classifiers.training.corpus import CORPUS_FOLDER, CorpusError, Label, corpus_hash
from classifiers.training.pairs import read_pairs
from register_store.findings import BreachKind, DataKind

TWO = """# pairs p01 · author: Test · date: 2026-11-22 · set: train

= nl misdirected
+ In mijn envelop zat ook de brief van de buurvrouw.
- In mijn envelop zat mijn brief dubbel.
"""


def written(folder: Path, text: str) -> Path:
    (folder / "p01.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_line_becomes_a_mail_of_one_passage(tmp_path: Path) -> None:
    report, other = read_pairs(written(tmp_path, TWO))
    assert (report.label, report.kind, report.language) == (Label.REPORT, BreachKind.MISDIRECTED, "nl")
    assert report.telling == (report.text,) == ("In mijn envelop zat ook de brief van de buurvrouw.",)
    assert (other.label, other.kind, other.telling) == (Label.OTHER, None, ())


def test_of_a_long_line_nobody_knows_which_sentence_tells_it(tmp_path: Path) -> None:
    longer = "Dag allemaal. Ik kom zaterdag. Er is taart. De brief van de buurvrouw zat bij mij in. Tot dan!"
    report, _ = read_pairs(written(tmp_path, TWO.replace("In mijn envelop zat ook de brief van de buurvrouw.", longer)))
    assert (report.text, report.telling) == (longer, ())


@pytest.mark.parametrize(
    ("marks", "data", "is_marked"),
    [("{name, health} ", (DataKind.NAME, DataKind.HEALTH), True), ("{} ", (), True), ("", (), False)],
)
def test_a_report_may_be_marked_with_the_data_it_exposes(
    tmp_path: Path, marks: str, data: tuple[DataKind, ...], is_marked: bool
) -> None:
    report, _ = read_pairs(written(tmp_path, TWO.replace("+ ", "+ " + marks)))
    assert (report.data, report.is_data_marked) == (data, is_marked)
    assert report.text == "In mijn envelop zat ook de brief van de buurvrouw."


@pytest.mark.parametrize("wrong", ["= nl stolen", "= nl", "* Een regel met een ander teken."])
def test_an_error_names_file_and_line(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(CorpusError, match=r"p01\.txt, line 3"):
        read_pairs(written(tmp_path, TWO.replace("= nl misdirected", wrong)))


@pytest.mark.parametrize(
    "wrong", ["+ {nmae} Een brief.", "+ {Name} Een brief.", "+ {name}Een brief.", "- {name} Een brief."]
)
def test_a_mistyped_mark_is_no_text(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(CorpusError, match=r"p01\.txt, line 4"):
        read_pairs(written(tmp_path, TWO.replace("+ In mijn envelop zat ook de brief van de buurvrouw.", wrong)))


def test_a_pair_that_changes_makes_another_corpus(tmp_path: Path) -> None:
    first = corpus_hash(written(tmp_path, TWO))
    assert corpus_hash(written(tmp_path, TWO.replace("buurvrouw", "buurman"))) != first


def test_no_line_is_written_twice() -> None:
    lines = Counter(" ".join(mail.text.lower().split()) for mail in read_pairs(CORPUS_FOLDER))
    assert [line for line, times in lines.items() if times > 1] == []


def test_reports_and_others_keep_a_balance() -> None:
    labels = Counter(mail.label for mail in read_pairs(CORPUS_FOLDER))
    assert 0.25 < labels[Label.REPORT] / labels.total() < 0.5


def test_all_reports_are_marked_with_the_data_they_expose() -> None:
    assert all(mail.is_data_marked for mail in read_pairs(CORPUS_FOLDER) if mail.label is Label.REPORT)
