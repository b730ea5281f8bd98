"""How many people are affected, as the mail says it."""

# ruff: noqa: E501  tables of expressions read better unbroken

import re
from collections.abc import Sequence
from dataclasses import dataclass

from classifiers.number_words import NUMBER, number_of, with_figures
from classifiers.plain_words import without_accents
from register_store.findings import Fact, Origin

LONGEST = 4_000  #: characters of one sentence looked at
_PEOPLE = (
    r"(?:client\w{0,4}|klant\w{0,6}|patient\w{0,4}|bewoner\w{0,2}|deelnemer\w{0,3}|leerling\w{0,4}|kandida\w{1,5}|sollicitant\w{0,3}|"
    r"medewerk\w{0,7}|werknemer\w{0,2}|uitzendkracht\w{0,2}|collega\w{0,3}|leden|lid|kinderen|kind|gezinnen|huishoudens|huurder\w{0,2}|ouder[s]?|"
    r"vrijwilliger\w{0,2}|cursist\w{0,2}|mensen|personen|man|dames|heren|vrouwen|mannen|jongeren|studenten|student|bezoekers|gebruikers|"
    r"inwoners|relaties|contacten|donateurs|namen|anderen|andere|adressen|e-?mailadressen|mailadressen|dossiers|records|accounts|profielen|"
    r"loonstroken|salarisstroken|loonstrookjes|paspoorten|contracten|cv's|chauffeurs|reizigers|ontvangers|geadresseerden|familieleden|regels|rijen|"
    r"customer\w?|clients?|patients?|residents?|participants?|pupils?|students?|candidates?|applicants?|employees?|workers?|staff|colleagues|"
    r"members?|children|kids|families|households|tenants?|parents|volunteers|people|persons?|users?|guests?|drivers?|names|others|addresses|"
    r"(?:e-?mail )addresses|files|payslips?|passports?|contracts?|cvs|resumes|rows|recipients|strangers|women|men|subscribers|"
    r"kunden?|klienten?|patient\w{0,4}|bewohner\w{0,3}|teilnehmer\w{0,3}|schuler\w{0,3}|bewerber\w{0,3}|mitarbeiter\w{0,5}|beschaftigte\w?|"
    r"mitglieder\w?|kindern?|familien|mietern?|eltern|personen|leuten?|namen|datensatze\w?|adressen|kollegen|akten|lohnabrechnungen|fahrern?|empfanger\w?|"
    r"patiente?s?|residents?|participants?|eleves?|candidats?|salaries?|employes?|collegues|membres|enfants|familles|locataires|personnes|"
    r"noms|adresses|dossiers|utilisateurs|beneficiaires|gens|destinataires|fiches|"
    r"clientes?|pacientes?|alumnos|trabajadores|empleados|personas|nombres|osob\w{0,2}|klient\w{0,4}|pracownik\w{0,3}|pacjent\w{0,3}|dzieci)"
)
_BETWEEN = r"(?:[ -](?!(?:uur|uren|dag|dagen|jaar|week|weken|keer|euro|minuten|hours?|days?|years?|weeks?|times|tage|stunden|jahre|mal|jours|heures|ans|fois)\b)[\w'-]{1,25}){0,3}?"
_RANGE = re.compile(
    rf"\b({NUMBER})\s?(?:-|–|a|of|or|oder|ou|tot|to|bis|en|and|und|et|y)\s?({NUMBER}){_BETWEEN}[ -]{_PEOPLE}\b"
)
_STATED = re.compile(rf"(?<![\w.,-])({NUMBER})(?!\w){_BETWEEN}[ -]{_PEOPLE}\b")
_TOTAL = re.compile(
    rf"(?:in totaal|om|totaal|total of|in total|insgesamt|au total|betroffen sind|aantal betrokkenen|affected|getroffen)[: ]{{1,3}}(?:ongeveer |circa |about |etwa |environ |ca\.? )?({NUMBER})(?!\w)"
    rf"(?! ?(?:euro|uur|dagen|hours|days|tage|%|procent|mei|juni|november|oktober|december|januari))"
)
_VAGUE = re.compile(
    r"\b(tientallen|honderden|duizenden|een paar honderd|enkele honderden|tig|meerdere|allemaal|heel veel|een hele (?:lijst|rits|stapel)|dozens|hundreds|thousands|"
    r"several|many|dutzende|hunderte|tausende|mehrere|etliche|des dizaines|des centaines|des milliers|plusieurs|decenas|cientos|miles de)\b"
)
_ABOUT = re.compile(
    r"\b(ongeveer|circa|ca|zo'n|plusminus|een stuk of|rond de|naar schatting|about|around|roughly|some|approximately|etwa|rund|ungefahr|environ|une? \w+aine|unos|okolo|minstens|minimaal|zeker|ruim|bijna|at least|over|more than|mehr als|mindestens|plus de)\b"
)
_WITHOUT_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?: ?uur| ?uhr| ?h)?\b|\b\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?\b|\b(?:19|20)\d\d\b(?! \w)"
)
MOST = 50_000_000  #: more people than that is a number of something else


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedCount:
    """The number, or none, and how it was said."""

    value: int | None = None
    facts: tuple[Fact, ...] = ()


def affected_count_of(sentences: Sequence[str]) -> AffectedCount:
    """The largest number of people the sentences speak of; vague words give a fact and no number."""
    texts = [_prepared(sentence[:LONGEST]) for sentence in sentences]
    ranges = [found for text in texts for found in _RANGE.finditer(text) if _is_range(found)]
    if ranges:
        highest = max(ranges, key=lambda each: number_of(each.group(2)))
        return AffectedCount(value=number_of(highest.group(2)), facts=(_fact("affected_count_range", highest.group()),))
    stated = [(value, text) for text in texts for pattern in (_STATED, _TOTAL) for value in _values(pattern, text)]
    if stated:
        value, text = max(stated)
        facts = (_fact("affected_count_is_estimate", "yes"),) if _ABOUT.search(text) else ()
        return AffectedCount(value=value, facts=facts)
    vague = next((found.group(1) for text in texts if (found := _VAGUE.search(text))), None)
    return AffectedCount(facts=(_fact("affected_count_vague", vague),) if vague else ())


def _is_range(found: re.Match[str]) -> bool:
    low, high = number_of(found.group(1)), number_of(found.group(2))
    return 0 < low < high <= MOST


def _values(pattern: re.Pattern[str], text: str) -> list[int]:
    values = [number_of(found.group(1)) for found in pattern.finditer(text)]
    return [value for value in values if 0 < value <= MOST]


def _prepared(sentence: str) -> str:
    """Without accents, clock times and dates, and with figures for number words."""
    return with_figures(_WITHOUT_CLOCK.sub(" ", without_accents(sentence).replace("’", "'")))


def _fact(name: str, value: str) -> Fact:
    return Fact(name=name, value=value, origin=Origin.STATED)
