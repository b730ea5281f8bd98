"""What plain words of an event are worth, whatever a model makes of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from classifiers.close_reading import CloseReading, ReadSentence
from classifiers.plain_words import words_of_row
from classifiers.verdict_thresholds import Thresholds
from classifiers.words import SenderFacts
from register_store.findings import Verdict

#: clue weight in one sentence: so much that nothing can hide it, two clues that agree, a clear one, a loose one
PLAIN_EVENT, STRONG_EVENT, EVENT, WEAK_EVENT = 5.0, 3.0, 2.5, 1.5
HALF_LIKELY = 0.45
SHORT = 40  #: words; short mails give the model little, and say what they mean
_HAPPENED = frozenset({"somebody_got_in", "ransomware", "device_lost", "account_abused", "stolen_data"})


@dataclass(frozen=True, slots=True)
class _Clues:
    """What clue rules found in what the sender typed himself."""

    strongest: float  #: clue weight in one sentence
    declares: bool
    speaks_against: bool
    is_short: bool

    @property
    def is_clear(self) -> bool:
        enough = self.strongest >= EVENT and (self.is_short or (self.declares and self.strongest >= EVENT + 1))
        return enough and not self.speaks_against

    @property
    def is_strong(self) -> bool:
        enough = self.strongest >= STRONG_EVENT or self.declares or (self.is_short and self.strongest >= WEAK_EVENT)
        return enough and not self.speaks_against

    def is_plain(self, chance: float) -> bool:
        return self.strongest >= PLAIN_EVENT or (self.strongest >= STRONG_EVENT and chance >= HALF_LIKELY)


def by_event(reading: CloseReading, passage: float, alone: float, thresholds: Thresholds) -> Verdict:
    """An event told in plain words counts even when the model has never met its wording.

    `passage` and `alone` are the chances of the telling passage and of its best sentence.
    """
    clues = _clues_in(reading.typed)
    if clues.is_clear and passage >= thresholds.event_report_from:
        return Verdict.REPORT
    is_likely = passage >= thresholds.event_doubt_from or alone >= thresholds.event_alone_from
    if not is_likely:  # but "hierbij meld ik een datalek" is always asked about
        is_doubt = not clues.speaks_against and any(map(_says_so, reading.typed))
    else:
        is_doubt = clues.is_clear or clues.is_strong or clues.is_plain(max(passage, alone))
    return Verdict.DOUBT if is_doubt else Verdict.ORDINARY


def _clues_in(typed: Sequence[ReadSentence]) -> _Clues:
    rules = [rule for each in typed for rule in each.clues]
    return _Clues(
        strongest=max((sum(rule.weight for rule in each.clues if rule.weight > 0) for each in typed), default=0.0),
        declares=any(rule.id in ("declares", "named_breach") for rule in rules),
        speaks_against=any(rule.weight < 0 for rule in rules),
        is_short=sum(len(each.words) for each in typed) < SHORT,
    )


def _says_so(sentence: ReadSentence) -> bool:
    """Does the sender say that he reports, and by its name what?"""
    return bool(_BREACH & set(sentence.words)) and any(rule.id == "declares" for rule in sentence.clues)


_BREACH = words_of_row(
    "datalek datalekmelding breach datenpanne datenschutzverletzung fuite violation fuga brecha "
    "wyciek naruszenia naruszenie"
)


def by_incident(reading: CloseReading, sender: SenderFacts) -> Verdict:
    """Where incidents without personal data count (K2), a colleague who tells of one reports.

    A stranger's words of an incident are weighed with all else: lists and advertisements tell of many.
    """
    if not (sender.handles_incidents and sender.is_one_of_us and tells_of_incident(reading.typed)):
        return Verdict.ORDINARY
    happened = {rule.id for each in reading.typed for rule in each.clues} & _HAPPENED
    return Verdict.REPORT if sender.is_internal and happened else Verdict.DOUBT


def tells_of_incident(sentences: Sequence[ReadSentence]) -> bool:
    """A security incident told by somebody, not sold or asked about."""
    clues = {rule.id for each in sentences for rule in each.clues}
    against = {rule.id for each in sentences for rule in each.clues if rule.weight < 0}
    return bool(clues & (_HAPPENED | {"incident"})) and not against - {"own_things"}
