"""How many people are affected, as the mail says it."""

# ruff: noqa: E501  tables of expressions read better unbroken

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from classifiers.data_words import kinds_named
from classifiers.number_words import NUMBER, number_of, with_figures
from classifiers.people_counts import (
    ABOUT_ONE,
    ADDRESSEES,
    CARED_FOR,
    CHILDREN,
    OF_ONE_FAMILY,
    ONLOOKERS,
    ONLOOKING,
    PEOPLE,
    PRESENT,
    RECORDS,
    UNITS,
)
from classifiers.plain_words import without_accents
from register_store.findings import Fact, Origin

LONGEST = 4_000  #: characters of one sentence looked at
MOST = 50_000_000  #: more people than that is a number of something else
FEW = 5  #: two or three are as often those who tell, saw or helped
ENOUGH = 2  #: points a number needs to be a number of affected people

_NOT_A_UNIT = rf"(?!{UNITS}\b)"
_BETWEEN = rf"(?:[ -](?:of )?(?!of |en |and |und |et |or |\d){_NOT_A_UNIT}[\w'()-]{{1,25}}){{0,3}}?"
_RANGE = re.compile(
    rf"\b({NUMBER})\s?(?:-|–|a|of|or|oder|ou|tot|to|bis|en|and|und|et|y|do)\s?({NUMBER}){_BETWEEN}[ -](?:{PEOPLE}|{RECORDS})\b"
)
_COUNTED = re.compile(rf"(?<![\w.,:/-])({NUMBER})(?![\w%]|[.,:]\d)(?P<noun>{_BETWEEN}[ -](?:{PEOPLE}|{RECORDS})\b)?")
_TOTAL = re.compile(
    r"(?:in totaal|gaat (?:het )?om|het betreft|betreft het|totaal|total of|in total|insgesamt|au total|betroffen sind|aantal betrokkenen|affected|getroffen|staan er|there are|es sind|es waren|sont|for you we count|alle|all|toutes?|tous|wszystkie)"
    r"[: ]{1,3}(?:de |the |die |les |zo'n |een \w{2,10} of |ongeveer |circa |about |etwa |environ |ca\.? )?$"
)
_YOURS = re.compile(r"\b(?:uw|jullie|your|yours|ihre?n?|eure|vos|votre|sus|vuestros|wasz\w{0,3}|onze|our|unsere?)\b")
#: "uw 870 oud-strijders", "2,130 of yours": whatever they are called, they are people of the reader
_YOURS_NEXT = re.compile(r"\b(?:uw|jullie|your|ihre?n?r?|vos|sus|onze|our|unsere?r?n?|nos)(?: (?:ruim|circa|zo'n))? $")
_SOME_NOUN = re.compile(rf"^ {_NOT_A_UNIT}[^\W\d_]{{3,25}}(?:s|en|n|es)\b")
_OF_YOURS = re.compile(
    r"^ (?:of (?:yours|your own|ours)|van (?:u|jullie|uw organisatie|ons)|von ihnen|des votres|de los suyos)\b"
)
_AMONG_PEOPLE = re.compile(rf"\b(?:{PEOPLE}|{RECORDS})\b[^.;:]{{0,40}}$")
_OF_THEM = re.compile(
    r"^ (?:of them|van hen|d'entre|davon|namen|mensen|ervan|stuks|of those|, with|, met|, mit|, avec)\b|^,? (?:with|met|mit|avec|con|z) "
)
_APPROXIMATE_SIZE = re.compile(
    r"\b(?:een|'n|a|an) (?:stuk|man|kind|smsje|dossier|adres|mapje|map) of ({NUMBER})\b".replace("{NUMBER}", NUMBER)
)
_VAGUE = re.compile(
    r"\b(tientallen|honderden|duizenden|(?:een )?(?:paar|couple of|few) (?:honderd|duizend|100|1000|hundred|thousand|dozen)|(?:enkele|a couple of) (?:honderd(?:en)?|duizend(?:en)?|100|1000)|tig|meerdere|allemaal|heel veel|een hele (?:lijst|rits|stapel)|dozens|hundreds|thousands|"
    r"several|many|dutzende|hunderte|tausende|mehrere|etliche|des dizaines|des centaines|des milliers|plusieurs|decenas|cientos|miles de|kilkadziesiat|kilkaset|setki)\b"
)
_ALL = re.compile(
    r"\b((?:alle|al onze|al jullie|all|all our|all your|every|alle unsere|toute?s? (?:les|vos|nos)|todos (?:los|sus)|wszyscy|wszystkich) (?:\w{2,15} ){0,2}?"
    rf"{PEOPLE}|iedereen|everyone|everybody|tout le monde|alle leute|todo el mundo)\b"
)
_ABOUT = re.compile(
    r"\b(ongeveer|circa|ca|zo'n|plusminus|een (?:stuk|man) of|rond de|naar schatting|about|around|roughly|some|approximately|etwa|rund|ungefahr|environ|une? \w+aine|unos|unas|okolo|minstens|minimaal|zeker|ruim|bijna|at least|over|more than|mehr als|mindestens|plus de|odd|ponad)\b"
)
_CLOCK_OR_DATE = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?: ?uur| ?uhr| ?h| utc)?\b|\b\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?\b|\b\d{1,2}(?:st|nd|rd|th|er|\.)? (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"january|february|march|may|june|july|august|october|januar|februar|marz|mai|oktober|dezember|janvier|fevrier|mars|avril|juin|juillet|aout|septembre|octobre|novembre|decembre|de \w{4,10}|listopada|pazdziernika)\b(?: (?:19|20)\d\d)?"
    r"|(?<![\d.,])(?:19|20)\d\d(?! (?:mensen|personen|klanten|leden|people|customers|members|records|personnes))\b"
    r"|\b(?:groep|group|klas|year|kamer|room|nummer|number|no|nr|artikel|article|art\.?|pagina|pagina's|page|pages|seite|seiten|anlagen?|lijn|bus|regel|row|line|kolom|doos|box|week|kw|versie|version|tabblad|fase|level|nummers|huisnummer|chambre|logement|hal|hall|lot|punt|bijlage|annex) \d{1,6}(?: (?:to|tot|tot en met|t/m|bis|und|en|and) \d{1,6}| lid \d{1,2})?\b"
)


