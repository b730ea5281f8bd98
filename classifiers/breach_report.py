"""Does this mail report a breach? Verdict, calibrated probability, and the clues that led to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from classifiers.close_reading import CloseReading, ReadSentence
from classifiers.report_features import Features, Weighed, clues_against
from classifiers.told_events import by_event, by_incident, tells_of_incident
from classifiers.verdict_thresholds import ALONE, HEARD, Thresholds, chance_of, log_odds_of
from classifiers.words import SenderFacts
from register_store.findings import Clue, Verdict, Where

BULK = -2.4  #: log-odds; lists rarely report, but a list may pass a report on
AUTOMATIC = -1.2
PROCESSOR = 1.0  #: a known processor writes of an incident
#: where incidents without personal data count as reports (K2): told by a colleague or a processor, by anybody (K5)
INCIDENT, STRANGERS_INCIDENT = 2.0, 1.0
#: a mail with fewer words and a picture or attachment cannot be judged by its words, nor any by what an encoder hears
FEW_WORDS = 8
MOST_CLUES = 12
#: so many kinds of clues against a report stand in one hard mail of eighty; two are often honest
STUFFED = 3
#: a chance by words alone. Lower ones an encoder may unsay: 44 of 1,402 hard others stayed doubts by it, and no report
SURE_BY_WORDS = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What we think of a mail, and why."""

    verdict: Verdict
    probability: float
    clues: tuple[Clue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Weights of the features, fitted in training on mails the model had not seen."""

    weights: tuple[float, ...]  #: in the order of `report_features.NAMES` (or `NAMES_HEARD`)
    constant: float
    thresholds: Thresholds = ALONE

    def log_odds(self, features: Features) -> float:
        """How likely a report is, before what is known of the sender."""
        weighed = zip(self.weights, features.values, strict=True)
        return self.constant + sum(weight * value for weight, value in weighed)


def judge(
    reading: CloseReading, weighed: Weighed, sender: SenderFacts, calibration: Calibration, has_more: bool
) -> Opinion:
    """The verdict by the whole mail, held up by its most telling passage; `has_more`: pictures or attachments."""
    thresholds = calibration.thresholds.shifted(sender)
    shift = _sender_shift(reading, sender)
    probability = chance_of(calibration.log_odds(weighed.whole) + shift)
    passage = chance_of(calibration.log_odds(weighed.passage) + min(shift, 0.0))
    alone = max(chance_of(calibration.log_odds(piece) + min(shift, 0.0)) for piece in weighed.pieces)
    verdicts = (
        _by_whole(probability, thresholds),
        _floor(passage, alone, thresholds, may_drown=_may_drown(reading, thresholds)),
        by_event(reading, passage, alone, thresholds),
        by_incident(reading, sender),
    )
    verdict = max(verdicts, key=_weight)
    clues = clues_of(reading, weighed.whole)
    if verdict is not Verdict.REPORT and has_more and _is_wordless(reading):
        verdict = Verdict.DOUBT
        clues = (
            Clue(label="afbeelding of bijlage met bijna geen woorden", text="", weight=1.0, where=Where.ATTACHMENT),
            *clues,
        )
    return Opinion(
        verdict=verdict,
        probability=round(_within(verdict, probability, thresholds), 4),
        clues=clues[:MOST_CLUES],
    )


def together(
    reading: CloseReading, by_words: Opinion, with_encoder: Opinion, thresholds: Thresholds = HEARD
) -> Opinion:
    """The encoder decides, but not where it knows little.

    What words alone are nearly sure of is a doubt at least: plain words it knows less well. And of half a sentence
    neither knows much, it least, for it was taught on passages: there both count alike.
    """
    if by_words.probability >= SURE_BY_WORDS and with_encoder.verdict is Verdict.ORDINARY:
        probability = max(with_encoder.probability, thresholds.doubt_from)
        return replace(with_encoder, verdict=Verdict.DOUBT, probability=probability)
    return _halfway(by_words, with_encoder, thresholds) if is_half_a_sentence(reading) else with_encoder


def _halfway(by_words: Opinion, with_encoder: Opinion, thresholds: Thresholds) -> Opinion:
    """Between the two, in log-odds; what both hold up stays so."""
    probability = chance_of((log_odds_of(by_words.probability) + log_odds_of(with_encoder.probability)) / 2)
    halves = replace(thresholds, doubt_from=thresholds.half_doubt_from)
    held_up = min(by_words.verdict, with_encoder.verdict, key=_weight)
    verdict = max(_by_whole(probability, halves), held_up, key=_weight)
    probability = _within(verdict, probability, halves)
    return replace(with_encoder, verdict=verdict, probability=round(probability, 4))


def called_report(opinion: Opinion, thresholds: Thresholds) -> Opinion:
    """A person looked, and knows better."""
    return replace(opinion, verdict=Verdict.REPORT, probability=max(opinion.probability, thresholds.report_from))


def clues_of(reading: CloseReading, features: Features) -> tuple[Clue, ...]:
    """Each clue once, at the sentence where it weighs most; the heaviest first."""
    found: dict[str, Clue] = {}
    for sentence in reading.sentences:
        for rule in (*sentence.clues, *sentence.joint_clues):
            if rule.weight and rule.id not in found:
                found[rule.id] = Clue(
                    label=rule.label, text=sentence.text[:300], weight=rule.weight, where=sentence.where
                )
    ranked = sorted(found.values(), key=lambda clue: (-abs(clue.weight), clue.label))
    return (*_telling_clue(reading.sentences, features.sentence_scores), *ranked)


def _telling_clue(sentences: Sequence[ReadSentence], scores: Sequence[float]) -> tuple[Clue, ...]:
    """The sentence that the model finds most telling, when it speaks for a report."""
    if not scores or max(scores) <= 0:
        return ()
    best = max(range(len(scores)), key=lambda place: (scores[place], -place))
    sentence = sentences[best]
    weight = round(scores[best], 2)
    return (Clue(label="zin die op een melding lijkt", text=sentence.text[:300], weight=weight, where=sentence.where),)


def _sender_shift(reading: CloseReading, sender: SenderFacts) -> float:
    """What is known of the sender moves the odds; it decides nothing alone."""
    shift = BULK * sender.is_bulk + AUTOMATIC * sender.is_automatic
    groups = frozenset[str]().union(*(each.groups for each in reading.typed))
    if sender.is_processor and groups & {"incident", "hacked", "malware", "affected"}:
        shift += PROCESSOR
    if sender.handles_incidents and tells_of_incident(reading.typed):
        shift += INCIDENT if sender.is_one_of_us else STRANGERS_INCIDENT
    return shift


def _by_whole(probability: float, thresholds: Thresholds) -> Verdict:
    if probability >= thresholds.report_from:
        return Verdict.REPORT
    return Verdict.DOUBT if probability >= thresholds.doubt_from else Verdict.ORDINARY


def _floor(passage: float, alone: float, thresholds: Thresholds, *, may_drown: bool) -> Verdict:
    """What the telling passage, or its best sentence, deserves as if it were the mail.

    A sentence by itself often sounds worse than where it stands: it counts only where it may be drowned.
    """
    if min(passage, alone) >= thresholds.passage_report_from:
        return Verdict.REPORT
    is_drowned = may_drown and alone >= thresholds.alone_doubt_from
    return Verdict.DOUBT if is_drowned or passage >= thresholds.passage_doubt_from else Verdict.ORDINARY


def _weight(verdict: Verdict) -> int:
    return verdict.weight


def _within(verdict: Verdict, probability: float, thresholds: Thresholds) -> float:
    """A verdict held up by its passage shows a probability that fits it."""
    lowest = {Verdict.REPORT: thresholds.report_from, Verdict.DOUBT: thresholds.doubt_from, Verdict.ORDINARY: 0.0}
    return max(probability, lowest[verdict])


def _may_drown(reading: CloseReading, thresholds: Thresholds) -> bool:
    """Is the mail too long to be heard whole, or stuffed with words that speak against a report?"""
    characters = sum(len(each.text) for each in reading.typed)
    return characters > thresholds.alone_beyond or len(clues_against(reading.typed)) >= STUFFED


def _is_wordless(reading: CloseReading) -> bool:
    return _words_at(reading, Where.SUBJECT, Where.BODY, Where.FORWARDED) < FEW_WORDS


def is_half_a_sentence(reading: CloseReading) -> bool:
    """Too little was typed for an encoder that was taught on passages."""
    return _words_at(reading, Where.BODY, Where.FORWARDED) < FEW_WORDS


def _words_at(reading: CloseReading, *places: Where) -> int:
    return sum(len(each.words) for each in reading.sentences if each.where in places)
