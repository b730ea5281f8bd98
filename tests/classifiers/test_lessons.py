"""What an epoch shows an encoder of each mail."""

import random
from dataclasses import replace

import pytest

from classifiers.training.adapting.lessons import Lesson, Pupil, lessons_of, texts_shown, with_telling
from classifiers.training.corpus import CORPUS_FOLDER, CorpusMail, Label, read_batch

MAILS = read_batch(CORPUS_FOLDER / "b01.txt")
WHOLE, TELLING, DULL, SCARY, CALM = (1,), (2,), (3,), (4,), (5,)


def the_first(label: Label, level: str) -> CorpusMail:
    return next(mail for mail in MAILS if mail.label is label and mail.level == level)


def pupil_of(mail: CorpusMail) -> Pupil:
    return Pupil(mail, WHOLE, (TELLING,) if mail.label is Label.REPORT else (), (DULL, SCARY, CALM))


def shown(pupil: Pupil) -> list[tuple[tuple[int, ...], float]]:
    return [(each.tokens, each.report) for each in lessons_of([pupil], random.Random(1))]


def test_a_report_is_shown_whole_and_by_what_it_tells() -> None:
    assert shown(pupil_of(the_first(Label.REPORT, "hard"))) == [(WHOLE, 1.0), (TELLING, 1.0)]


def test_a_hard_ordinary_mail_is_shown_only_whole_its_passages_may_alone_be_reports() -> None:
    pupil = pupil_of(the_first(Label.OTHER, "hard"))
    assert shown(pupil) == [(WHOLE, 0.0)]
    assert texts_shown(pupil) == (WHOLE,)


def test_an_easy_one_also_by_a_passage_that_sounds_most_like_a_report() -> None:
    pupil = with_telling(pupil_of(the_first(Label.OTHER, "easy")), {DULL: -5.0, SCARY: 2.0, CALM: -9.0})
    assert set(pupil.passages) == {SCARY, DULL}
    (_, (passage, truth)) = shown(pupil)
    assert passage in {SCARY, DULL}
    assert truth == 0.0


def test_a_doubt_teaches_half() -> None:
    assert shown(pupil_of(the_first(Label.DOUBT, "hard"))) == [(WHOLE, 0.5)]


@pytest.mark.parametrize("is_marked", [True, False])
def test_kinds_of_data_are_taught_where_somebody_marked_them(is_marked: bool) -> None:
    mail = replace(the_first(Label.REPORT, "hard"), is_data_marked=is_marked)
    whole: Lesson = lessons_of([pupil_of(mail)], random.Random(1))[0]
    assert bool(whole.data) == is_marked
