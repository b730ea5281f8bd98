"""How good a model is, measured on mails it has not seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from classifiers.training.corpus import CorpusMail, Label
from register_store.findings import BreachKind, DataKind, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One corpus mail and what was found in it."""

    mail: CorpusMail
    verdict: Verdict
    probability: float
    kind: BreachKind | None
    personal_data: tuple[DataKind, ...]
    affected_count: int | None
    clues: tuple[str, ...] = ()  #: names of the clues, the heaviest first; their words stay in the mail


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The figures that count."""

    mails: int
    reports: int
    reports_caught: int  #: judged a report
    reports_doubted: int
    reports_missed: int  #: judged ordinary: the disaster
    others: int
    others_doubted: int
    others_answered: int  #: judged a report: a receipt to somebody who reported nothing
    kinds_right: float
    data_precision: float
    data_recall: float
    counts_right: float
    brier: float  #: mean squared error of the probability; 0.25 is guessing


def scores_of(judged: Sequence[Judged]) -> Scores:
    """Counts over these mails."""
    reports = [each for each in judged if each.mail.label is Label.REPORT]
    others = [each for each in judged if each.mail.label is Label.OTHER]
    found = [each for each in reports if each.verdict is not Verdict.ORDINARY]
    said = sum(len(each.personal_data) for each in found)
    true = sum(len(each.mail.data) for each in found)
    both = sum(len(set(each.personal_data) & set(each.mail.data)) for each in found)
    return Scores(
        mails=len(judged),
        reports=len(reports),
        reports_caught=_count(reports, Verdict.REPORT),
        reports_doubted=_count(reports, Verdict.DOUBT),
        reports_missed=_count(reports, Verdict.ORDINARY),
        others=len(others),
        others_doubted=_count(others, Verdict.DOUBT),
        others_answered=_count(others, Verdict.REPORT),
        kinds_right=_share(found, lambda each: each.kind == each.mail.kind),
        data_precision=round(both / max(said, 1), 3),
        data_recall=round(both / max(true, 1), 3),
        counts_right=_share(found, lambda each: each.affected_count == each.mail.count),
        brier=_brier([*reports, *others]),
    )


def _count(judged: Sequence[Judged], verdict: Verdict) -> int:
    return sum(each.verdict is verdict for each in judged)


def _share(judged: Sequence[Judged], is_right: Callable[[Judged], bool]) -> float:
    return round(sum(map(is_right, judged)) / max(len(judged), 1), 3)


def _brier(judged: Sequence[Judged]) -> float:
    errors = [(each.probability - (each.mail.label is Label.REPORT)) ** 2 for each in judged]
    return round(sum(errors) / max(len(errors), 1), 3)
