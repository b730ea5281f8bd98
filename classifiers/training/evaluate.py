"""Judges a trained model on the test batches it never saw."""

from collections.abc import Sequence
from pathlib import Path

from classifiers.examine import load_examiner
from classifiers.training.baselines import CAUGHT, bag_of_words, character_grams, measured
from classifiers.training.corpus import CorpusMail, is_test, read_corpus
from classifiers.training.learning_curve import learning_curve
from classifiers.training.pairs import read_pairs
from classifiers.training.scores import Judged
from classifiers.training.table import scores_table
from classifiers.training.train import cross_validate, judge_all


def evaluate(corpus_folder: Path, model_folder: Path) -> str:
    """The tables for the test batches; without those, by cross-validation over the training batches."""
    mails = read_corpus(corpus_folder)
    examination = [mail for mail in mails if is_test(mail.batch)]
    if not examination:
        return scores_table(cross_validate(mails, model_folder, read_pairs(corpus_folder)))
    judged = judge_all(load_examiner(model_folder), examination)
    table = scores_table(judged).replace(
        "Every mail was judged by a model trained and calibrated without its batch.",
        "The test batches, never trained on.",
    )
    learnt = [mail for mail in mails if not is_test(mail.batch)]
    return "\n".join([table, _beside(learnt, judged), _curve(learnt, examination, model_folder)])


def _beside(learnt: Sequence[CorpusMail], judged: Sequence[Judged]) -> str:
    """The model beside plain methods that learnt from the same mails."""
    asked = [each.mail for each in judged]
    rows = [
        measured("this model", asked, [each.probability for each in judged]),
        measured("spaCy, words of the whole mail", asked, bag_of_words(learnt, asked)),
        measured("TF-IDF of character n-grams", asked, character_grams(learnt, asked)),
    ]
    lines = [f"| method | area under the curve | wrongly called at {CAUGHT:.0%} caught |", "| --- " * 3 + "|"]
    return "\n".join([*lines, *(f"| {row.name} | {row.area:.3f} | {row.wrongly_called:.0%} |" for row in rows)]) + "\n"


def _curve(learnt: Sequence[CorpusMail], asked: Sequence[CorpusMail], model_folder: Path) -> str:
    """What fewer mails would have taught."""
    lines = ["| mails learnt (words alone) | caught | doubt | missed | other: doubt | wrong |", "| --- " * 6 + "|"]
    for count, scores in learning_curve(learnt, asked, model_folder):
        lines.append(
            f"| {count} | {scores.reports_caught} | {scores.reports_doubted} | {scores.reports_missed} "
            f"| {scores.others_doubted} | {scores.others_answered} |"
        )
    return "\n".join(lines) + "\n"
