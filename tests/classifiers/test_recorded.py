"""What an encoder remembers of a mail is never taken for what it hears."""

import json
from pathlib import Path

import pytest

from classifiers.examine import MODEL
from classifiers.heard_mail import passages_of, whole_of
from classifiers.sentences import sentences_of
from classifiers.training.corpus import CORPUS_FOLDER, CorpusMail, Label, read_batch
from classifiers.training.fit import words_of
from classifiers.training.recorded import UNHEARD, recorded_encoder
from classifiers.training.train import train_with
from register_store.findings import BreachKind, DataKind

MAILS = read_batch(CORPUS_FOLDER / "b01.txt")[:12]
LEARNT = MAILS[3]


def record_of(mail: CorpusMail) -> dict[str, list[float]]:
    sentences = sentences_of(words_of(mail))
    heard = 4.0 if mail.label is Label.REPORT else -4.0
    return {
        "heard": [heard] * len([whole_of(sentences), *passages_of(sentences)]),
        "kinds": [-2.0] * len(BreachKind),
        "data": [-1.0] * len(DataKind),
    }


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Every mail was heard before it was learnt, but one."""
    records = {mail.id: None if mail == LEARNT else record_of(mail) for mail in MAILS}
    (tmp_path / UNHEARD).write_text(json.dumps(records), encoding="utf-8")
    (tmp_path / "encoder.npz").symlink_to(MODEL / "encoder.npz")  # hears the pieces of a mail, which nobody records
    return tmp_path


def test_a_mail_without_a_record_is_known(records: Path) -> None:
    encoder = recorded_encoder(records, MAILS)
    assert encoder is not None
    assert [mail for mail in MAILS if encoder.knows(mail)] == [LEARNT]


def test_a_known_mail_teaches_the_words_and_is_not_judged(records: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    head, *mails = (CORPUS_FOLDER / "b01.txt").read_text(encoding="utf-8").split("\n--- ")
    (corpus / "b01.txt").write_text("\n--- ".join([head, *mails[:6]]) + "\n", encoding="utf-8")
    rest = "\n--- ".join([head.replace("batch b01", "batch b02"), *mails[6:12]])
    (corpus / "b02.txt").write_text(rest + "\n", encoding="utf-8")
    judged = train_with((), corpus, records, tmp_path / "model")
    assert {each.mail.id for each in judged} == {mail.id for mail in MAILS} - {LEARNT.id}
    assert json.loads((tmp_path / "model" / "meta.json").read_text())["mails"] == len(MAILS)
