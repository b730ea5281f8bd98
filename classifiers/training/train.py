"""Trains the model from the corpus and writes it with its scores; the same corpus gives the same model."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifiers.breach_report import Calibration
from classifiers.close_reading import CloseReading
from classifiers.examine import Examiner
from classifiers.report_features import NAMES, Features, features_of
from classifiers.text_model import TextModel
from classifiers.training.corpus import CorpusMail, Label, corpus_hash, is_test, read_corpus
from classifiers.training.fit import fit_calibration, read_all, train_pipeline, words_of
from classifiers.training.scores import Judged, Scores, scores_of
from classifiers.training.table import scores_table
from classifiers.words import SenderFacts

VERSION = 1  #: of the model's form; raise it when features or pipes change


def train(corpus_folder: Path, out_folder: Path) -> Scores:
    """Trains on all training batches; the scores come from batches left out in turn."""
    mails = tuple(mail for mail in read_corpus(corpus_folder) if not is_test(mail.batch))
    readings = read_all(mails)
    unseen = _features_unseen(mails, readings)
    judged = _judge_unseen(mails, unseen)
    pipeline = train_pipeline(mails, readings)
    out_folder.mkdir(parents=True, exist_ok=True)
    pipeline.to_disk(out_folder / "pipeline", exclude=["vocab", "tokenizer"])
    calibration = _calibrate(mails, [features for features, _ in unseen])
    weights = dict(zip(NAMES, calibration.weights, strict=True))
    _write_json(out_folder / "calibration.json", {"weights": weights, "constant": calibration.constant})
    scores = scores_of(judged)
    _write_json(
        out_folder / "meta.json",
        {
            "version": VERSION,
            "corpus_sha256": corpus_hash(corpus_folder),
            "mails": len(mails),
            "scores": asdict(scores),
        },
    )
    (out_folder / "scores.md").write_text(scores_table(judged), encoding="utf-8")
    return scores


def cross_validate(mails: Sequence[CorpusMail]) -> list[Judged]:
    """What the whole examiner finds in each mail, trained and calibrated without its batch."""
    return _judge_unseen(mails, _features_unseen(mails, read_all(mails)))


def judge_all(examiner: Examiner, mails: Sequence[CorpusMail]) -> list[Judged]:
    """What this examiner finds in each mail."""
    judged = []
    for mail in mails:
        findings = examiner.examine(words_of(mail), (), SenderFacts(is_internal=mail.is_internal))
        judged.append(
            Judged(
                mail=mail,
                verdict=findings.verdict,
                probability=findings.probability,
                kind=findings.kind,
                personal_data=findings.personal_data,
                affected_count=findings.affected_count,
            )
        )
    return judged


Unseen = tuple[Features, TextModel]


def _features_unseen(mails: Sequence[CorpusMail], readings: Sequence[CloseReading]) -> list[Unseen]:
    """The features of each mail by a model that has not seen its batch, and that model."""
    models = {}
    for batch in sorted({mail.batch for mail in mails}):
        kept = [(mail, reading) for mail, reading in zip(mails, readings, strict=True) if mail.batch != batch]
        models[batch] = TextModel(train_pipeline([mail for mail, _ in kept], [reading for _, reading in kept]))
    return [
        (features_of(reading, models[mail.batch]), models[mail.batch])
        for mail, reading in zip(mails, readings, strict=True)
    ]


def _judge_unseen(mails: Sequence[CorpusMail], unseen: Sequence[Unseen]) -> list[Judged]:
    judged: list[Judged] = []
    for batch in sorted({mail.batch for mail in mails}):
        inside = [place for place, mail in enumerate(mails) if mail.batch == batch]
        outside = [place for place, mail in enumerate(mails) if mail.batch != batch]
        calibration = _calibrate([mails[place] for place in outside], [unseen[place][0] for place in outside])
        examiner = Examiner(unseen[inside[0]][1], calibration)
        judged += judge_all(examiner, [mails[place] for place in inside])
    return judged


def _calibrate(mails: Sequence[CorpusMail], features: Sequence[Features]) -> Calibration:
    clear = [place for place, mail in enumerate(mails) if mail.label is not Label.DOUBT]
    values = np.array([features[place].values for place in clear])
    is_report = np.array([float(mails[place].label is Label.REPORT) for place in clear])
    weights: NDArray[np.float64] = fit_calibration(values, is_report)
    rounded = [round(float(weight), 6) for weight in weights]
    return Calibration(weights=tuple(rounded[:-1]), constant=rounded[-1])


def _write_json(path: Path, plain: dict[str, object]) -> None:
    path.write_text(json.dumps(plain, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
