"""Plain methods stand beside the model, measured alike; a few mails show that they learn at all."""

import pytest

from classifiers.examine import MODEL
from classifiers.training.baselines import bag_of_words, character_grams, measured
from classifiers.training.corpus import CORPUS_FOLDER, CorpusMail, Label, read_batch
from classifiers.training.learning_curve import learning_curve


@pytest.fixture(scope="module")
def mails(tmp_path_factory: pytest.TempPathFactory) -> tuple[CorpusMail, ...]:
    """The first mails of one batch."""
    return tuple(mail for mail in read_batch(CORPUS_FOLDER / "b01.txt")[:24] if mail.label is not Label.DOUBT)


def test_what_parts_reports_from_the_rest_has_all_the_area(mails: tuple[CorpusMail, ...]) -> None:
    right = [float(mail.label is Label.REPORT) for mail in mails]
    assert measured("right", mails, right).area == 1.0
    assert measured("right", mails, right).wrongly_called == 0.0
    assert measured("wrong", mails, [-score for score in right]).area == 0.0
    assert measured("blind", mails, [0.0 for _ in mails]).area == pytest.approx(0.5)
    assert measured("blind", mails, [0.0 for _ in mails]).wrongly_called == 1.0


@pytest.mark.parametrize("method", [bag_of_words, character_grams])
def test_a_plain_method_knows_what_it_learnt_and_says_the_same_twice(method, mails: tuple[CorpusMail, ...]) -> None:  # type: ignore[no-untyped-def]
    scores = method(mails, mails)
    assert measured("learnt", mails, scores).area > 0.9
    assert scores == method(mails, mails)


def test_the_curve_has_a_point_for_every_size(mails: tuple[CorpusMail, ...]) -> None:
    curve = learning_curve(mails, mails[:6], MODEL, shares=(0.25, 1.0))
    assert [count for count, _ in curve] == [round(len(mails) / 4), len(mails)]
    assert all(scores.mails == 6 for _, scores in curve)
