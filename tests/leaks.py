"""Looks for values of people that still stand in a text, by other means than the masks."""

import re
import sys
import unicodedata
from collections.abc import Iterator

import phonenumbers
from stdnum import iban
from stdnum.nl import bsn

NINE_DIGITS = re.compile(r"(?<!\d)(?<!\bCVE-)\d(?:[ .\u00a0-]?\d){8}(?!\d)")  #: the number of a known flaw is nobody's
DRAWN = re.compile(r"[A-Z2-7]{40}")  #: a reply token in base32: nine digits in it are drawn by chance
ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2} ?(?:[A-Z0-9]{1,4} ?){2,8}")
ADDRESS = re.compile(r"[^\s@<>\"'()«»„“”]{1,64}@[^\s@<>\"'();,]{1,64}\.\w+")
OPENING_HOURS = re.compile(r"\d\d\.\d\d-\d\d\.\d\d")  #: 09.00-12.30 is no telephone number
TOWN_HALL = re.compile(r"14 ?0\d{2,3}")  #: the number of a municipality is nobody's
UNSEEN = {point: None for point in range(sys.maxunicode + 1) if unicodedata.category(chr(point)) == "Cf"}
#: one of each; whoever uses the scan first sees that it sees them
SHOWN = "BSN 999990019, rekening NL91 ABNA 0417 1643 00, mail jan.tester@post.example, tel. 06-87654321."


def leaks_in(text: str, *, ours: re.Pattern[str] | None = None) -> Iterator[str]:
    """The kind of each value of somebody that stands there; addresses and numbers that `ours` finds may be named."""
    text = _as_read(text)
    for found in NINE_DIGITS.finditer(text):
        if bsn.is_valid(re.sub(r"\D", "", found.group())):
            yield "bsn"
    for found in ACCOUNT.finditer(text):
        compact = found.group().replace(" ", "")
        if any(iban.is_valid(compact[:length]) for length in range(15, len(compact) + 1)):
            yield "iban"
    yield from ("e-mail" for found in ADDRESS.finditer(text) if not (ours and ours.search(found.group())))
    for number in phonenumbers.PhoneNumberMatcher(text, "NL"):
        digits = re.sub(r"\D", "", number.raw_string)
        is_nobodys = OPENING_HOURS.fullmatch(number.raw_string) or TOWN_HALL.fullmatch(number.raw_string)
        if not is_nobodys and not (ours and ours.search(digits)):
            yield "phone"


def _as_read(text: str) -> str:
    """Wide digits and unseen characters hide nothing from a reader; tokens hold nothing of anybody's."""
    return DRAWN.sub("", unicodedata.normalize("NFKC", text).translate(UNSEEN))
