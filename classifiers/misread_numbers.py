"""Repairs BSNs and IBANs that OCR misread, where their checksum proves the repair."""

import re
from collections.abc import Callable

from stdnum import iban
from stdnum.nl import bsn

LEAST_DIGITS = 6  #: of the nine of a BSN that must have been read as digits: words are not bent into numbers
LONGEST = 40_000  #: characters looked at

_TO_DIGIT = str.maketrans("OoDQlIi|!BSsZzGbgqA", "0000111118552266994")
_TO_LETTER = str.maketrans("0185264", "OIBSZGA")
_ONE = r"[\dOoDQlIi|!BSsZzGbgqA]"  # a digit, or what a digit is taken for
_NINE = re.compile(rf"(?<![\w|!])(?:{_ONE}[ .]?){{8}}{_ONE}(?![\w|!])")
#: Two letters, two digits, four letters, ten digits, all perhaps misread; l and | stand for 1 and I.
_DUTCH = re.compile(r"(?<![\w|])[NM][L1I|l][ .]?[\w|]{2}[ .]?(?:[\w|][ .]?){4}(?:[\w|!][ .]?){9}[\w|!](?![\w|])")
_FOREIGN = re.compile(rf"(?<!\w)[A-Z]{{2}}(?:[ .]?{_ONE}){{13,30}}(?!\w)")


def with_repaired_numbers(text: str) -> str:
    """The text, with O for 0, l for 1, B for 8 put right inside numbers; all else stays as it was read.

    >>> with_repaired_numbers("rekening NLO2 ABNA O123 4567 B9")
    'rekening NL02 ABNA 0123 4567 89'
    """
    for pattern, repair in ((_DUTCH, _dutch_iban), (_FOREIGN, _foreign_iban), (_NINE, _bsn)):
        text = pattern.sub(_proven(repair), text[:LONGEST]) + text[LONGEST:]
    return text


def _proven(repair: Callable[[str], str | None]) -> Callable[[re.Match[str]], str]:
    """The found number with its characters replaced and its spaces kept, or as it was."""

    def replaced(found: re.Match[str]) -> str:
        as_read = found.group()
        repaired = repair(re.sub(r"[ .]", "", as_read))
        return _spaced(repaired, as_read) if repaired else as_read

    return replaced


def _dutch_iban(compact: str) -> str | None:
    """ISO 13616 lays down where letters and digits stand, mod 97 proves them."""
    body = compact.translate(_TO_DIGIT)
    guess = "NL" + body[2:4] + compact[4:8].upper().translate(_TO_LETTER) + body[8:]
    return guess if guess != compact and iban.is_valid(guess) else None


def _foreign_iban(compact: str) -> str | None:
    guess = compact[:2] + compact[2:].translate(_TO_DIGIT)
    return guess if guess != compact and guess[2:].isdigit() and iban.is_valid(guess) else None


def _bsn(compact: str) -> str | None:
    guess = compact.translate(_TO_DIGIT)
    is_number = sum(character.isdigit() for character in compact) >= LEAST_DIGITS and guess.isdigit()
    return guess if guess != compact and is_number and bsn.is_valid(guess) else None


def _spaced(number: str, like: str) -> str:
    rest = iter(number)
    return "".join(character if character in " ." else next(rest) for character in like)
