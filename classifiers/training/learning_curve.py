"""How the words' model grows with its corpus: would more mails help?"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from classifiers.examine import Examiner, calibrations_in
from classifiers.text_model import TextModel
from classifiers.training.corpus import CorpusMail
from classifiers.training.fit import read_all, train_pipeline
from classifiers.training.scores import Scores, scores_of
from classifiers.training.train import judge_all

SHARES = (0.125, 0.25, 0.5, 1.0)


def learning_curve(
    learnt: Sequence[CorpusMail], asked: Sequence[CorpusMail], model_folder: Path, shares: Sequence[float] = SHARES
) -> list[tuple[int, Scores]]:
    """Number of mails -> what a model taught by so many makes of mails it never saw; without the encoder.

    Smaller corpora are parts of the larger ones. The numbers are weighed as in the model of this folder.
    """
    calibrations = replace(calibrations_in(model_folder), heard=None)
    mixed = sorted(learnt, key=lambda mail: hashlib.sha256(mail.id.encode()).digest())
    readings = read_all(mixed)
    curve = []
    for share in shares:
        count = max(1, round(len(mixed) * share))
        model = TextModel(train_pipeline(mixed[:count], readings[:count]))
        curve.append((count, scores_of(judge_all(Examiner(model, calibrations), asked))))
    return curve
