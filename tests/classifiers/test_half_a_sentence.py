"""Of half a sentence neither reader knows much: both count alike, and what both hold up stays."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from classifiers.examine import MODEL, Examiner, calibrations_in
from classifiers.text_encoder import Heard
from classifiers.text_model import TextModel
from classifiers.words import SenderFacts, Words
from register_store.findings import BreachKind, DataKind, Verdict


@dataclass(frozen=True)
class Hears:
    """An encoder that makes the same of every text."""

    odds: float

    def hear(self, texts: Sequence[str]) -> list[Heard]:
        kinds, data = dict.fromkeys(BreachKind, -2.0), dict.fromkeys(DataKind, -6.0)
        return [Heard(report=self.odds, kinds=kinds, data=data) for _ in texts]


@pytest.fixture(scope="module")
def model() -> TextModel:
    return TextModel.load(MODEL / "pipeline")


def verdict(model: TextModel, text: str, odds: float) -> Verdict:
    examiner = Examiner(model, calibrations_in(MODEL), lambda: Hears(odds))
    return examiner.examine(Words(subject="", own=text, whole=text), (), SenderFacts()).verdict


@pytest.mark.parametrize("text", ["Kreeg die van Odilia erbij.", "Got hers in mine.", "Sein Zettel lag dabei."])
def test_what_is_heard_counts_and_what_is_not(model: TextModel, text: str) -> None:
    assert verdict(model, text, 4.0) is not Verdict.ORDINARY
    assert verdict(model, text, -6.0) is Verdict.ORDINARY


def test_an_encoder_alone_makes_no_report(model: TextModel) -> None:
    assert verdict(model, "Sleutel kwijt.", 5.0) is Verdict.DOUBT


def test_what_both_hold_up_stays(model: TextModel) -> None:
    assert verdict(model, "Hierbij meld ik een datalek.", -9.0) is Verdict.DOUBT
