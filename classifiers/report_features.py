"""The few numbers by which a mail is weighed: model scores and clue weights."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from classifiers.close_reading import ACROSS_SENTENCES, CloseReading, ReadSentence, passage_marks
from classifiers.text_model import TextModel
from register_store.findings import Where

#: a quote was written by somebody else, often by us: it counts for less
QUOTED_SHARE = 0.5
NAMES = ("mail", "window", "best", "second", "strongest", "sum", "against", "both", "short", "share")
#: and what an encoder hears in the whole and in its two most telling passages, as log-odds
NAMES_HEARD = (*NAMES, "heard", "heard_passage", "heard_second")
MOST_HEARD = 8.0  #: log-odds; an encoder is never surer than that
#: sentences before and after the most telling one that are weighed as if they were the mail
AROUND = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """One mail in numbers; all log-odds are clipped so that no single word decides."""

    values: tuple[float, ...]  #: in the order of NAMES
    sentence_scores: tuple[float, ...]  #: log-odds of each sentence
    telling: tuple[ReadSentence, ...]  #: the most telling sentence and what stands around it
    best: tuple[ReadSentence, ...]  #: the most telling sentence


def features_of(reading: CloseReading, model: TextModel) -> Features:
    """Weighs the whole and every sentence."""
    mail = _log_odds(model.weigh("mail", [reading.mail_marks()])[0]["report"])
    scores = [_log_odds(row["report"]) for row in model.weigh("sentence", [each.marks for each in reading.sentences])]
    scores = [_discounted(score, each) for score, each in zip(scores, reading.sentences, strict=True)]
    ranked = sorted(scores, reverse=True)
    place = _best_place(reading.sentences, scores)
    telling = _around(reading.sentences, place)
    window = _log_odds(model.weigh("mail", [passage_marks(telling)])[0]["report"])
    events = _events(reading.sentences)
    both = max((score + _strength(each) for score, each in zip(scores, reading.sentences, strict=True)), default=-4.0)
    length = sum(len(each.words) for each in reading.typed)
    values = (
        mail,
        window,
        ranked[0] if ranked else -4.0,
        ranked[1] if len(ranked) > 1 else -4.0,
        max(events.values(), default=0.0),
        min(sum(events.values()), 10.0),
        max(sum(clues_against(reading.sentences).values()), -6.0),
        both,
        1.0 if length < 25 else 0.0,
        sum(score > 0 for score in scores) / max(len(scores), 1),
    )
    return Features(
        values=values, sentence_scores=tuple(scores), telling=telling, best=reading.sentences[place : place + 1]
    )


def clues_against(sentences: Sequence[ReadSentence]) -> dict[str, float]:
    """Clue -> its weight, for those that speak against a report; each counts once: repeating it changes nothing."""
    return {rule.id: rule.weight for each in sentences for rule in each.clues if rule.weight < 0}


def _best_place(sentences: Sequence[ReadSentence], scores: Sequence[float]) -> int:
    """Where the sentence with the best score and strongest clue stands."""
    return max(
        range(len(sentences)), key=lambda place: (scores[place] + _strength(sentences[place]), -place), default=0
    )


def _around(sentences: Sequence[ReadSentence], best: int) -> tuple[ReadSentence, ...]:
    """A sentence with its neighbours in the same part of the mail."""
    near = sentences[max(0, best - AROUND) : best + AROUND + 1]
    return tuple(each for each in near if each.where in (sentences[best].where, Where.SUBJECT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A mail weighed in parts too: words added around a report cannot reach its most telling sentence."""

    whole: Features
    passage: Features  #: the most telling sentence and its neighbours as if they were the mail
    #: the most telling sentence, alone and with either neighbour, as if each were the mail
    pieces: tuple[Features, ...]


def weigh(reading: CloseReading, model: TextModel) -> Weighed:
    """The whole, its most telling passage, and the smallest pieces of that which could be a report."""
    whole = features_of(reading, model)
    passage = features_of(_part(reading, whole.telling), model)
    place = whole.telling.index(whole.best[0]) if whole.best else 0
    cuts = dict.fromkeys((whole.best, whole.telling[max(place - 1, 0) : place + 1], whole.telling[place : place + 2]))
    return Weighed(whole=whole, passage=passage, pieces=tuple(features_of(_part(reading, cut), model) for cut in cuts))


def texts_of_pieces(weighed: Weighed) -> list[str]:
    """The words of each piece."""
    return [" ".join(each.text for each in piece.telling) for piece in weighed.pieces]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardOdds:
    """What an encoder heard, as log-odds."""

    whole: float
    passages: tuple[float, ...]  #: of a mail that has more than one
    pieces: tuple[float, ...] = ()  #: as `Weighed.pieces`; without them the best passage stands for each


def with_heard(weighed: Weighed, heard: HeardOdds) -> Weighed:
    """The same with what an encoder heard. A piece is heard by itself: words added around it cannot reach it."""
    whole, ranked = bounded(heard.whole), sorted(map(bounded, heard.passages or (heard.whole,)), reverse=True)
    best, second = ranked[0], ranked[:2][-1]
    pieces = [bounded(each) for each in heard.pieces] or [best] * len(weighed.pieces)
    return Weighed(
        whole=_adding(weighed.whole, whole, best, second),
        passage=_adding(weighed.passage, best, best, best),
        pieces=tuple(_adding(piece, each, each, each) for piece, each in zip(weighed.pieces, pieces, strict=True)),
    )


def bounded(log_odds: float) -> float:
    """As much of what an encoder hears as is weighed."""
    return min(max(log_odds, -MOST_HEARD), MOST_HEARD)


def _adding(features: Features, *values: float) -> Features:
    return replace(features, values=(*features.values, *values))


def _part(reading: CloseReading, sentences: tuple[ReadSentence, ...]) -> CloseReading:
    return CloseReading(language=reading.language, sentences=sentences)


def _events(sentences: Sequence[ReadSentence]) -> dict[str, float]:
    """Clue -> its weight where it is strongest, for clues that speak for a report."""
    found: dict[str, float] = {}
    for sentence in sentences:
        share = QUOTED_SHARE if sentence.where is Where.QUOTED else 1.0
        for factor, rules in ((1.0, sentence.clues), (ACROSS_SENTENCES, sentence.joint_clues)):
            for rule in rules:
                if rule.weight > 0:
                    found[rule.id] = max(found.get(rule.id, 0.0), rule.weight * factor * share)
    return found


def _strength(sentence: ReadSentence) -> float:
    return max((rule.weight for rule in sentence.clues if rule.weight > 0), default=0.0)


def _discounted(score: float, sentence: ReadSentence) -> float:
    return score - 1.5 if sentence.where is Where.QUOTED else score


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, 0.002), 0.998)
    return math.log(bounded / (1 - bounded))
