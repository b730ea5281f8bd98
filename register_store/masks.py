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

LONGEST = 200_000  #: characters looked at; what lies beyond is cut off, never shown unmasked


def mask(text: str) -> str:
    """The text with every value that looks like somebody's personal data replaced by its kind."""
    masked = text[:LONGEST]
    for pattern, replace in _STEPS:
        masked = pattern.sub(replace, masked)
    return masked


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
    "août|aout|septembre|octobre|novembre|décembre|jan|feb|mrt|apr|jun|jul|aug|sep|sept|okt|oct|nov|dec|dez"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
DATE = (
    rf"(?:{_DAY}\s?[-/.]\s?(?:0?[1-9]|1[0-2])\s?[-/.]\s?(?:19|20)?\d\d|(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.]{_DAY}|"
    rf"{_DAY}(?:st|nd|rd|th|er|e|\.)?\s(?:of\s)?(?:{MONTHS})\.?,?\s?(?:19|20)?\d\d|(?:{MONTHS})\s{_DAY}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d)"
)
BORN = r"(?:geboortedat(?:um|a)|geboren|geb\.?|born|date of birth|birth ?date|d\.?o\.?b\.?|geburtsdatum|né(?:e)? le|date de naissance)"
LABELLED_BIRTH = re.compile(
    rf"(?i:\b({BORN}(?:\s(?:op|on|am|is|was|le|van|of))?\s{{0,3}}[:=(]?\s{{0,3}}){DATE})(?!\d)",
)
#: a full date this long ago is hardly ever about the incident itself
OLD_DATE = re.compile(
    rf"(?i)(?<![\w-])(?:{_DAY}\s?[-/.]\s?(?:0?[1-9]|1[0-2])\s?[-/.]\s?(?:19\d\d|20[01]\d)|(?:19\d\d|20[01]\d)-(?:0[1-9]|1[0-2])-{_DAY}|"
    rf"{_DAY}(?:st|nd|rd|th|er|\.)?\s(?:{MONTHS})\s(?:19\d\d|20[01]\d))(?!\d)"
)
PHONE = re.compile(r"(?<![\w@.,/-])(?:\+|00|\(?0)[\d(][\d\s()./\u2013-]{6,18}\d(?![\w@])")
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

