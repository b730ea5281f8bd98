"""Trains the spaCy pipeline and fits the calibration on top of it."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.training import Example
from thinc.api import fix_random_seed

from classifiers.close_reading import CloseReading, ReadSentence, passage_marks, read_closely
from classifiers.clue_rules import load_clue_rules
from classifiers.text_model import PIPES, TextModel, blank_pipeline, marks_doc
from classifiers.training.corpus import CorpusMail, Label
from classifiers.training.own_mails import without_single_words
from classifiers.words import Words

SEED = 2018_05_25  #: any constant; this one is the day the GDPR came into force
EPOCHS = {"mail": 8, "sentence": 8, "kind": 12}
#: slow for two classes (few mails, many words: fast learning remembers names), faster for eleven
RATES = {"mail": 0.0004, "sentence": 0.0004, "kind": 0.001}
BATCH = 16
CHAT_EVERY = 2
FEW_SENTENCES = 4  #: less than this left over is a greeting and a name
RIDGE = 1.0  #: keeps the calibration's weights small: it is fitted on a few hundred mails

Marked = tuple[Sequence[str], str]


def words_of(mail: CorpusMail) -> Words:
    """A corpus mail as the reading hop would hand it over."""
    return Words(subject=mail.subject, own=mail.text, whole=mail.text)


def read_all(mails: Sequence[CorpusMail]) -> list[CloseReading]:
    """The close reading of every mail; needs no training."""
    reader = TextModel(blank_pipeline())
    rules = load_clue_rules()
    return [read_closely(words_of(mail), reader, rules) for mail in mails]


def train_pipeline(mails: Sequence[CorpusMail], readings: Sequence[CloseReading]) -> Language:
    """A trained pipeline; the same mails give the same weights."""
    fix_random_seed(SEED)
    pipeline = blank_pipeline()
    pairs = list(zip(mails, without_single_words(mails, readings), strict=True))
    train_pipe(pipeline, "mail", list(_mail_examples(pairs)))
    train_pipe(pipeline, "sentence", list(_sentence_examples(pairs)))
    train_pipe(pipeline, "kind", list(_kind_examples(pairs)))
    return pipeline


def fit_calibration(values: NDArray[np.float64], is_report: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic regression by Newton's method; the last weight is the constant."""
    columns = np.hstack([values, np.ones((len(values), 1))])
    weights = np.zeros(columns.shape[1])
    ridge = np.full(columns.shape[1], RIDGE)
    ridge[-1] = 1e-6
    for _ in range(30):
        chances = 1 / (1 + np.exp(-columns @ weights))
        gradient = columns.T @ (chances - is_report) + ridge * weights
        curvature = (columns.T * (chances * (1 - chances))) @ columns + np.diag(ridge)
        weights = weights - np.linalg.solve(curvature, gradient)
    return weights


def train_pipe(pipeline: Language, name: str, marked: list[Marked]) -> None:
    """Trains one categoriser of an untrained pipeline."""
    labels = PIPES[name]
    untyped: Any = pipeline
    pipe = untyped.get_pipe(name)
    examples = []
    for marks, label in marked:
        cats = {each: float(each == label) for each in labels}
        doc = marks_doc(pipeline, marks)
        examples.append(Example.from_dict(doc, {"cats": cats}))
    pipe.initialize(lambda: examples[:50], nlp=pipeline, labels=labels)
    optimizer = untyped.create_optimizer()
    optimizer.learn_rate = RATES[name]
    shuffled = random.Random(SEED)  # noqa: S311  no secret: the same order every time
    for _ in range(EPOCHS[name]):
        shuffled.shuffle(examples)
        for start in range(0, len(examples), BATCH):
            pipe.update(examples[start : start + BATCH], sgd=optimizer, drop=0.0)


def _mail_examples(pairs: Sequence[tuple[CorpusMail, CloseReading]]) -> Iterator[Marked]:
    """Whole mails, and of every second report what is left without its telling sentences: mere chat.

    Written reports are chattier than written ordinary mail. Without this the model takes any story for a report
    (measured on old mailing lists); with it for every report, it misses the event in long stories.
    """
    reports = 0
    for mail, reading in pairs:
        if mail.label is not Label.DOUBT:
            yield reading.mail_marks(), mail.label.value
        if mail.label is Label.REPORT and mail.telling:
            reports += 1
            rest = _untold(mail, reading)
            if len(rest) >= FEW_SENTENCES and reports % CHAT_EVERY == 0:
                yield passage_marks(rest), "other"


def _untold(mail: CorpusMail, reading: CloseReading) -> list[ReadSentence]:
    """The sentences that are not marked as telling."""
    marked = " ".join(" ".join(mail.telling).split())
    return [each for each in reading.sentences if each.text[:40] not in marked]


def _sentence_examples(pairs: Sequence[tuple[CorpusMail, CloseReading]]) -> Iterator[Marked]:
    """Telling sentences against all sentences of ordinary mail; the rest of a report teaches nothing."""
    for mail, reading in pairs:
        telling = " ".join(" ".join(mail.telling).split())
        for sentence in reading.sentences:
            if len(sentence.words) < 3:
                continue
            if mail.label is Label.OTHER:
                yield sentence.marks, "other"
            elif sentence.text.strip(" .!?") and sentence.text[:40] in telling:
                yield sentence.marks, "report"
                yield sentence.marks, "report"


def _kind_examples(pairs: Sequence[tuple[CorpusMail, CloseReading]]) -> Iterator[Marked]:
    """What happened is told by the telling sentences, and by the whole; rare kinds are shown more often."""
    frequency = Counter(mail.kind for mail, _ in pairs if mail.kind)
    for mail, reading in pairs:
        if mail.kind is None:
            continue
        telling = " ".join(" ".join(mail.telling).split())
        passage = [each for each in reading.sentences if each.text[:40] in telling and len(each.words) > 2]
        for _ in range(max(1, round(max(frequency.values()) / frequency[mail.kind]))):
            for sentence in passage:
                yield sentence.marks, mail.kind.value
            if passage:
                yield passage_marks(passage), mail.kind.value
            yield reading.mail_marks(), mail.kind.value
