"""Masks hide personal data in free text: they show the kind and nothing of the value (pure).

    >>> mask("Groet, Anja, 06 12345678")
    'Groet, [naam], [telefoon]'

Masking too much costs a reader a word; masking too little spreads a leak. All expressions run in linear time:
every repetition has an upper bound.
"""

# ruff: noqa: E501  tables of expressions read better unbroken

import re
from collections.abc import Callable

from stdnum import luhn

from register_store.disguised_values import mask_disguised
from register_store.name_masks import mask_names
from register_store.plain_characters import plain

LONGEST = 200_000  #: characters looked at; what lies beyond is cut off, never shown unmasked
_Steps = tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]


def mask(text: str, *, longest: int = LONGEST) -> str:
    """The text, or its beginning, with every value that looks like somebody's personal data replaced by its kind."""
    masked = _stepped(plain(_beginning(text, longest)), _BEFORE)
    return mask_names(_stepped(mask_disguised(masked), _AFTER))


def _beginning(text: str, longest: int) -> str:
    """Without the words at its end of which a cut may have made half a value: that is not known as one."""
    if len(text) <= longest:
        return text
    words = re.split(r"(?<=\s)(?=\S)", text[: min(longest, LONGEST)])[:-1]
    while words and any(character.isdigit() or character == "@" for word in words[-2:] for character in word):
        words.pop()
    return "".join(words)


EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ .\u00a0-]?[A-Za-z0-9]{4}){2,7}(?:[ .\u00a0-]?[A-Za-z0-9]{1,3})?\b")
CARD = re.compile(r"(?<![\w-])\d{4}(?:[ -]?\d{2,4}){3,5}(?![\w-])")
BSN = re.compile(r"(?<![\w+/-])(?:\d{3}[ .\u00a0-]?\d{3}[ .\u00a0-]?\d{3}|\d{4}[. ]\d{2}[. ]\d{3})(?![\w/-]|[.,]\d)")
LABELLED_BSN = re.compile(
    r"(?i:\b(?:bsn(?:[- ]?nummers?)?|burgerservicenummers?|sofi-?nummers?|citizen service number|social security number)"
    r"\s{0,3}(?:is|was|van|:|=|nr\.?)?\s{0,3})(\d[\d .-]{6,11}\d)"
)
MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|march|may|"
    "june|july|august|october|januar|februar|märz|mai|juli|dezember|janvier|février|fevrier|mars|avril|juin|juillet|"
    "août|aout|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|"
    "diciembre|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|"
    "jan|feb|mrt|apr|jun|jul|aug|sep|sept|okt|oct|nov|dec|dez"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
