"""What plain methods make of the same mails: to know what the rest of the work is worth."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from thinc.api import fix_random_seed

from classifiers.plain_words import plain_words, without_accents
from classifiers.text_model import TextModel, blank_pipeline
from classifiers.training.corpus import CorpusMail, Label
from classifiers.training.fit import SEED, train_pipe

#: Character n-grams of these lengths, hashed into so many buckets.
SHORTEST, LONGEST, BUCKETS = 3, 5, 2**15
EPOCHS, RATE = 12, 0.5
#: Each method is set to catch so many reports; what it then wrongly calls a report is compared.
CAUGHT = 0.95

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """One method on some mails."""

    name: str
    area: float  #: chance that a report is ranked above another mail (area under the ROC curve)
    wrongly_called: float  #: share of other mails called a report when 95 % of the reports are caught


def measured(name: str, mails: Sequence[CorpusMail], scores: Sequence[float]) -> Plain:
    """How well these scores part reports from other mails; mails of which honest people disagree do not count."""
    clear = [(score, mail.label is Label.REPORT) for mail, score in zip(mails, scores, strict=True) if _is_clear(mail)]
    reports = np.array(sorted(score for score, is_report in clear if is_report))
    others = np.array([score for score, is_report in clear if not is_report])
    if not reports.size or not others.size:
        return Plain(name=name, area=0.5, wrongly_called=1.0)
    below = (np.searchsorted(reports, others, "left") + np.searchsorted(reports, others, "right")) / 2
    threshold = reports[int(len(reports) * (1 - CAUGHT))]
    area = 1 - float(below.mean()) / len(reports)
    return Plain(name=name, area=area, wrongly_called=float((others >= threshold).mean()))


def bag_of_words(learnt: Sequence[CorpusMail], asked: Sequence[CorpusMail]) -> list[float]:
    """spaCy's text categoriser on the words of the whole mail, and nothing else."""
    fix_random_seed(SEED)
    pipeline = blank_pipeline()
    train_pipe(pipeline, "mail", [(_words(mail), mail.label.value) for mail in learnt if _is_clear(mail)])
    return [row["report"] for row in TextModel(pipeline).weigh("mail", map(_words, asked))]


def character_grams(learnt: Sequence[CorpusMail], asked: Sequence[CorpusMail]) -> list[float]:
    """TF-IDF of hashed character n-grams, weighed by logistic regression (Adagrad, mail by mail)."""
    clear = [mail for mail in learnt if _is_clear(mail)]
    grams = [_grams(mail) for mail in clear]
    rarity = np.log(len(grams) / (1 + _spread(grams))) + 1
    weights, steps = np.zeros(BUCKETS), np.full(BUCKETS, 1e-6)
    order = np.random.default_rng(SEED)
    for _ in range(EPOCHS):
        for place in order.permutation(len(clear)):
            buckets, values = _weighed(grams[place], rarity)
            error = 1 / (1 + np.exp(-weights[buckets] @ values)) - (clear[place].label is Label.REPORT)
            steps[buckets] += (error * values) ** 2
            weights[buckets] -= RATE * error * values / np.sqrt(steps[buckets])
    return [float(weights[buckets] @ values) for buckets, values in (_weighed(_grams(mail), rarity) for mail in asked)]


def _is_clear(mail: CorpusMail) -> bool:
    return mail.label is not Label.DOUBT


def _words(mail: CorpusMail) -> list[str]:
    return sorted(set(plain_words(f"{mail.subject} {mail.text}")))


def _grams(mail: CorpusMail) -> tuple[NDArray[np.int64], Numbers]:
    """Bucket -> how often, damped."""
    text = f" {' '.join(without_accents(f'{mail.subject} {mail.text}').split())} "
    found = [
        zlib.crc32(text[start : start + length].encode()) % BUCKETS
        for length in range(SHORTEST, LONGEST + 1)
        for start in range(len(text) - length + 1)
    ]
    buckets, counts = np.unique(np.array(found, dtype=np.int64), return_counts=True)
    return buckets, 1 + np.log(counts)


def _spread(grams: Sequence[tuple[NDArray[np.int64], Numbers]]) -> Numbers:
    """In how many mails each bucket occurs."""
    spread = np.zeros(BUCKETS)
    for buckets, _ in grams:
        spread[buckets] += 1
    return spread


def _weighed(grams: tuple[NDArray[np.int64], Numbers], rarity: Numbers) -> tuple[NDArray[np.int64], Numbers]:
    buckets, counts = grams
    values = counts * rarity[buckets]
    return buckets, values / max(float(np.linalg.norm(values)), 1e-9)