#: "ten" is "this one" in Polish
_POLISH_TEN = re.compile(
    r"\bten (?=z |[^.;]{0,80}\b(?:sie|nie|jest|gdzie|ktor\w{0,3}|wczoraj|dzis\w{0,3}|panstwa|prosze|oraz|wasz\w{0,3}|przysz\w{1,4})\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedCount:
    """The number, or none, and how it was said."""

    value: int | None = None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class _Candidate:
    points: int
    value: int
    is_estimate: bool


def affected_count_of(passage: Sequence[str], elsewhere: Sequence[str] = ()) -> AffectedCount:
    """The number that is most clearly one of affected people; vague words and "all" give a fact and no number.

    `passage` is what tells of the breach; a number `elsewhere` in the mail must be clearer.
    """
    texts = [_prepared(sentence[:LONGEST]) for sentence in passage]
    ranges = [found for text in texts for found in _RANGE.finditer(text) if _is_range(found)]
    if ranges:
        highest = max(ranges, key=lambda each: number_of(each.group(2)))
        return AffectedCount(value=number_of(highest.group(2)), facts=(_fact("affected_count_range", highest.group()),))
    near = [each for text in texts for each in _candidates(text)]
    far = [each for sentence in elsewhere for each in _candidates(_prepared(sentence[:LONGEST]))]
    clear = [each for each in near if each.points >= ENOUGH] or [each for each in far if each.points > ENOUGH]
    best = max(clear, default=None)
    if best:
        facts = (_fact("affected_count_is_estimate", "yes"),) if best.is_estimate else ()
        return AffectedCount(value=best.value, facts=facts)
    return AffectedCount(facts=tuple(_unnumbered(texts)))


def _candidates(text: str) -> Iterable[_Candidate]:
    """Every number of the sentence with the points that speak for it."""
    without_vague = _VAGUE.sub(" ", text)
    if not _COUNTED.search(without_vague):
        return
    names_data = bool(kinds_named([text]))
    is_yours = bool(_YOURS.search(text))
    for found in _COUNTED.finditer(without_vague):
        value = number_of(found.group(1))
        if not 1 < value <= MOST:
            continue
        before, after = without_vague[max(0, found.start() - 60) : found.start()], without_vague[found.end() :][:60]
        yield _Candidate(
            points=_points(found, before, after, names_data=names_data, is_yours=is_yours),
            value=value,
            is_estimate=bool(_ABOUT.search(before[-25:] + found.group())),
        )


def _points(found: re.Match[str], before: str, after: str, *, names_data: bool, is_yours: bool) -> int:
    value = number_of(found.group(1))
    noun = found.group("noun") or ""
    points = 0
    if noun:
        points = 2 if re.search(rf"(?!man$)\b{PEOPLE}$", noun) else 1
    elif _APPROXIMATE_SIZE.search(before[-20:] + found.group(1)) or _TOTAL.search(before) or _OF_THEM.search(after):
        points = 1
    elif _OF_YOURS.search(after):
        points = 2
    elif _YOURS_NEXT.search(before) and _SOME_NOUN.search(after):
        points = 1
    if points and ((names_data and noun) or _TOTAL.search(before) or (not noun and _AMONG_PEOPLE.search(before))):
        points += 1
    if points and is_yours:
        points += 1
    if re.search(ADDRESSEES, before):
        points -= 1
    if value < FEW:
        points -= 1
    if re.search(ONLOOKERS, before) or re.search(ONLOOKING, after):
        points -= 3
    if _only_there(noun, before) or _of_one(noun, before):
        points -= 3
    return points


def _of_one(noun: str, before: str) -> bool:
    """ "Een jongen van 19" and "een gezin met drie kinderen" tell of one person or family, not how many were exposed."""
    return bool(re.search(ABOUT_ONE, before) or (re.search(CHILDREN, noun) and re.search(OF_ONE_FAMILY, before)))


def _only_there(noun: str, before: str) -> bool:
    """ "Er zaten 12 mensen" tells who sat there; "er zaten 12 dossiers in" what was in it."""
    held = re.search(CARED_FOR, noun) or re.search(rf"\b{RECORDS}$", noun)
    return bool(re.search(PRESENT, before)) and not held


def _unnumbered(texts: Sequence[str]) -> Iterable[Fact]:
    for name, pattern in (("affected_count_vague", _VAGUE), ("affected_count_all", _ALL)):
        said = next((found.group(1) for text in texts if (found := pattern.search(text))), None)
        if said:
            yield _fact(name, said)


def _is_range(found: re.Match[str]) -> bool:
    low, high = number_of(found.group(1)), number_of(found.group(2))
    return 0 < low < high <= MOST


def _prepared(sentence: str) -> str:
    """Without accents, clock times and dates, and with figures for number words."""
    plain = _POLISH_TEN.sub(" ", " ".join(without_accents(sentence).replace("’", "'").split()))
    return _CLOCK_OR_DATE.sub(" , ", with_figures(plain))


def _fact(name: str, value: str) -> Fact:
    return Fact(name=name, value=value, origin=Origin.STATED)
