"""What happened: the kind of breach, by the most telling passage, its clues and the model."""

import math
from collections.abc import Mapping

from classifiers.close_reading import CloseReading, passage_marks
from classifiers.plain_words import words_of_row
from classifiers.report_features import Features
from classifiers.text_model import TextModel
from classifiers.words import SenderFacts
from register_store.findings import BreachKind, Where

WHOLE_SHARE = 0.8  #: the whole mail against its most telling passage
CLUE_SHARE = 0.6  #: log-odds for each point of clue weight
HEARD_SHARE = 8.0  #: of what an encoder hears, which knows other words for the same
PROCESSOR = 1.5  #: a known processor mostly tells of its own incident
#: who writes of the reader's systems tells of no processor's own (2 of 73), unless clues say that he is one
YOUR_SYSTEMS = -6.0

_YOUR = words_of_row(
    "jullie uw je your ihr ihre ihrem ihren euer eure eurem votre vos su sus vuestro wasz waszym panstwa"
)
_SYSTEM = words_of_row(
    "systeem systemen website site portaal portal server servers netwerk database system systems network webseite "
    "netzwerk datenbank systeme systemes serveur reseau sistema sistemas servidor strona stronie systemie siec"
)


def kind_of(
    reading: CloseReading,
    features: Features,
    model: TextModel,
    sender: SenderFacts,
    heard: Mapping[BreachKind, float] | None = None,
) -> BreachKind:
    """The kind that the words speak for most; `heard`: log-probabilities by an encoder."""
    scores = kind_scores(reading, features, model)
    for kind, score in (heard or {}).items():
        scores[kind] += HEARD_SHARE * max(score, _log(0.0))
    if sender.is_processor:
        scores[BreachKind.PROCESSOR_INCIDENT] += PROCESSOR
    elif _is_about_our_systems(reading):
        scores[BreachKind.PROCESSOR_INCIDENT] += YOUR_SYSTEMS
    return max(BreachKind, key=lambda kind: scores[kind])


def kind_scores(reading: CloseReading, features: Features, model: TextModel) -> dict[BreachKind, float]:
    """Log-odds of each kind."""
    passage, whole = model.weigh("kind", [passage_marks(features.telling), reading.mail_marks()])
    votes = _votes(reading, features)
    return {
        kind: _log(passage[kind.value]) + WHOLE_SHARE * _log(whole[kind.value]) + CLUE_SHARE * votes.get(kind, 0.0)
        for kind in BreachKind
    }


def _is_about_our_systems(reading: CloseReading) -> bool:
    """Are the reader's systems named, by somebody who does not speak as our processor?"""
    typed = reading.typed
    if any(rule.kind is BreachKind.PROCESSOR_INCIDENT for each in typed for rule in each.clues):
        return False
    return any(
        word in _YOUR and _SYSTEM & set(each.words[place + 1 : place + 3])
        for each in typed
        for place, word in enumerate(each.words)
    )


def _votes(reading: CloseReading, features: Features) -> dict[BreachKind, float]:
    """Each clue votes once; inside the telling passage fully, elsewhere half."""
    near = set(map(id, features.telling))
    best: dict[str, tuple[BreachKind, float]] = {}
    for sentence in reading.sentences:
        share = (1.0 if id(sentence) in near else 0.5) * (0.0 if sentence.where is Where.QUOTED else 1.0)
        for rule in sentence.clues:
            if rule.kind and rule.weight * share > best.get(rule.id, (rule.kind, 0.0))[1]:
                best[rule.id] = (rule.kind, rule.weight * share)
    votes: dict[BreachKind, float] = {}
    for kind, weight in best.values():
        votes[kind] = votes.get(kind, 0.0) + weight
    return votes


def _log(probability: float) -> float:
    return math.log(max(probability, 0.003))
