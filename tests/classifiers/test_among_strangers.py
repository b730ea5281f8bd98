"""What an encoder is shown of a telling sentence among sentences that have nothing to do with it."""

import random
from dataclasses import replace

import pytest

from classifiers.heard_mail import LONGEST_PASSAGE
from classifiers.sentences import split
from classifiers.training.adapting.among_strangers import ENOUGH, among_strangers
from classifiers.training.corpus import CORPUS_FOLDER, CorpusMail, Label, read_batch

MAILS = read_batch(CORPUS_FOLDER / "b01.txt")
EASY = {sentence for mail in MAILS if mail.is_easy_other for sentence in split(mail.text)}


@pytest.fixture(scope="module")
def laid() -> dict[str, str]:
    return among_strangers(MAILS, random.Random(1))


def the_first(label: Label) -> CorpusMail:
    return next(mail for mail in MAILS if mail.label is label)


def test_what_a_report_tells_stands_among_sentences_of_easy_mails(laid: dict[str, str]) -> None:
    report = the_first(Label.REPORT)
    told = " ".join(" ".join(report.telling).split())
    before, _, after = laid[report.id].partition(told)
    assert told in laid[report.id]
    assert set(split(before) + split(after)) <= EASY


def test_an_easy_ordinary_mail_is_laid_so_too(laid: dict[str, str]) -> None:
    others = [mail for mail in MAILS if mail.is_easy_other]
    assert all(any(sentence in laid[mail.id] for sentence in split(mail.text)) for mail in others)


def test_a_hard_one_is_not_a_sentence_of_it_may_alone_be_a_report(laid: dict[str, str]) -> None:
    others = [mail for mail in MAILS if mail.label is Label.OTHER and not mail.is_easy_other]
    assert others
    assert not any(mail.id in laid for mail in others)


def test_a_doubt_is_not(laid: dict[str, str]) -> None:
    assert the_first(Label.DOUBT).id not in laid


def test_none_is_longer_than_a_passage_that_is_heard(laid: dict[str, str]) -> None:
    assert max(map(len, laid.values())) <= LONGEST_PASSAGE


def test_a_language_with_few_easy_sentences_borrows_dutch_ones() -> None:
    dutch = {each for mail in MAILS if mail.is_easy_other and mail.language == "nl" for each in split(mail.text)}
    told = "Bana mektup geldi."
    stranger = replace(the_first(Label.REPORT), id="b01-999", language="tr", telling=(told,))
    before, _, after = among_strangers([*MAILS, stranger], random.Random(1))[stranger.id].partition(told)
    assert len(dutch) > ENOUGH
    assert split(before) + split(after)
    assert set(split(before) + split(after)) <= dutch


def test_the_same_chance_lays_the_same(laid: dict[str, str]) -> None:
    assert among_strangers(MAILS, random.Random(1)) == laid