_CAP = r"[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}"
_LINK = r"(?:(?:van|de|der|den|von|zu|el|al|ten|ter|du|la|le|da|dos|bin|op|in|'t|’t) ){0,3}"
_INITIALS = r"(?:(?:[A-ZÀ-Þ]\. ?){1,5})"
NAME = rf"(?:{_INITIALS}{_LINK}{_CAP}(?: ?- ?{_CAP})?|{_CAP}(?: {_LINK}{_CAP}){{0,3}}|{_LINK}{_CAP})"
_NOBODY = (
    r"(?!(?:Sir|Madam|Mr|Mrs|Ms|Dr|Drs|De|Herr|Frau|Monsieur|Madame|Mme|Familie|Fam|Team|Heer|Mevrouw|Meneer|Dames|Heren|Damen|Herren|Mensen|Allen|All|Collega|Collegae|Collega's|Relatie|"
    r"Klant|Redactie|Directie|Bestuur|Colleague|Colleagues|Everyone|Support|Autoriteit|Juist|Meldpost|Google|Microsoft|"
    r"Nederland|Europa|Mesdames|Messieurs|Ik|We|Wij|I|Het|Dit|Dat|Dank|Er|Ons|Uw|Mijn|My|The|Thank|Graag|Bij|In)\b)"
)
TITLED = re.compile(
    rf"\b((?:[Dd]e heer|[Dd]hr\.?|[Mm]evrouw|[Mm]evr\.?|[Mm]w\.?|[Mm]eneer|[Mm]r\.?|[Mm]rs\.?|Ms\.?|Miss|[Dd]r\.?|[Dd]rs\.?|"
    rf"[Ii]r\.|[Pp]rof\.?|Herrn?|Frau|Monsieur|Madame|Mme\.?|M\.|[Ff]amilie|[Ff]am\.|[Ff]amille|Señora?|Pani?)\s{{1,2}}){_NOBODY}{NAME}"
)
GREETED = re.compile(
    rf"(?m)^([ \t>]{{0,8}}(?:Beste|Geachte|Lieve|Hallo|Hoi|Hi|Hey|Dag|Goedemorgen|Goedemiddag|Dear|Hello|Liebe|Lieber|Guten Tag|"
    rf"Bonjour|Cher|Chère|Hola|Estimad[oa]|Drogi|Droga)\s{{1,2}}){_NOBODY}{NAME}"
)
SIGNED = re.compile(
    rf"(?m)((?:^|[.!?]\s{{1,2}})[ \t>]{{0,8}}(?i:(?:met )?(?:vriendelijke |hartelijke |lieve )?groet(?:en|jes)?|gr\.?|mvg|m\.v\.g\.?|hoogachtend|"
    rf"alvast bedankt|(?:kind|best|warm)? ?regards|cheers|thanks|yours (?:sincerely|faithfully)|best wishes|sincerely|"
    rf"(?:mit )?(?:freundlichen |viele |liebe )?grü(?:ß|ss)en?|mfg|(?:bien )?cordialement|salutations|saludos|pozdrawiam)"
    rf"(?i:\svan)?[,.!]?[ \t]{{0,3}}\n{{0,3}}[ \t>]{{0,8}}){_NOBODY}{NAME}"
)
ABOUT = re.compile(
    rf"\b((?i:namens|mijn naam is|my name is|on behalf of|im namen von|au nom de|ich hei(?:ß|ss)e|je m['’]appelle|genaamd|heet|called|"
    rf"(?:dossier|brief|envelop|post|gegevens|loonstrook|loonstroken|salarisstrook|paspoort|rapport|uitslag|factuur|contract|mail|e-mail|"
    rf"account|telefoon|verslag|indicatie|cv|diagnose|recept|kopie|naam|namen|formulier|overzicht)\s(?:van|voor|aan)|"
    rf"(?:file|letter|record|records|payslip|passport|report|invoice|data|name|details)\s(?:of|for|to|from)|"
    rf"(?:akte|brief|name|daten|bescheid|rechnung|abrechnung)\s(?:von|für|an)|"
    rf"(?:dossier|lettre|courrier|nom|données|facture|fiche)\s(?:de|pour|d['’]))\s{{1,2}}(?i:een zekere |ene |a certain )?){_NOBODY}{NAME}"
)
FULL_NAME = re.compile(
    rf"(?<![.!?]\s)(?<!^)\b{_NOBODY}{_CAP}\s(?:van der|van den|van de|van 't|van|de|den|der|ter|ten|von|el|al)\s{_CAP}\b"
)
INITIALLED = re.compile(rf"(?<![\w.]){_INITIALS}{_LINK}{_CAP}")
AFTER_PREPOSITION = re.compile(
    rf"\b((?:van|voor|aan|met|of|for|to|from|with|by|von|für|an|mit|pour|avec|door)\s){_NOBODY}({_CAP}\s{_LINK}{_CAP})\b(?!\s(?:B\.?V\.?|N\.?V\.?|GmbH|Ltd))"
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


_STEPS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (EMAIL, "[e-mail]"),
    (IBAN, _iban_or_text),
    (CARD, _card_or_text),
    (LABELLED_BIRTH, r"\1[geboortedatum]"),
    (OLD_DATE, "[geboortedatum]"),
    (LABELLED_BSN, lambda found: found.group()[: -len(found.group(1))] + "[BSN]"),
    (PHONE, _phone_or_text),
    (BSN, "[BSN]"),
    (LABELLED_NUMBER, r"\1[nummer]"),
    (POSTCODE, "[adres]"),
    (STREET, "[adres]"),
    (STREET_ABROAD, "[adres]"),
    (TITLED, r"\1[naam]"),
    (GREETED, r"\1[naam]"),
    (SIGNED, r"\1[naam]"),
    (ABOUT, r"\1[naam]"),
    (INITIALLED, "[naam]"),
    (FULL_NAME, "[naam]"),
    (AFTER_PREPOSITION, r"\1[naam]"),
)
