"""Finds numbers that stand in a text in an odd way: split over lines, in file names, in addresses on the web (pure).

    >>> mask_disguised("scan_999990019.pdf, NL91_ABNA_0417_1643_00")
    'scan_[BSN].pdf, [IBAN]'

Where neither blanks nor words tell that something is a number of somebody, its own check must: only what passes is
masked. All expressions run in linear time.
"""

import re
from collections.abc import Callable

from stdnum import iban, luhn
from stdnum.nl import bsn

#: what people, programs and broken lines put between digits
_GAP = r"[\s._/|\u2022\u00b7-]{0,3}"
#: begins like a number, and is a day or opening hours
_NO_MOMENT = r"(?!\d{1,2}[-./]\d{1,2}[-./]20[2-9]\d(?!\d)|20[2-9]\d[-./]\d\d[-./]\d\d(?!\d)|\d\d[.:]\d\d\s?-)"
_BSN = re.compile(rf"(?<!\d)(?<!CVE-)(?=({_NO_MOMENT}\d(?:{_GAP}\d){{8}}(?!\d)))")
_CARD = re.compile(rf"(?<!\d)(?=([2-6](?:{_GAP}\d){{14,15}}(?!\d)))")
#: how many characters an account number of a country has: what follows may be the next word
_IBAN_LENGTHS = {
    country: length
    for length, countries in {
        15: "NO",
        16: "BE",
        18: "DK FI NL",
        19: "SI",
        20: "AT EE LT LU",
        21: "CH HR LI LV",
        22: "BG DE GB IE",
        24: "AD CZ ES RO SE SK",
        25: "PT",
        26: "TR",
        27: "FR GR IT MC",
        28: "CY HU MA PL",
        31: "MT",
    }.items()
    for country in countries.split()
}
_COUNTRY = "|".join(_GAP.join(country) for country in _IBAN_LENGTHS)
_IBAN = re.compile(rf"(?=((?i:{_COUNTRY})(?:{_GAP}\d){{2}}(?:{_GAP}[A-Za-z0-9]){{11,27}}))")
_MOBILE = re.compile(rf"(?<!\d)(?=({_NO_MOMENT}(?:0|(?:\+|00)?31{_GAP}(?:\(0\))?){_GAP}6(?:{_GAP}\d){{8}}(?!\d)))")
_LANDLINE = re.compile(r"(?<!\d)(?=(" + _NO_MOMENT + r"0[1-9](?:[ ._/\u2022\u00b7-]{0,2}\d){8}(?!\d)))")
_WITHOUT_ZERO = re.compile(r"(?<![\d-])(?=(6[ -]\d{8}(?!\d)))")
#: an address that its writer kept from robots: jan (at) post.example, jan at post dot nl
_EMAIL = re.compile(
    r"(?<![\w.+-])(?=([\w.+'-]{1,64}(?:\s?(?:\(at\)|\[at\]|\{at\}|\(apenstaartje\)|\[@\]|\(@\))\s?|@)"
    r"(?:\[[\d.]{7,15}\]|[\w-]{1,63}(?:(?:\.|\s?(?:\(dot\)|\[dot\]|\(punt\)|\[punt\])\s?)[\w-]{2,63}){0,4})"
    r"|[\w.+'-]{1,64}\s{0,2}@\s{0,2}[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}"
    r"|[\w.+'-]{1,64}\s(?:at|apenstaartje)\s[\w-]{1,63}(?:\s(?:dot|punt)\s[\w-]{2,63}){1,4}"
    r"|\"[^\"\n@]{1,64}\"@[\w.-]{1,120}))"
)
#: a name as a field of an address on the web: ?naam=Jan+de+Vries
_NAME_IN_QUERY = re.compile(
    r"(?i)([?&;](?:amp;)?[a-z_.-]{0,20}(?:naam|name|nom|nombre|user|klant|client|patient|persoon|person)=)(?=[^&;#\s\"'<>]{0,60}[a-z])[^&;#\s\"'<>]{1,120}"
)


def mask_disguised(text: str) -> str:
    """The text with each such value replaced by its kind."""
    for pattern, length_of, kind in _KINDS:
        text = _replaced(text, pattern, length_of, kind)
    return _NAME_IN_QUERY.sub(r"\1[naam]", text)


def _replaced(text: str, pattern: re.Pattern[str], length_of: Callable[[str], int], kind: str) -> str:
    """Values may begin inside what was no value: `1234 999990019`."""
    pieces, done = [], 0
    for found in pattern.finditer(text):
        length = length_of(found.group(1)) if found.start() >= done else 0
        if length:
            pieces += [text[done : found.start()], kind]
            done = found.start() + length
    return "".join([*pieces, text[done:]])


def _bsn_length(found: str) -> int:
    return len(found) if bsn.is_valid(_bare(found)) else 0


def _card_length(found: str) -> int:
    return len(found) if luhn.is_valid(_bare(found)) else 0


def _iban_length(found: str) -> int:
    length = _IBAN_LENGTHS[_bare(found)[:2].upper()]
    compact = _bare(found)[:length]
    if len(compact) < length or not iban.is_valid(compact):
        return 0
    return [place for place, character in enumerate(found, 1) if character.isalnum()][length - 1]


def _bare(found: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", found)


_KINDS: tuple[tuple[re.Pattern[str], Callable[[str], int], str], ...] = (
    (_EMAIL, len, "[e-mail]"),
    (_IBAN, _iban_length, "[IBAN]"),
    (_CARD, _card_length, "[kaart]"),
    (_MOBILE, len, "[telefoon]"),
    (_LANDLINE, len, "[telefoon]"),
    (_WITHOUT_ZERO, len, "[telefoon]"),
    (_BSN, _bsn_length, "[BSN]"),
)
