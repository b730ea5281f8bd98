"""Finds mails of the corpus that are nearly the same: they would make the model look better than it is."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classifiers.plain_words import plain_words
from classifiers.training.corpus import CorpusMail

SHINGLE = 8  #: characters
TOO_ALIKE = 0.5  #: share of common shingles; two mails on one theme stay below 0.2
SHORTEST = 5  #: shingles; shorter texts are not compared


@dataclass(frozen=True, slots=True, kw_only=True)
class NearDuplicate:
    """Two mails that are too much alike."""

    first: str
    second: str
    likeness: float


def near_duplicates(mails: Sequence[CorpusMail], too_alike: float = TOO_ALIKE) -> tuple[NearDuplicate, ...]:
    """Pairs within and across batches by Jaccard likeness of character shingles, at least `too_alike`."""
    shingles = [_shingles(mail) for mail in mails]
    found = []
    for first, second in _comparable(shingles, too_alike):
        likeness = _likeness(shingles[first], shingles[second])
        if likeness >= too_alike:
            found.append(NearDuplicate(first=mails[first].id, second=mails[second].id, likeness=round(likeness, 3)))
    return tuple(found)


def _comparable(shingles: Sequence[frozenset[str]], too_alike: float) -> Iterator[tuple[int, int]]:
    """Pairs that may be so much alike: they share one of their rarest shingles (prefix filtering).

    Of a set with share `too_alike` in common, at most `(1 - too_alike) * size` shingles are missing in the other:
    one more than that cannot all be missing, whichever are taken; the rarest bring the fewest pairs.
    """
    often = Counter(shingle for each in shingles for shingle in each)
    holders: dict[str, list[int]] = defaultdict(list)
    for second, each in enumerate(shingles):
        few = len(each) - math.ceil(too_alike * len(each)) + 1
        rarest = sorted(each, key=lambda shingle: (often[shingle], shingle))[:few]
        yield from ((first, second) for first in sorted({first for shingle in rarest for first in holders[shingle]}))
        for shingle in rarest:
            holders[shingle].append(second)


def _shingles(mail: CorpusMail) -> frozenset[str]:
    text = " ".join(plain_words(mail.text))
    return frozenset(text[start : start + SHINGLE] for start in range(max(0, len(text) - SHINGLE + 1)))


def _likeness(first: frozenset[str], second: frozenset[str]) -> float:
    small, large = sorted((len(first), len(second)))
    if small < SHORTEST or small < large * TOO_ALIKE:
        return 0.0  # lengths alone keep them apart
    common = len(first & second)
    return common / (len(first) + len(second) - common)
