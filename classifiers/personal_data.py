"""Which kinds of personal data a text names or shows."""

# ruff: noqa: E501  tables of expressions read better unbroken

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache

import phonenumbers
from stdnum import iban
from stdnum.nl import bsn

from classifiers.clue_rules import CLUE_LISTS
from classifiers.plain_words import plain_words
from register_store.findings import DataKind
from register_store.masks import (
    ABOUT,
    BSN,
    EMAIL,
    IBAN,
    INITIALLED,
    LABELLED_BIRTH,
    LABELLED_BSN,
    POSTCODE,
    STREET,
    TITLED,
)

LONGEST = 40_000  #: characters looked at
MOST_VALUES = 2_000  #: a list of more values tells nothing new

_NEAR_BSN = re.compile(
    r"(?i)bsn|burgerservice|sofi|citizen service|persoonsnummer|geb\.?|geboren|born|naam|name|paspoort|dossier|cli[eë]nt|pati[eë]nt"
)
#: words that name data without exposing them: without a password, my own name, a web address
_NOT_OTHERS = re.compile(
    r" (?:zonder|geen|without|no|any|ohne|keine?|sans|aucun|mijn|mijn eigen|my|my own|mein|meinem|meine|mon|sin|bez|eigen|own)"
    r" (?:een |a |het )?(?:wachtwoord|password|passwort|kennwort|mot de passe|contrasena|hasla|inlog\w{0,10}|login|naam|name|namen|nom|"
    r"telefoon|phone|handy|gsm|adres|address|adresse|salaris|salary|loonstrook|payslip)(?= )"
    r"| (?:web|ip|plus|internet|url|dit|this|that|diese|dieser|cette|juiste|nieuwe|zelfde) (?:adres|address|adresse)(?= )"
)
_OWN = re.compile(
    r"(?i)\b(?:bel|mail|app) (?:mij|me|gerust|even)|bereikbaar|terugbellen|mijn (?:eigen )?(?:nummer|telefoonnummer|mailadres|e-mailadres|adres)|"
    r"call me|reach me|my (?:own )?(?:number|phone|address|e-?mail)|erreichbar|meine (?:nummer|adresse)|mon (?:numéro|adresse)|tel\.?:?\s"
)
_SIGN_OFF = re.compile(
    r"(?im)^[ \t>]{0,8}(?:met (?:vriendelijke|hartelijke) groet(?:en)?|(?:vriendelijke |hartelijke )?groet(?:en|jes)?|mvg|gr\.?|hoogachtend|"
    r"(?:kind|best|warm)? ?regards|yours|cheers|(?:mit )?(?:freundlichen|viele|liebe) grü(?:ß|ss)en?|mfg|(?:bien )?cordialement|saludos|pozdrawiam)\b"
)


def kinds_named(texts: Iterable[str]) -> frozenset[DataKind]:
    """The kinds of data these sentences speak of."""
    plain = " " + " . ".join(" ".join(plain_words(text[:LONGEST])) for text in texts) + " "
    plain = _NOT_OTHERS.sub(" ", plain)
    named = {kind for kind, pattern in _named_patterns() if pattern.search(plain)}
    return frozenset(named)


def kinds_shown(text: str) -> frozenset[DataKind]:
    """The kinds of data that stand in the text themselves; what the sender says of himself does not count."""
    others = "\n".join(line for line in without_sign_off(text[:LONGEST]).splitlines() if not _OWN.search(line))
    shown = {kind for kind, is_there in _SHOWN if is_there(others)}
    return frozenset(shown)


def without_sign_off(text: str) -> str:
    """The text up to the last greeting: a signature holds the sender's own data."""
    ends = [found.start() for found in _SIGN_OFF.finditer(text)]
    return text[: ends[-1]] if ends and len(text) - ends[-1] < 800 else text


def names_somebody(texts: Iterable[str]) -> bool:
    """Is another person named, after a title, with initials or as owner of papers?"""
    return any(TITLED.search(text) or INITIALLED.search(text) or ABOUT.search(text) for text in texts)


def in_order(kinds: Iterable[DataKind]) -> tuple[DataKind, ...]:
    """In the order of `DataKind`, each once."""
    wanted = set(kinds)
    return tuple(kind for kind in DataKind if kind in wanted)


@lru_cache(maxsize=1)
def _named_patterns() -> tuple[tuple[DataKind, re.Pattern[str]], ...]:
    lists = tomllib.loads((CLUE_LISTS / "data_kinds.toml").read_text(encoding="utf-8"))
    return tuple((DataKind(kind), _any_of(entries)) for kind, entries in lists.items())


def _any_of(entries: Sequence[str]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(entry).replace(r"\*", r"\w{0,30}") for entry in sorted(entries, reverse=True))
    return re.compile(rf" (?:{alternatives})(?= )")


def _has_bsn(text: str) -> bool:
    """Nine digits that pass the 11-test are chance in one of eleven: a word nearby must say what they are."""
    if any(bsn.is_valid(re.sub(r"\D", "", found.group(1))) for found in LABELLED_BSN.finditer(text)):
        return True
    for count, found in enumerate(BSN.finditer(text)):
        around = text[max(0, found.start() - 80) : found.end() + 40]
        if count < MOST_VALUES and bsn.is_valid(re.sub(r"\D", "", found.group())) and _NEAR_BSN.search(around):
            return True
    return False


def _has_iban(text: str) -> bool:
    return any(_starts_with_iban(found.group()) for found in IBAN.finditer(text))


def _starts_with_iban(found: str) -> bool:
    """The expression may have taken a following word along."""
    compact = re.sub(r"[^A-Za-z0-9]", "", found)
    return any(iban.is_valid(compact[:length]) for length in range(15, len(compact) + 1))


def _has_phone(text: str) -> bool:
    matcher = phonenumbers.PhoneNumberMatcher(text[:5_000], "NL")
    return any(True for _ in matcher)


def _has_others_email(text: str) -> bool:
    """One address may be the sender's or ours; two or more are others'."""
    return len({found.group().lower() for found in EMAIL.finditer(text)}) >= 2


def _has_birth(text: str) -> bool:
    return bool(LABELLED_BIRTH.search(text))


def _has_address(text: str) -> bool:
    return bool(POSTCODE.search(text) and STREET.search(text))


_SHOWN = (
    (DataKind.BSN, _has_bsn),
    (DataKind.IBAN, _has_iban),
    (DataKind.PHONE, _has_phone),
    (DataKind.EMAIL, _has_others_email),
    (DataKind.DATE_OF_BIRTH, _has_birth),
    (DataKind.ADDRESS, _has_address),
)
