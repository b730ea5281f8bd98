"""What else a report says: its description, how to see it again, addresses, who knows of it, when it was."""

# ruff: noqa: E501  tables of expressions read better unbroken

import re
from collections.abc import Sequence
from dataclasses import dataclass

from classifiers.data_values import without_sign_off
from classifiers.data_words import kinds_named
from classifiers.plain_words import plain_words, without_accents
from classifiers.report_facts import facts_of
from classifiers.sentences import split
from classifiers.words import Words
from register_store.findings import BreachKind, Fact, Missing

LONGEST = 20_000  #: characters of a mail looked at
MEANINGFUL_WORDS = 15  #: below this nobody can tell what was visible (J22)
DESCRIBING_KINDS = 3  #: who names as many kinds of data has said what was visible, however short
RECIPE_WORDS = 10  #: below this a mail tells at most that it was seen
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

#: says outright how to see it again, whatever happened
_RECIPE = re.compile(
    r"\b(?:stap(?:pen)? \d|stappen:|stap voor stap|werkwijze|zo (?:kom|zie) je (?:er|het)|nabouwen|te reproduceren|reproduc\w{1,8}|reproduceer\w{0,5}|te controleren met|probeer het maar|om het (?:na te lopen|te zien)|wat je moet doen om het te zien|"
    r"steps?:|step \d|steps to|how (?:to see|you get there|to confirm)|try it|see for yourself|right-click\w{0,3}|it happens every time|"
    r"schritt \d|reproduzier\w{1,6}|so (?:kommt|sieht) man|pour (?:le|la) voir|etape \d|pour reproduire|aby to zobaczyc|para verlo)"
)
#: does something on a screen: where records can be seen again, that is how
_SCREEN_STEP = re.compile(
    r"\b(?:klik\w{0,3}|geklikt|aanklik\w{0,3}|tik\w{0,2}|intik\w{0,3}|ingetikt|typ|typte?|intyp\w{0,3}|ingetypt|getypt|druk(?:te|ken|t)?|ingedrukt|open(?:de|t)?|geopend|scroll\w{0,3}|schuif|sleep\w{0,3}|sleepte|plak\w{0,3}|plakte|kopieer\w{0,3}|kopieren|selecteer\w{0,3}|"
    r"zoek(?:t)? (?:je|ik|op|maar|in)|zocht|gegoogled?|googel\w{0,3}|google|nummer (?:verander|aanpas|ophoog|wijzig)\w{0,4}|verander\w{0,3}|wijzig\w{0,3}|ophog\w{0,3}|weghaal\w{0,2}|weg te halen|haalde het laatste|vervang\w{0,3}|invul\w{0,3}|inlog\w{0,3}|log (?:je|ik|in)|ingelogd|uitgelogd|"
    r"ververs\w{0,3}|herlaad\w{0,3}|opnieuw geprobeerd|kantelt?|swipe\w{0,2}|inzoom\w{0,2}|adresbalk|incognito|privevenster|iedereen (?:die|met) (?:de |het )?(?:link|webadres)|in de link|de url|scan\w{0,3} de (?:qr|code)|qr scannen|elke keer|"
    r"click\w{0,3}|tap(?:ped)?|type[ds]?|typing|press(?:ed|ing)?|open(?:s|ed|ing)?|scroll\w{0,3}|hover\w{0,3}|paste\w{0,2}|select\w{0,2}|search(?:ed|ing)?|googled?|chang(?:e|ed|ing)|replac\w{1,3}|remov(?:e|ing) the|log(?:ged)? in|sign(?:ed)? in|reload\w{0,3}|refresh\w{0,3}|back button|address bar|"
    r"private window|incognito|the link|the url|get /|curl|https?://|swipe\w{0,2}|mistyped|typo|put in|index of|directory listing|"
    r"klick\w{0,3}|druck\w{0,3}|tipp\w{0,3}|eintipp\w{0,2}|offne\w{0,2}|aufruf\w{0,3}|aufgerufen|lade\w{0,2}|geladen|adresszeile|andere?n? (?:die|man)|nummer (?:andern|geandert)\w{0,3}|den link|eine ebene|herunterladen|jedes mal|"
    r"cliqu\w{1,5}|tap(?:e|ez|ant|er)|ouvr\w{1,4}|saisi\w{0,3}|modifi\w{1,4}|chang\w{1,5}|recharg\w{1,4}|rafraich\w{1,8}|connect\w{1,5}|copi\w{1,4}|coll(?:e|es|er|ez|ant|ons)|cherch\w{1,5}|il suffit|le lien|a chaque fois|souris|onglet|moteur de recherche|"
    r"puls\w{1,4}|abr\w{1,4}|darle|cambi\w{1,4}|busc\w{1,4}|enlace|klikn\w{0,5}|wystarczy|otwor\w{0,5}|wpis\w{1,6}|nacisn\w{1,5}|zmieni\w{0,4}|link\w{0,2})\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a report says besides its verdict."""

    description: str | None
    reproduction: str | None
    urls: tuple[str, ...]
    facts: tuple[Fact, ...]
    is_described: bool = False  #: can somebody tell what was visible? (J22)


def details_of(words: Words, breach: BreachKind | None = None) -> Details:
    """Reads the details from what the finder typed, else from what he passed on; `breach` tells what counts as a step."""
    told = _told(words)[:LONGEST]
    everything = "\n".join((words.subject, told, *words.forwarded))[:LONGEST]
    description = _description(told)
    return Details(
        description=description,
        is_described=_is_described((description or "", *words.forwarded)),
        reproduction=_reproduction(everything, breach),
        urls=_urls(everything),
        facts=tuple(facts_of(everything, (words.own or words.whole)[:LONGEST])),
    )


def bare_details_of(words: Words) -> Details:
    """What is kept of a mail that reports nothing: its words and addresses."""
    told = _told(words)[:LONGEST]
    everything = "\n".join((words.subject, told, *words.forwarded))[:LONGEST]
    return Details(description=_description(told), reproduction=None, urls=_urls(everything), facts=())


def missing_in(details: Details, screenshots: int, kind: BreachKind) -> tuple[Missing, ...]:
    """What Juist's protocol asks (J21-J23) and is not there; nobody is asked to lose a letter again."""
    missing = []
    if screenshots == 0:
        missing.append(Missing.SCREENSHOTS)
    if not details.is_described:
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


def _is_described(texts: Sequence[str]) -> bool:
    """What a colleague passed on describes it too."""
    return _meaningful(" ".join(texts)) >= MEANINGFUL_WORDS or len(kinds_named(texts)) >= DESCRIBING_KINDS


def _reproduction(text: str, breach: BreachKind | None) -> str | None:
    """The sentences that say how to see it again; one step in a story of a lost letter is no recipe."""
    plain = [(sentence, without_accents(sentence)) for sentence in split(text)]
    recipe = any(_RECIPE.search(each) for _, each in plain)
    if not recipe and breach not in (None, BreachKind.EXPOSED_ONLINE):
        return None
    if not recipe and _meaningful(text) < RECIPE_WORDS and breach is not None:
        return None
    steps = [sentence for sentence, each in plain if _RECIPE.search(each) or _SCREEN_STEP.search(each)]
    return " ".join(steps)[:2_000] or None


def _urls(text: str) -> tuple[str, ...]:
    found = (each.group().rstrip(".,;:!?") for each in _URL.finditer(text))
    return tuple(dict.fromkeys(found))[:MOST_URLS]


def _meaningful(text: str) -> int:
    return sum(word not in _EMPTY_WORDS and len(word) > 2 for word in plain_words(text))
