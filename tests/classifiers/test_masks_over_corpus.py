"""No number or address of a person is left in any mail of the corpus after masking: a scan by other means."""

import re
from collections.abc import Iterator

import phonenumbers
import pytest
from stdnum import iban
from stdnum.nl import bsn

from classifiers.training.corpus import CORPUS_FOLDER, read_corpus
from register_store.masks import mask

MAILS = read_corpus(CORPUS_FOLDER)
NINE_DIGITS = re.compile(r"(?<!\d)(?<!\bCVE-)\d(?:[ .\u00a0-]?\d){8}(?!\d)")  #: the number of a known flaw is nobody's
ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2} ?(?:[A-Z0-9]{1,4} ?){2,8}")
OPENING_HOURS = re.compile(r"\d\d\.\d\d-\d\d\.\d\d")  #: 09.00-12.30 is no telephone number
ADDRESS = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]{1,64}\.\w+")


def left_over(text: str) -> Iterator[str]:
    """The kind of each value that still stands there."""
    for found in NINE_DIGITS.finditer(text):
        if bsn.is_valid(re.sub(r"\D", "", found.group())):
            yield "bsn"
    for found in ACCOUNT.finditer(text):
        compact = found.group().replace(" ", "")
        if any(iban.is_valid(compact[:length]) for length in range(15, len(compact) + 1)):
            yield "iban"
    yield from ("e-mail" for _ in ADDRESS.finditer(text))
    numbers = phonenumbers.PhoneNumberMatcher(text, "NL")
    yield from ("phone" for found in numbers if not OPENING_HOURS.fullmatch(found.raw_string))


@pytest.mark.parametrize("batch", sorted({mail.batch for mail in MAILS}))
def test_nothing_is_left_unmasked(batch: str) -> None:
    left = {
        mail.id: kinds
        for mail in MAILS
        if mail.batch == batch and (kinds := set(left_over(mask(f"{mail.sender}\n{mail.subject}\n{mail.text}"))))
    }
    assert left == {}


def test_the_scan_sees_what_is_not_masked() -> None:
    shown = "999990019, NL91ABNA0417164300, a@post.example, 06-12345678"
    assert set(left_over(shown)) == {"bsn", "iban", "e-mail", "phone"}
