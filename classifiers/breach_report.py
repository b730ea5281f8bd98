"""Does this mail report a breach? Verdict, calibrated probability, and the clues that led to it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from classifiers.close_reading import CloseReading, ReadSentence
from classifiers.plain_words import words_of_row
from classifiers.report_features import Features, Weighed
from classifiers.words import SenderFacts
from register_store.findings import Clue, Verdict, Where

# The thresholds weigh three harms: a missed report is a disaster (72 hours run unseen, people stay in danger),
# a receipt to somebody who reported nothing is an embarrassment, a doubt costs an officer a minute.
# So doubt begins early.
REPORT_FROM = 0.60
DOUBT_FROM = 0.20


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From which chance on a mail is what."""

    report_from: float = REPORT_FROM
    doubt_from: float = DOUBT_FROM
    #: a passage this telling is never ordinary, whatever else stands in the mail: words can be added to hide it
    passage_doubt_from: float = 0.70
    alone_doubt_from: float = 0.85
    passage_report_from: float = 0.93
    #: an event in plain words is a doubt, a clear one a report, where the passage is at least this likely
    event_doubt_from: float = 0.0
    event_report_from: float = 0.0

    def shifted(self, sender: SenderFacts) -> "Thresholds":
        """As the organisation wishes them; a report never begins below a doubt."""
        doubt, report = sender.doubt_shift, sender.report_shift
        if not doubt and not report:
            return self
        doubt_from = _moved(self.doubt_from, doubt)
        return Thresholds(
            report_from=max(_moved(self.report_from, report), doubt_from),
            doubt_from=doubt_from,
            passage_doubt_from=_moved(self.passage_doubt_from, doubt),
            alone_doubt_from=_moved(self.alone_doubt_from, doubt),
            passage_report_from=_moved(self.passage_report_from, report),
            event_doubt_from=_moved(self.event_doubt_from, doubt),
            event_report_from=_moved(self.event_report_from, report),
        )


ALONE = Thresholds()
#: Where an encoder heard the mail too, the chances are worth more. Chosen on what encoders that had heard half of the
#: training mails made of the other half: of all that miss fewer than 1 in 100 reports, these ask an officer least. A
#: report begins high: a receipt to nobody's reporter is counted as ten doubts, a doubt that was a report as one.
HEARD = Thresholds(
    report_from=0.80,
    doubt_from=0.06,
    passage_doubt_from=0.98,
    alone_doubt_from=0.995,
    passage_report_from=0.99,
    event_doubt_from=0.97,
    event_report_from=0.50,
)

