"""Trains the model from the corpus and writes it with its scores; the same corpus gives the same model."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from classifiers.breach_kind import kind_of
from classifiers.breach_report import Calibration
from classifiers.close_reading import CloseReading
from classifiers.examine import Calibrations, Examiner
from classifiers.heard_mail import HeardMail, hear_mail
from classifiers.personal_data import data_exposed
from classifiers.report_features import NAMES, NAMES_HEARD, Weighed, bounded, weigh, with_heard
from classifiers.text_model import TextModel
from classifiers.told_parts import told_of
from classifiers.training.corpus import CorpusMail, Label, corpus_hash, is_test, read_corpus
from classifiers.training.fit import fit_calibration, read_all, train_pipeline, words_of
from classifiers.training.pairs import read_pairs
from classifiers.training.recorded import RecordedEncoder, recorded_encoder
from classifiers.training.scores import Judged, Scores, scores_of
from classifiers.training.table import scores_table
from classifiers.verdict_thresholds import ALONE, HEARD, Thresholds
from classifiers.weighed_data import DataWeights
from classifiers.words import SenderFacts
from register_store.findings import DataKind

VERSION = 2  #: of the model's form; raise it when features or pipes change
FOLDS = 6
MOST_CLUES = 3  #: of a mail, in the scores


def train(corpus_folder: Path, out_folder: Path) -> Scores:
    """Trains on all training batches; the scores come from batches left out in turn."""
    return scores_of(train_with((), corpus_folder, out_folder, out_folder))


def train_with(
    own: Sequence[CorpusMail], corpus_folder: Path, records_folder: Path, out_folder: Path
) -> Sequence[Judged]:
    """The same on an organisation's own mails too; returns how each mail was judged by models that had not seen it.

    What the encoder said of corpus mails before it was taught on them lies in `records_folder`.
    """
    mails = (*(mail for mail in read_corpus(corpus_folder) if not is_test(mail.batch)), *own)
    beside = read_pairs(corpus_folder)
    encoder = recorded_encoder(records_folder, mails)
    readings = read_all(mails)
    unseen = _features_unseen(mails, readings, encoder, beside)
    judged = _judge_unseen(mails, unseen, encoder)
    pipeline = train_pipeline((*mails, *beside), (*readings, *read_all(beside)))
    out_folder.mkdir(parents=True, exist_ok=True)
    pipeline.to_disk(out_folder / "pipeline", exclude=["vocab", "tokenizer"])
    _write_json(out_folder / "calibration.json", _as_json(_calibrate(mails, unseen)))
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
    return judged


def cross_validate(mails: Sequence[CorpusMail], model_folder: Path, beside: Sequence[CorpusMail] = ()) -> list[Judged]:
    """What the whole examiner finds in each mail, trained and calibrated without its batch."""
    encoder = recorded_encoder(model_folder, mails)
    return _judge_unseen(mails, _features_unseen(mails, read_all(mails), encoder, beside), encoder)


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
                clues=tuple(clue.label for clue in findings.clues[:MOST_CLUES]),
            )
        )
    return judged


@dataclass(frozen=True, slots=True)
class Unseen:
    """A mail in numbers by a model, and an encoder, that have not seen its batch."""

    alone: tuple[float, ...]
    heard: tuple[float, ...] | None  #: None where there is no encoder, or it knows the mail
    data_named: frozenset[DataKind]  #: kinds of data that its words tell, of a report that teaches them
    data_heard: Mapping[DataKind, float]  #: the same by ear, in log-odds; empty likewise
    model: TextModel


def _features_unseen(
    mails: Sequence[CorpusMail],
    readings: Sequence[CloseReading],
    encoder: RecordedEncoder | None,
    beside: Sequence[CorpusMail],
) -> list[Unseen]:
    """`beside`: what every model is taught too, and none is asked about."""
    models: dict[str, TextModel] = {}
    beside_read = read_all(beside)
    for fold in _folds(mails):
        kept = [(mail, reading) for mail, reading in zip(mails, readings, strict=True) if mail.batch not in fold]
        taught = [*(mail for mail, _ in kept), *beside], [*(reading for _, reading in kept), *beside_read]
        model = TextModel(train_pipeline(*taught))
        models |= dict.fromkeys(fold, model)
    return [_unseen(mail, reading, models[mail.batch], encoder) for mail, reading in zip(mails, readings, strict=True)]


def _unseen(mail: CorpusMail, reading: CloseReading, model: TextModel, encoder: RecordedEncoder | None) -> Unseen:
    weighed = weigh(reading, model)
    heard = hear_mail(encoder, reading.sentences) if encoder and not encoder.knows(mail) else None
    return Unseen(
        alone=weighed.whole.values,
        heard=with_heard(weighed, heard.odds).whole.values if heard else None,
        data_named=_data_named(mail, reading, weighed, heard, model) if _shows_data(mail) else frozenset(),
        data_heard=heard.data if heard else {},
        model=model,
    )


def _shows_data(mail: CorpusMail) -> bool:
    """Does it teach which kinds of data are exposed?"""
    return mail.label is Label.REPORT and mail.is_data_marked


def _data_named(
    mail: CorpusMail, reading: CloseReading, weighed: Weighed, heard: HeardMail | None, model: TextModel
) -> frozenset[DataKind]:
    sender = SenderFacts(is_internal=mail.is_internal)
    breach = kind_of(reading, weighed.whole, model, sender, heard.kinds if heard else None)
    return frozenset(data_exposed(told_of(words_of(mail), reading, weighed.whole), breach).kinds)


def _folds(mails: Sequence[CorpusMail]) -> list[list[str]]:
    """The batches in a few groups, each left out in turn: one model a batch would take an hour."""
    batches = sorted({mail.batch for mail in mails})
    return [batches[first::FOLDS] for first in range(min(FOLDS, len(batches)))]


def _judge_unseen(
    mails: Sequence[CorpusMail], unseen: Sequence[Unseen], encoder: RecordedEncoder | None
) -> list[Judged]:
    judged: list[Judged] = []
    for fold in _folds(mails):
        inside = [place for place, mail in enumerate(mails) if mail.batch in fold]
        outside = [place for place, mail in enumerate(mails) if mail.batch not in fold]
        calibrations = _calibrate([mails[place] for place in outside], [unseen[place] for place in outside])
        examiner = Examiner(unseen[inside[0]].model, calibrations, lambda: encoder)
        strange = [mails[place] for place in inside if not (encoder and encoder.knows(mails[place]))]
        judged += judge_all(examiner, strange)
    return judged


def _calibrate(mails: Sequence[CorpusMail], unseen: Sequence[Unseen]) -> Calibrations:
    clear = [(mail, each) for mail, each in zip(mails, unseen, strict=True) if mail.label is not Label.DOUBT]
    heard = [(mail, each.heard) for mail, each in clear if each.heard is not None]
    return Calibrations(
        alone=_fitted([(mail, each.alone) for mail, each in clear], ALONE),
        heard=_fitted(heard, HEARD) if heard else None,
        data_weights=_weights_of_data(mails, unseen),
    )


def _weights_of_data(mails: Sequence[CorpusMail], unseen: Sequence[Unseen]) -> dict[DataKind, DataWeights]:
    """For each kind of data, on the reports: what its words count, and what an encoder's hearing."""
    reports = [(mail, each) for mail, each in zip(mails, unseen, strict=True) if _shows_data(mail) and each.data_heard]
    if not reports:
        return {}
    weights = {}
    for kind in DataKind:
        witnesses = np.array([[float(kind in each.data_named), bounded(each.data_heard[kind])] for _, each in reports])
        is_exposed = np.array([float(kind in mail.data) for mail, _ in reports])
        named, heard, constant = (round(float(each), 4) for each in fit_calibration(witnesses, is_exposed))
        weights[kind] = DataWeights(named=named, heard=heard, constant=constant)
    return weights


def _fitted(mails: Sequence[tuple[CorpusMail, tuple[float, ...]]], thresholds: Thresholds) -> Calibration:
    is_report = np.array([float(mail.label is Label.REPORT) for mail, _ in mails])
    weights = fit_calibration(np.array([values for _, values in mails]), is_report)
    rounded = [round(float(weight), 6) for weight in weights]
    return Calibration(weights=tuple(rounded[:-1]), constant=rounded[-1], thresholds=thresholds)


def _as_json(calibrations: Calibrations) -> dict[str, object]:
    def plain(calibration: Calibration, names: Sequence[str]) -> object:
        return {"weights": dict(zip(names, calibration.weights, strict=True)), "constant": calibration.constant}

    alone = {"alone": plain(calibrations.alone, NAMES)}
    heard = {"heard": plain(calibrations.heard, NAMES_HEARD)} if calibrations.heard else {}
    data = {kind.value: asdict(weights) for kind, weights in calibrations.data_weights.items()}
    return alone | heard | ({"data": data} if data else {})


def _write_json(path: Path, plain: dict[str, object]) -> None:
    path.write_text(json.dumps(plain, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