DATE = (
    rf"(?:{_DAY}\s?[-/. ]\s?(?:0?[1-9]|1[0-2])\s?[-/. ]\s?(?:19|20|['’])?\d\d|(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.]{_DAY}|"
    rf"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|"
    rf"{_DAY}(?:st|nd|rd|th|er|e|\.)?\s(?:of\s|de\s)?(?:{MONTHS})\.?,?\s?(?:de\s)?(?:19|20|['’])?\d\d|(?:{MONTHS})\s{_DAY}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d)"
)
BORN = (
    r"(?:geboortedat(?:um|a)|geboren|geb\.?|born|date of birth|birth ?date|d\.?o\.?b\.?|geburtsdatum|né(?:e)? le|date de naissance|"
    r"nacid[oa]|fecha de nacimiento|urodzon[ya]|data urodzenia)"
)
LABELLED_BIRTH = re.compile(
    rf"(?i:\b({BORN}(?:\s(?:op|on|am|is|was|le|van|of|el))?\s{{0,3}}[:=(]?\s{{0,3}}){DATE})(?!\d)",
)
#: a full date this long ago is hardly ever about the incident itself
OLD_DATE = re.compile(
    rf"(?i)(?<![\w-])(?:{_DAY}\s?[-/. ]\s?(?:0?[1-9]|1[0-2])\s?[-/. ]\s?(?:19\d\d|20[01]\d)|(?:19\d\d|20[01]\d)-(?:0[1-9]|1[0-2])-{_DAY}|"
    rf"{_DAY}(?:st|nd|rd|th|er|\.)?\s(?:de\s)?(?:{MONTHS})\s(?:de\s)?(?:19\d\d|20[01]\d))(?!\d)"
)
#: a day and a clock time, as Meldpost writes it, or a day and a small number; on the first nine days of a month it begins like a phone number
_MOMENT = r"0[1-9]-(?:0[1-9]|1[0-2])-20[2-9]\d(?:,?\s(?:[01]\d|2[0-3])[:.][0-5]\d(?!\d)|\s\d{1,2}(?![\d-]|\s\d))"
PHONE = re.compile(rf"(?<![\w@.,/-])(?!{_MOMENT})(?:\+|00|\(?0)[\d(][\d\s()./\u2013-]{{6,18}}\d(?![\w@])")
POSTCODE = re.compile(r"\b[1-9]\d{3}[ \u00a0]?(?!SA|SD|SS)[A-Z]{2}\b(?:,?\s[A-Z][a-zë-]{2,30})?")
STREET = re.compile(
    r"\b(?:[A-Z][\w'’.-]{0,30} ){0,3}[A-Z]?[\w'’-]{0,40}"
    r"(?:straat|laan|weg|plein|kade|singel|gracht|dijk|hof|pad|steeg|dreef|markt|plantsoen|baan|str\.|straße|strasse|allee|platz|gasse)"
    r"[ \u00a0]\d{1,5}(?:\s?[a-zA-Z]\b|[-/]\d{1,4}\w?|\s?bis|\shs)?(?![\d.,]\d)"
)
STREET_ABROAD = re.compile(
    r"\b\d{1,4}\s?(?:bis\s|ter\s)?,?\s(?:(?:rue|avenue|boulevard|impasse|place|chemin)\s[\wÀ-ÿ'’-]{1,30}(?:\s[\wÀ-ÿ'’-]{1,30}){0,3}"
    r"|[A-Z][\w'’-]{1,30}\s(?:[A-Z][\w'’-]{1,30}\s)?(?:Street|Road|Lane|Avenue|Drive|Close|Square|Court|St|Rd)\b)"
)
LABELLED_NUMBER = re.compile(
    r"(?i:\b((?:paspoort|rijbewijs|identiteitskaart|id|document|patiënt|patient|cli[eë]nt|klant|polis|personeels?|leerling|zorg|"
    r"passport|customer|client|employee|policy|licence|kunden|ausweis|versicherungs)[- ]?(?:nummer|nr\.?|number|no\.?)"
    r"\s{0,2}[:=]?\s{0,2}))[A-Z0-9][A-Z0-9-]{3,19}\b"
)


def _iban_or_text(found: re.Match[str]) -> str:
    """Words can look like an account number; eight digits cannot be chance."""
    return "[IBAN]" if sum(character.isdigit() for character in found.group()) >= 8 else found.group()


def _card_or_text(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found.group())
    return "[kaart]" if 13 <= len(digits) <= 19 and luhn.is_valid(digits) else found.group()


def _phone_or_text(found: re.Match[str]) -> str:
    digits = sum(character.isdigit() for character in found.group())
    return "[telefoon]" if 9 <= digits <= 15 else found.group()


def _stepped(text: str, steps: _Steps) -> str:
    for pattern, replace in steps:
        text = pattern.sub(replace, text)
    return text


#: what stands there as it is mostly written; a date is no part of a longer number
_BEFORE: _Steps = (
    (EMAIL, "[e-mail]"),
    (IBAN, _iban_or_text),
    (LABELLED_BIRTH, r"\1[geboortedatum]"),
    (OLD_DATE, "[geboortedatum]"),
)
#: what has no check of its own, after all that has one, of which it would only take a part
_AFTER: _Steps = (
    (CARD, _card_or_text),
    (LABELLED_BSN, lambda found: found.group()[: -len(found.group(1))] + "[BSN]"),
    (PHONE, _phone_or_text),
    (BSN, "[BSN]"),
    (LABELLED_NUMBER, r"\1[nummer]"),
    (POSTCODE, "[adres]"),
    (STREET, "[adres]"),
    (STREET_ABROAD, "[adres]"),
)
