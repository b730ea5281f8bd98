"""Text as plain words: lower case, without accents, cut at everything that is no letter or digit.

>>> plain_words("E-mail aan de Cliënten")
['e', 'mail', 'aan', 'de', 'clienten']
"""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d"})


def plain_words(text: str) -> list[str]:
    """The words of a text as word lists and model see them."""
    return _WORD.findall(without_accents(text))


def without_accents(text: str) -> str:
    """Lower case without accents: people type cliënt and client."""
    lowered = text.lower().translate(_SPECIAL)
    if lowered.isascii():
        return lowered
    apart = unicodedata.normalize("NFKD", lowered)
    return "".join(character for character in apart if not unicodedata.combining(character))


def words_of_row(row: str) -> frozenset[str]:
    """The words of a table that is written as one row of text."""
    return frozenset(row.split())
