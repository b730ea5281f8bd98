"""Which kinds of personal data a report tells to be exposed."""

# ruff: noqa: E501  tables of words read better unbroken

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from classifiers.data_values import kinds_shown
from classifiers.data_words import enumerates_kinds, kinds_named
from classifiers.plain_words import plain_words, words_of_row
from classifiers.weighed_data import DataWeights, kinds_weighed
from register_store.findings import BreachKind, DataKind, Origin
from register_store.masks import STREET
from register_store.name_masks import ABOUT, INITIALLED, TITLED

#: in these, nobody need be named: a lost device, an address that leaked, locked files, an account that was used
_NAMELESS = frozenset(
    {
        BreachKind.SPAM_TO_UNIQUE_ADDRESS,
        BreachKind.LOST_OR_STOLEN_DEVICE,
        BreachKind.MALWARE_RANSOMWARE,
        BreachKind.DATA_LOST_OR_ALTERED,
        BreachKind.UNAUTHORISED_ACCESS,
    }
)
#: what is exposed with a kind of breach when one of these words is said: who reads a mailbox sees its correspondents
_GOES_WITH = (
    (
        DataKind.EMAIL,
        BreachKind.UNAUTHORISED_ACCESS,
        words_of_row(
            "mailbox postbus postvak inbox postfach messagerie buzon skrzynke mailaccount mailwisseling schriftwechsel correspondence"
        ),
    ),
    (
        DataKind.PHONE,
        BreachKind.LOST_OR_STOLEN_DEVICE,
        words_of_row(
            "telefoon werktelefoon mobiel mobieltje piketmobieltje toestel phone handset handy diensthandy portable movil telefon appjes whatsapp groepsapp"
        ),
    ),
    (
        DataKind.PHONE,
        BreachKind.SPAM_TO_UNIQUE_ADDRESS,
        words_of_row("belde sms smsjes nummer number rang phone movil anruf handynummer texts text"),
    ),
)
#: where somebody lives, told without a number: "een mijnheer uit de Lindestraat"
_STREET_OF = re.compile(
    r"\b(?:uit|van) (?:de|het) [A-Z][a-zë]{2,20}(?:straat|laan|plein|kade|singel|gracht|dijk|buurt|flat|hof)\b"
)
#: who is told with the place he comes from, or a street in French, Spanish or Polish: "Dariusz uit Asten", "rue des Lilas"
_OF_PLACE = re.compile(
    r"\b[A-Z][a-zë]{2,30} uit [A-Z][a-zë]{2,30}|\b(?:rue|avenue|calle|ulic[ay]|ul\.) (?:des |de la |de |du |d')?[A-Z]\w{2,30}"
)
_OWN = words_of_row("mijn mn my mein meine mon ma mes mi mis moj moja ons onze our unser unsere notre nos")
#: papers and lists with these carry the name of whom they are about
_ABOUT_SOMEBODY = frozenset(DataKind) - {DataKind.EMAIL, DataKind.LOGIN, DataKind.PHOTO, DataKind.OTHER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a report tells, as far as it can name or show data."""

    passage: Sequence[str]  #: the telling sentences and their neighbours
    elsewhere: Sequence[str]  #: all other sentences but quotes
    typed: str  #: everything typed or passed on
    attached: str  #: what readable attachments say
    is_list_in_cc: bool  #: addresses were visible to all


@dataclass(frozen=True, slots=True, kw_only=True)
class ByEar:
    """What an encoder heard of each kind, in log-odds, and what that counts beside words."""

    heard: Mapping[DataKind, float]
    weights: Mapping[DataKind, DataWeights]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposed:
    """The kinds of data exposed, and how we know."""

    kinds: tuple[DataKind, ...]
    origin: Origin


def data_exposed(told: Told, breach: BreachKind, by_ear: ByEar | None = None) -> Exposed:
    """The kinds that the telling sentences name or the content shows, and those that go with this kind of breach.

    Where an encoder heard the report too, both are weighed; but a value that stands there is exposed.
    """
    shown = kinds_shown(told.typed)
    said = _said(told) | shown
    seen = kinds_shown(told.attached) if told.attached else frozenset[DataKind]()
    kinds = _with_what_goes_with_it(set(said | seen), told, breach)
    if by_ear:
        kinds = set(kinds_weighed(kinds, by_ear.heard, by_ear.weights) | (kinds & (shown | seen)))
    origin = Origin.SEEN if seen & kinds else Origin.STATED if said & kinds else Origin.DERIVED
    return Exposed(kinds=in_order(kinds), origin=origin)


def _said(told: Told) -> frozenset[DataKind]:
    """What the telling sentences name; if that is nothing, what the others name, but for those about one's own."""
    said = kinds_named([*told.passage, *filter(enumerates_kinds, told.elsewhere)])
    if said - {DataKind.NAME}:
        return said
    return said | kinds_named(sentence for sentence in told.elsewhere if not _OWN & set(plain_words(sentence)[:3]))


def _with_what_goes_with_it(kinds: set[DataKind], told: Told, breach: BreachKind) -> set[DataKind]:
    is_spam = breach is BreachKind.SPAM_TO_UNIQUE_ADDRESS
    if is_spam:
        kinds = (kinds - {DataKind.ADDRESS, DataKind.FINANCIAL, DataKind.HEALTH}) | {DataKind.EMAIL}
    elif any(
        STREET.search(sentence) or _STREET_OF.search(sentence) or _OF_PLACE.search(sentence)
        for sentence in told.passage
    ):
        kinds = kinds | {DataKind.ADDRESS}
    if told.is_list_in_cc and breach is BreachKind.MISDIRECTED:
        kinds = (kinds - {DataKind.ADDRESS}) | {DataKind.EMAIL}
    words = {word for sentence in told.passage for word in plain_words(sentence)}
    kinds = kinds | {kind for kind, when, signs in _GOES_WITH if breach is when and signs & words}
    return kinds | {DataKind.NAME} if _carries_names(kinds, told.passage, breach) else kinds


def names_somebody(texts: Iterable[str]) -> bool:
    """Is another person named, after a title, with initials or as owner of papers?"""
    return any(TITLED.search(text) or INITIALLED.search(text) or ABOUT.search(text) for text in texts)


def in_order(kinds: Iterable[DataKind]) -> tuple[DataKind, ...]:
    """In the order of `DataKind`, each once."""
    wanted = set(kinds)
    return tuple(kind for kind in DataKind if kind in wanted)


def _carries_names(kinds: set[DataKind], passage: Sequence[str], breach: BreachKind) -> bool:
    """A letter, list, file or page about people names them, unless this is a breach that need not."""
    if breach in _NAMELESS:
        names = bool(kinds & _ABOUT_SOMEBODY) or names_somebody(passage)
        return names and breach is not BreachKind.SPAM_TO_UNIQUE_ADDRESS
    return bool(kinds) or breach is BreachKind.MISDIRECTED or names_somebody(passage)
