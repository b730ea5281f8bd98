"""Kinds of personal data by two witnesses, weighed together: words that name them, and what an encoder hears."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from classifiers.report_features import bounded
from register_store.findings import DataKind

#: log-odds from which a kind is named: F1 is highest where a chance of half of it is enough (0.43). An officer sooner
#: strikes out a kind than he thinks of one
LIKELY = -0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class DataWeights:
    """What each witness counts for one kind; fitted on mails that neither the encoder nor the model had met."""

    named: float
    heard: float
    constant: float

    def is_exposed(self, *, is_named: bool, heard: float) -> bool:
        """Likely enough to be named; `heard` in log-odds."""
        return self.named * is_named + self.heard * bounded(heard) + self.constant >= LIKELY


def kinds_weighed(
    named: Collection[DataKind], heard: Mapping[DataKind, float], weights: Mapping[DataKind, DataWeights]
) -> frozenset[DataKind]:
    """The kinds that both witnesses together make likely; where nothing was fitted, words decide."""

    def is_exposed(kind: DataKind) -> bool:
        is_named = kind in named
        if kind not in weights or kind not in heard:
            return is_named
        return weights[kind].is_exposed(is_named=is_named, heard=heard[kind])

    return frozenset(filter(is_exposed, DataKind))
