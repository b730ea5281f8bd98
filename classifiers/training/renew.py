"""A model that learnt from an organisation's own mails too, and whether it may take the place of the old one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from classifiers.examine import MODEL, Examiner, load_examiner
from classifiers.training.corpus import CorpusMail, Label, is_test, read_corpus
from classifiers.training.own_mails import OwnMail, as_corpus, is_own
from classifiers.training.scores import Judged, scores_of
from classifiers.training.train import judge_all, train_with

#: What a mistake costs against a doubt: an officer's minute, a receipt to nobody's reporter, 72 hours unseen.
MISSED, ANSWERED, DOUBTED = 100, 10, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a model makes of some mails."""

    mails: int
    missed: int
    answered: int
    doubted: int

    @property
    def cost(self) -> int:
        """All mistakes and questions together."""
        return MISSED * self.missed + ANSWERED * self.answered + DOUBTED * self.doubted

    def is_no_worse_than(self, other: "Tally") -> bool:
        """No report more is missed, and all in all it costs no more."""
        return self.missed <= other.missed and self.cost <= other.cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """The new model against the one in use: on the test batches, and on what officers decided since then."""

    labels: int
    test: tuple[Tally, Tally]  #: before, after
    own: tuple[Tally, Tally]

    @property
    def is_better(self) -> bool:
        """May it be taken into use?"""
        return all(after.is_no_worse_than(before) for before, after in (self.test, self.own))


def renew(
    own: Sequence[OwnMail],
    corpus_folder: Path,
    in_use: Path,
    out_folder: Path,
    *,
    learnt_until: datetime | None,
    package: Path = MODEL,
) -> Renewal:
    """Train on the corpus and on these mails into `out_folder`, and compare with the model in use.

    Of the own mails those count that the model in use has not learnt, and the new one judges each unseen.
    """
    unseen = train_with(as_corpus(own), corpus_folder, package, out_folder)
    before, after = load_examiner(in_use, package), load_examiner(out_folder, package)
    fresh = {mail.id for mail in as_corpus(each for each in own if not learnt_until or each.decided_at > learnt_until)}
    judged_unseen = [each for each in unseen if is_own(each.mail) and each.mail.id in fresh]
    examination = [mail for mail in read_corpus(corpus_folder) if is_test(mail.batch)]
    return Renewal(
        labels=len(own),
        test=_both(examination, before, after),
        own=(
            _tally(judge_all(before, [each.mail for each in judged_unseen])),
            _tally(judged_unseen),
        ),
    )


def _both(mails: Iterable[CorpusMail], before: Examiner, after: Examiner) -> tuple[Tally, Tally]:
    """Mail by mail: what one model had heard, the other need not hear again."""
    pairs = [(judge_all(before, [mail])[0], judge_all(after, [mail])[0]) for mail in mails]
    return _tally([pair[0] for pair in pairs]), _tally([pair[1] for pair in pairs])


def _tally(judged: Sequence[Judged]) -> Tally:
    clear = [each for each in judged if each.mail.label is not Label.DOUBT]
    scores = scores_of(clear)
    return Tally(
        mails=len(clear),
        missed=scores.reports_missed,
        answered=scores.others_answered,
        doubted=scores.reports_doubted + scores.others_doubted,
    )
