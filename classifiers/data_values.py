"""Finds personal data that stand in a text themselves: numbers that pass their check, addresses, dates of birth."""

# ruff: noqa: E501  tables of expressions read better unbroken

import re

import phonenumbers
from stdnum import iban
from stdnum.nl import bsn

from register_store.findings import DataKind
from register_store.masks import BSN, EMAIL, IBAN, LABELLED_BIRTH, LABELLED_BSN, POSTCODE, STREET
from register_store.plain_characters import plain

LONGEST = 40_000  #: characters looked at
SIGNATURE_LINES = 3  #: lines at the end of a mail that are hardly ever about others
MOST_VALUES = 2_000  #: a list of more values tells nothing new

_NEAR_BSN = re.compile(
    r"(?i)bsn|burgerservice|sofi|citizen service|persoonsnummer|geb\.?|geboren|born|naam|name|paspoort|dossier|cli[eë]nt|pati[eë]nt"
)
#: what stands before a number that is no BSN, whatever else is near: "Content-Length: 111222333"
_OTHER_NUMBER = re.compile(
    r"(?i)(?:length|size|bytes|order\w{0,8}|bestel\w{0,10}|factuur\w{0,8}|invoice|rechnung\w{0,8}|kenmerk|ticket|zaak\w{0,8}|case|kvk\w{0,8}|track\w{0,10}|zending\w{0,4}|artikel\w{0,8}|serie\w{0,8}|"
    r"serial|build|commit|timestamp|session\w{0,4}|message-id|uid|msgid|isbn|ean)[ -]?(?:nummer|nr\.?|number|no\.?|id)?\s?[:=#]?\s?$"
)
_OWN = re.compile(
    r"(?i)\b(?:bel|mail|app) (?:mij|me|gerust|even)|bereikbaar|terugbellen|mijn (?:eigen )?(?:nummer|telefoonnummer|mailadres|e-mailadres|adres)|"
    r"bel(?:len|t)? (?:kan|gerust|rob|ons)|te bereiken|telefoonnotitie|spoednummer|(?:ons|mijn|onze) (?:telefoon|nummer|bereik)|terugbel|call me|reach me|reach us|phone me|call us|my (?:own )?(?:number|phone|address|e-?mail)|erreichbar|meine (?:nummer|adresse)|mon (?:numéro|adresse)|tel\.?:?\s"
)
_SIGN_OFF = re.compile(
    r"(?im)^[ \t>]{0,8}(?:met (?:vriendelijke|hartelijke) groet(?:en)?|(?:vriendelijke |hartelijke )?groet(?:en|jes)?|mvg|gr\.?|hoogachtend|"
    r"(?:kind|best|warm)? ?regards|yours|cheers|(?:mit )?(?:freundlichen|viele|liebe) grü(?:ß|ss)en?|mfg|(?:bien )?cordialement|saludos|pozdrawiam)\b"
)


def kinds_shown(text: str) -> frozenset[DataKind]:
    """The kinds of data that stand in the text themselves; what the sender says of himself does not count."""
    others = "\n".join(line for line in without_sign_off(plain(text[:LONGEST])).splitlines() if not _OWN.search(line))
    shown = {kind for kind, is_there in _SHOWN if is_there(others)}
    return frozenset(shown)


def kinds_in_picture(text: str) -> frozenset[DataKind]:
    """The kinds of data that a picture shows: it is of others, down to its last line, and one address is one."""
    read = plain(text[:LONGEST])
    also = {DataKind.EMAIL: bool(EMAIL.search(read)), DataKind.PHONE: _holds_number(IBAN.sub(" ", read[:5_000]))}
    return frozenset(kind for kind, is_there in _SHOWN if also.get(kind) or is_there(read))


def without_sign_off(text: str) -> str:
    """The text up to the last greeting: a signature holds the sender's own data."""
    ends = [found.start() for found in _SIGN_OFF.finditer(text)]
    return text[: ends[-1]] if ends and len(text) - ends[-1] < 800 else text


def _has_bsn(text: str) -> bool:
    """Nine digits that pass the 11-test are chance in one of eleven: a word nearby must say what they are."""
    if any(bsn.is_valid(re.sub(r"\D", "", found.group(1))) for found in LABELLED_BSN.finditer(text)):
        return True
    for count, found in enumerate(BSN.finditer(text)):
        around = text[max(0, found.start() - 80) : found.end() + 40]
        if _OTHER_NUMBER.search(text[max(0, found.start() - 40) : found.start()]):
            continue
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
    """The last lines hold the sender's own number even without a greeting before them."""
    lines = [line for line in text[:5_000].splitlines() if line.strip()]
    return _holds_number("\n".join(lines[:-SIGNATURE_LINES] if len(lines) > SIGNATURE_LINES else lines))


def _holds_number(text: str) -> bool:
    return any(True for _ in phonenumbers.PhoneNumberMatcher(text, "NL"))


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
