"""What else a report says: its description, how to see it again, addresses, who knows of it, when it was."""

# ruff: noqa: E501  tables of expressions read better unbroken

import re
from dataclasses import dataclass

from classifiers.personal_data import without_sign_off
from classifiers.plain_words import plain_words, without_accents
from classifiers.report_facts import facts_of
from classifiers.sentences import split
from classifiers.words import Words
from register_store.findings import BreachKind, Fact, Missing

LONGEST = 20_000  #: characters of a mail looked at
MEANINGFUL_WORDS = 15  #: below this nobody can tell what was visible (J22)
SEEN_AGAIN = (BreachKind.EXPOSED_ONLINE, BreachKind.UNAUTHORISED_ACCESS)  #: kinds that can be shown again (J23)
MOST_URLS = 20

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'\])]{3,400}", re.IGNORECASE)
_GREETING = re.compile(
    r"^\s{0,5}(?:beste|geachte|hallo|hoi|hi|hey|dag|goede?(?:morgen|middag|dag|navond)|lieve|l\.s\.?|dear|hello|good (?:morning|afternoon)|"
    r"liebe|guten (?:tag|morgen)|sehr geehrte|bonjour|madame|cher|hola|buenos|dzien dobry)\b[^\n]{0,60}[,!.]?\s{0,3}\n",
    re.IGNORECASE,
)
_EMPTY_WORDS = frozenset(
    [
        "de",
        "het",
        "een",
        "en",
        "van",
        "ik",
        "je",
        "u",
        "jullie",
        "wij",
        "we",
        "dat",
        "die",
        "dit",
        "is",
        "was",
        "ben",
        "zijn",
        "er",
        "in",
        "op",
        "aan",
        "met",
        "voor",
        "te",
        "niet",
        "ook",
        "maar",
        "om",
        "naar",
        "bij",
        "als",
        "mijn",
        "uw",
        "jouw",
        "the",
        "a",
        "an",
        "and",
        "of",
        "i",
        "you",
        "we",
        "that",
        "this",
        "is",
        "was",
        "are",
        "to",
        "in",
        "on",
        "at",
        "with",
        "for",
        "not",
        "it",
        "my",
        "your",
        "der",
        "die",
        "das",
        "und",
        "ich",
        "sie",
        "wir",
        "ist",
        "war",
        "nicht",
        "zu",
        "mit",
        "auf",
        "fur",
        "le",
        "la",
        "les",
        "un",
        "une",
        "et",
        "de",
        "je",
        "vous",
        "nous",
        "est",
        "dans",
        "pour",
        "pas",
        "ce",
        "hoi",
        "hallo",
        "beste",
        "groet",
        "groeten",
        "hi",
        "dear",
    ]
)

_STEP = re.compile(
    r"\b(?:als je (?:het|een|de|op|dan|daar|in|inlogt|klikt)|als ik (?:op|inlog|het|een|de)|wanneer je|klik\w{0,2} (?:je|ik|u|op)|geklikt op|ga (?:je|ik|u)? ?naar|log (?:je|ik|u)? ?in|stap(?:pen)? \d|stappen|"
    r"nummer (?:verander|aanpas|ophoog|wijzig)\w{0,4}|cijfer\w{0,2} (?:verander|aanpas|wijzig)\w{0,4}|verander\w{0,3} (?:het|je|ik)|in de adresbalk|in de url|zoek\w{0,2} (?:je|ik|op)|gegoogled?|googel\w{0,3}|"
    r"te reproduceren|reproduceer\w{0,5}|opnieuw geprobeerd|weer geprobeerd|nog een keer geprobeerd|iedere keer|elke keer|steeds weer|incognito|"
    r"if you (?:click|open|change|go|log|type|enter|search|scroll|press|add)|when (?:you|i) (?:click|open|change|log|go|search|press)\w{0,3}|click (?:on|the)|go to|log in (?:as|with|to)|step \d|steps|steps to|"
    r"chang(?:e|ed|ing) the (?:number|id|last|digit)\w{0,2}|you only have to|reproduc\w{1,8}|every time|tried (?:it )?again|in (?:the )?address bar|"
    r"wenn (?:man|sie|ich) (?:auf|die|das|sich|den)|klick\w{0,3} (?:man|sie|auf)|aufruf\w{0,3}|schritt \d|nummer (?:ander|geandert)\w{0,3}|adresszeile|reproduzier\w{1,6}|jedes mal|"
    r"si (?:on|vous|l'on) (?:clique|change|ouvre|modifie)\w{0,2}|en cliquant|en changeant|en modifiant|cliquez|il suffit|etape \d|a chaque fois|reproduire|"
    r"si (?:cambias|cambio|se cambia|entras|haces)|jesli|wystarczy|gdy (?:sie )?klikn\w{0,5})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a report says besides its verdict."""

    description: str | None
    reproduction: str | None
    urls: tuple[str, ...]
    facts: tuple[Fact, ...]


def details_of(words: Words) -> Details:
    """Reads the details from what the finder typed, else from what he passed on."""
    told = _told(words)[:LONGEST]
    everything = "\n".join((words.subject, told, *words.forwarded))[:LONGEST]
    return Details(
        description=_description(told),
        reproduction=_reproduction(everything),
        urls=_urls(everything),
        facts=tuple(facts_of(everything, (words.own or words.whole)[:LONGEST])),
    )


def missing_in(details: Details, screenshots: int, kind: BreachKind) -> tuple[Missing, ...]:
    """What Juist's protocol asks (J21-J23) and is not there; nobody is asked to lose a letter again."""
    missing = []
    if screenshots == 0:
        missing.append(Missing.SCREENSHOTS)
    if _meaningful(details.description or "") < MEANINGFUL_WORDS:
        missing.append(Missing.DESCRIPTION)
    if kind in SEEN_AGAIN and not details.reproduction and not details.urls:
        missing.append(Missing.REPRODUCTION)
    return tuple(missing)


def _told(words: Words) -> str:
    if words.own.strip():
        return words.own
    return next((text for text in (*words.forwarded, words.whole) if text.strip()), "")


def _description(told: str) -> str | None:
    """Own words without greeting and sign-off."""
    without = _GREETING.sub("", without_sign_off(told).strip() + "\n").strip()
    return re.sub(r"[ \t]+\n", "\n", re.sub(r"\n{3,}", "\n\n", without)) or None


def _reproduction(text: str) -> str | None:
    """The sentences that say how to see it again."""
    steps = [sentence for sentence in split(text) if _STEP.search(without_accents(sentence))]
    return " ".join(steps)[:2_000] or None


def _urls(text: str) -> tuple[str, ...]:
    found = (each.group().rstrip(".,;:!?") for each in _URL.finditer(text))
    return tuple(dict.fromkeys(found))[:MOST_URLS]


def _meaningful(text: str) -> int:
    return sum(word not in _EMPTY_WORDS and len(word) > 2 for word in plain_words(text))
