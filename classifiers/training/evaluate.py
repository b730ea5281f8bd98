"""Judges a trained model on the test batches it never saw."""

from pathlib import Path

from classifiers.examine import load_examiner
from classifiers.training.corpus import is_test, read_corpus
from classifiers.training.pairs import read_pairs
from classifiers.training.table import scores_table
from classifiers.training.train import cross_validate, judge_all


def evaluate(corpus_folder: Path, model_folder: Path) -> str:
    """The tables for the test batches; without those, by cross-validation over the training batches."""
    mails = read_corpus(corpus_folder)
    examination = [mail for mail in mails if is_test(mail.batch)]
    if not examination:
        return scores_table(cross_validate(mails, model_folder, read_pairs(corpus_folder)))
    table = scores_table(judge_all(load_examiner(model_folder), examination))
    return table.replace(
        "Every mail was judged by a model trained and calibrated without its batch.",
        "The test batches, never trained on.",
    )
