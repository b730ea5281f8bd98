"""Words and an encoder are weighed together, by what each was worth on mails that neither had met."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from classifiers.breach_report import Calibration
from classifiers.examine import MODEL, Calibrations, Examiner, calibrations_in
from classifiers.report_features import NAMES, NAMES_HEARD
from classifiers.text_encoder import Heard
from classifiers.text_model import TextModel
from classifiers.training.corpus import CORPUS_FOLDER, CorpusMail, Label, read_batch
from classifiers.training.train import Unseen, _as_json, _weights_of_data
from classifiers.weighed_data import DataWeights, kinds_weighed
from classifiers.words import SenderFacts, Words
from register_store.findings import BreachKind, DataKind

ALIKE = DataWeights(named=2.0, heard=1.0, constant=-1.0)


class Hears:
    """An encoder that hears the same in every text: surely a report, and these kinds of data."""

    def __init__(self, *kinds: DataKind) -> None:
        self._kinds = kinds

    def hear(self, texts: Sequence[str]) -> list[Heard]:
        data = {kind: 6.0 if kind in self._kinds else -6.0 for kind in DataKind}
        return [Heard(report=6.0, kinds=dict.fromkeys(BreachKind, -2.0), data=data) for _ in texts]


@pytest.fixture(scope="module")
def model() -> TextModel:
    return TextModel.load(MODEL / "pipeline")


def kinds_in(model: TextModel, text: str, *heard: DataKind, weights: DataWeights | None = ALIKE) -> set[DataKind]:
    calibrations = replace(calibrations_in(MODEL), data_weights=dict.fromkeys(DataKind, weights) if weights else {})
    examiner = Examiner(model, calibrations, lambda: Hears(*heard))
    said = SenderFacts(is_said_to_report=True)  # not the verdict is looked at here
    return set(examiner.examine(Words(subject="", own=text, whole=text), (), said).personal_data)


def test_what_is_heard_stands_in_the_findings(model: TextModel) -> None:
    text = "Jullie hebben aan mijn ex verteld dat zij niet meer op haar benen kan staan, en hoe dat komt."
    assert kinds_in(model, text, DataKind.NAME, DataKind.HEALTH) == {DataKind.NAME, DataKind.HEALTH}


def test_half_a_sentence_is_judged_by_its_words(model: TextModel) -> None:
    assert DataKind.CRIMINAL not in kinds_in(model, "Zijn loonstrook gezien.", DataKind.CRIMINAL)
    longer = "Zijn loonstrook gezien, die lag gewoon op de balie bij jullie."
    assert DataKind.CRIMINAL in kinds_in(model, longer, DataKind.CRIMINAL)


def test_without_weights_words_decide(model: TextModel) -> None:
    text = "In mijn envelop zat ook de loonstrook van de buurvrouw, met haar naam."
    assert kinds_in(model, text, weights=None) == {DataKind.NAME, DataKind.FINANCIAL}
    assert kinds_weighed({DataKind.HEALTH}, {}, {DataKind.HEALTH: ALIKE}) == {DataKind.HEALTH}


def numbers(mails: Sequence[CorpusMail], model: Any = None) -> list[Unseen]:
    """Of the health of people an encoder always hears rightly; words name it in every mail."""
    heard = [{kind: 3.0 if kind in mail.data else -3.0 for kind in DataKind} for mail in mails]
    named = frozenset({DataKind.HEALTH})
    return [Unseen(alone=(), heard=None, data_named=named, data_heard=each, model=model) for each in heard]


@pytest.fixture(scope="module")
def mails() -> tuple[CorpusMail, ...]:
    return read_batch(CORPUS_FOLDER / "b01.txt")


def test_who_is_right_more_often_counts_more(mails: tuple[CorpusMail, ...]) -> None:
    weights = _weights_of_data(mails, numbers(mails))[DataKind.HEALTH]
    assert weights.is_exposed(is_named=True, heard=3.0)
    assert not weights.is_exposed(is_named=True, heard=-3.0)


def test_only_reports_of_which_somebody_marked_the_data_teach_it(mails: tuple[CorpusMail, ...]) -> None:
    others = [mail for mail in mails if mail.label is not Label.REPORT]
    unmarked = [replace(mail, is_data_marked=False) for mail in mails if mail.label is Label.REPORT]
    assert _weights_of_data([*others, *unmarked], numbers([*others, *unmarked])) == {}


def test_weights_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    zeros = Calibration(weights=(0.0,) * len(NAMES), constant=0.0)
    heard = Calibration(weights=(0.0,) * len(NAMES_HEARD), constant=0.0)
    for weights in (dict.fromkeys(DataKind, ALIKE), {}):
        written = Calibrations(alone=zeros, heard=heard, data_weights=weights)
        (tmp_path / "calibration.json").write_text(json.dumps(_as_json(written)), encoding="utf-8")
        assert calibrations_in(tmp_path).data_weights == weights
