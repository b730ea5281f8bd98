"""Which texts of a mail an encoder hears: the whole, and its passages, so that nothing drowns in a long story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from classifiers.report_features import HeardOdds
from classifiers.text_encoder import TextEncoder
from register_store.findings import BreachKind, DataKind, Where

WHOLE = 1_200  #: characters: as many as the encoder was taught on
PASSAGE, STEP = 3, 2  #: sentences in a passage, and from one to the next
LONGEST_PASSAGE = 700  #: characters
MOST_PASSAGES = 30
FEW_SENTENCES = 4  #: a mail with no more of them is one passage itself


class Placed(Protocol):
    """A sentence and where it stands."""

    @property
    def text(self) -> str:
        """Its words."""
        ...

    @property
    def where(self) -> Where:
        """Its place in the mail."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardMail:
    """What an encoder made of one mail."""

    odds: HeardOdds
    kinds: Mapping[BreachKind, float]  #: log-probability of each, by the whole
    data: Mapping[DataKind, float]  #: log-odds of each kind of data, by the whole


def hear_mail(encoder: TextEncoder, sentences: Sequence[Placed], pieces: Sequence[str] = ()) -> HeardMail:
    """The whole, every passage, and the pieces that words alone found most telling."""
    passages = passages_of(sentences)
    whole, *parts = encoder.hear([whole_of(sentences), *passages, *pieces])
    heard = [each.report for each in parts]
    odds = HeardOdds(whole=whole.report, passages=tuple(heard[: len(passages)]), pieces=tuple(heard[len(passages) :]))
    return HeardMail(odds=odds, kinds=whole.kinds, data=whole.data)


def whole_of(sentences: Sequence[Placed]) -> str:
    """Subject and words, from the beginning; quotes only where there is nothing else."""
    return " ".join(each.text for each in _typed(sentences))[:WHOLE]


def passages_of(sentences: Sequence[Placed]) -> list[str]:
    """Neighbouring sentences without the subject; none of a short mail."""
    body = [each.text for each in _typed(sentences) if each.where is not Where.SUBJECT]
    if len(body) <= FEW_SENTENCES:
        return []
    cuts = [body[start : start + PASSAGE] for start in range(0, len(body) - 1, STEP)]
    return [" ".join(cut)[:LONGEST_PASSAGE] for cut in cuts[:MOST_PASSAGES]]


def _typed(sentences: Sequence[Placed]) -> Sequence[Placed]:
    return [each for each in sentences if each.where is not Where.QUOTED] or sentences