BULK = -2.4  #: log-odds; lists rarely report, but a list may pass a report on
AUTOMATIC = -1.2
PROCESSOR = 1.0  #: a known processor writes of an incident
#: where incidents without personal data count as reports (K2): told by a colleague or a processor, by anybody (K5)
INCIDENT, STRANGERS_INCIDENT = 2.0, 1.0
#: clue weight in one sentence: so much that nothing can hide it, two clues that agree, a clear one, a loose one
PLAIN_EVENT, STRONG_EVENT, EVENT, WEAK_EVENT = 5.0, 3.0, 2.5, 1.5
HALF_LIKELY = 0.45
SHORT = 40  #: words; short mails give the model little, and say what they mean
#: a mail with fewer words and a picture or attachment cannot be judged by its words, nor any by what an encoder hears
FEW_WORDS = 8
MOST_CLUES = 12


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
    probability = _chance(calibration.log_odds(weighed.whole) + shift)
    passage = _chance(calibration.log_odds(weighed.passage) + min(shift, 0.0))
    alone = max(_chance(calibration.log_odds(piece) + min(shift, 0.0)) for piece in weighed.pieces)
    verdicts = (
        _by_whole(probability, thresholds),
        _floor(passage, alone, thresholds),
        _by_event(reading, passage, alone, thresholds),
        _by_incident(reading, sender),
    )
    verdict = max(verdicts, key=lambda each: each.weight)
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

    What words alone call a report is a doubt at least: plain words it knows less well. And half a sentence is judged
    by its words: the encoder was taught on passages, and is sure of anything shorter.
    """
    if by_words.verdict is Verdict.REPORT and with_encoder.verdict is Verdict.ORDINARY:
        probability = max(with_encoder.probability, thresholds.doubt_from)
        return replace(with_encoder, verdict=Verdict.DOUBT, probability=probability)
    return by_words if _is_half_a_sentence(reading) else with_encoder


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
    typed = [each for each in reading.sentences if each.where is not Where.QUOTED]
    groups = frozenset[str]().union(*(each.groups for each in typed))
    if sender.is_processor and groups & {"incident", "hacked", "malware", "affected"}:
        shift += PROCESSOR
    if sender.handles_incidents and _tells_of_incident(typed):
        shift += INCIDENT if _is_one_of_us(sender) else STRANGERS_INCIDENT
    return shift


def _tells_of_incident(sentences: Sequence[ReadSentence]) -> bool:
    """A security incident told by somebody, not sold or asked about."""
    clues = {rule.id for each in sentences for rule in each.clues}
    against = {rule.id for each in sentences for rule in each.clues if rule.weight < 0}
    return bool(clues & (_HAPPENED | {"incident"})) and not against - {"own_things"}


def _by_whole(probability: float, thresholds: Thresholds) -> Verdict:
    if probability >= thresholds.report_from:
        return Verdict.REPORT
    return Verdict.DOUBT if probability >= thresholds.doubt_from else Verdict.ORDINARY


def _floor(passage: float, alone: float, thresholds: Thresholds) -> Verdict:
    """What the telling passage, or its best sentence, deserves as if it were the mail."""
    if min(passage, alone) >= thresholds.passage_report_from:
        return Verdict.REPORT
    is_doubt = passage >= thresholds.passage_doubt_from or alone >= thresholds.alone_doubt_from
    return Verdict.DOUBT if is_doubt else Verdict.ORDINARY


def _is_one_of_us(sender: SenderFacts) -> bool:
    return sender.is_internal or sender.is_processor


def _by_incident(reading: CloseReading, sender: SenderFacts) -> Verdict:
    """Where incidents without personal data count (K2), a colleague who tells of one reports.

    A stranger's words of an incident are weighed with all else: lists and advertisements tell of many.
    """
    typed = [each for each in reading.sentences if each.where is not Where.QUOTED]
    if not (sender.handles_incidents and _is_one_of_us(sender) and _tells_of_incident(typed)):
        return Verdict.ORDINARY
    happened = {rule.id for each in typed for rule in each.clues} & _HAPPENED
    return Verdict.REPORT if sender.is_internal and happened else Verdict.DOUBT


_HAPPENED = frozenset({"somebody_got_in", "ransomware", "device_lost", "account_abused", "stolen_data"})


def _by_event(reading: CloseReading, passage: float, alone: float, thresholds: Thresholds) -> Verdict:
    """An event told in plain words counts even when the model has never met its wording."""
    typed = [each for each in reading.sentences if each.where is not Where.QUOTED]
    strongest = max((sum(rule.weight for rule in each.clues if rule.weight > 0) for each in typed), default=0.0)
    named = {rule.id for each in typed for rule in each.clues}
    is_against = any(rule.weight < 0 for each in typed for rule in each.clues)
    declares, is_short = bool(named & {"declares", "named_breach"}), sum(len(each.words) for each in typed) < SHORT
    is_clear = not is_against and strongest >= EVENT and (is_short or (declares and strongest >= EVENT + 1))
    if is_clear and passage >= thresholds.event_report_from:
        return Verdict.REPORT
    if passage < thresholds.event_doubt_from:  # but "hierbij meld ik een datalek" is always asked about
        return Verdict.DOUBT if not is_against and any(map(_says_so, typed)) else Verdict.ORDINARY
    if is_clear:
        return Verdict.DOUBT
    if not is_against and (strongest >= STRONG_EVENT or declares or (is_short and strongest >= WEAK_EVENT)):
        return Verdict.DOUBT
    is_plain = strongest >= PLAIN_EVENT or (strongest >= STRONG_EVENT and max(passage, alone) >= HALF_LIKELY)
    return Verdict.DOUBT if is_plain else Verdict.ORDINARY


def _says_so(sentence: ReadSentence) -> bool:
    """Does the sender say that he reports, and by its name what?"""
    return bool(_BREACH & set(sentence.words)) and any(rule.id == "declares" for rule in sentence.clues)


_BREACH = words_of_row(
    "datalek datalekmelding breach datenpanne datenschutzverletzung fuite violation fuga wyciek naruszenia naruszenie"
)


def _within(verdict: Verdict, probability: float, thresholds: Thresholds) -> float:
    """A verdict held up by its passage shows a probability that fits it."""
    lowest = {Verdict.REPORT: thresholds.report_from, Verdict.DOUBT: thresholds.doubt_from, Verdict.ORDINARY: 0.0}
    return max(probability, lowest[verdict])


def _is_wordless(reading: CloseReading) -> bool:
    return _words_at(reading, Where.SUBJECT, Where.BODY, Where.FORWARDED) < FEW_WORDS


def _moved(chance: float, shift: float) -> float:
    """A chance, so many log-odds away; what holds always (0) goes on doing so."""
    return _chance(math.log(chance / (1 - chance)) + shift) if chance and shift else chance


def _is_half_a_sentence(reading: CloseReading) -> bool:
    return _words_at(reading, Where.BODY, Where.FORWARDED) < FEW_WORDS


def _words_at(reading: CloseReading, *places: Where) -> int:
    return sum(len(each.words) for each in reading.sentences if each.where in places)


def _chance(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(min(log_odds, 30.0), -30.0)))
