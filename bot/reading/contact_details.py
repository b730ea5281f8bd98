"""Where the contact details under a name begin, in mails whose program puts no "-- " above them."""

import re
from collections.abc import Sequence

from bot.reading.sign_offs import is_sign_off, names_the_writer

_MOST_LINES = 18  # lines of contact details; more is part of the story
_LONGEST_LINE = 160
_MOST_WORDS = 14  # a line of more words, or one that asks or tells, is a sentence

_MARKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^\s{0,4}\W{0,4}(t|m|f|e|w|tel|telefoon|telefon|telefax|fax|mob|mobiel|mobil|mobile|phone|direct|e-?mail|mail"
        r"|web|website|internet|bezoekadres|postadres|adres|address|adresse|anschrift|werkdagen|aanwezig|bereikbaar"
        r"|linkedin|twitter|facebook|courriel|tél|portable)(\s?[.:|]|\s(?=[+(]?\d|www|\S{1,60}@))",
        r"[+(]?\d[\d\s()./-]{7,20}\d",
        r"\b(www\.|https?://)\S{4,200}|\b[a-z0-9-]{2,60}\.(nl|be|de|com|eu|org|fr|pl|es)\b",
        r"\b\S{1,60}@\S{3,200}\b",
        r"\b(kvk|btw|hrb|ust|siret|agb|big|iban|postbus|p\.?o\.? box|amtsgericht|geschäftsführer)\b",
        r"\b\d{4}\s?[A-Z]{2}\b",
        r"\s\|\s.{1,80}\s\|\s",
    )
)


def contact_start(lines: Sequence[str]) -> int:
    """The number of the first line below the sign-off and the name; the number of lines when there is no doubtless one.

    At least two lines must look like contact details and none like a sentence: words are lost only with certainty.
    """
    place = next((number for number in range(len(lines) - 1, -1, -1) if is_sign_off(lines[number])), None)
    if place is None:
        return len(lines)
    below = [number for number in range(place + 1, len(lines)) if lines[number].strip()]
    if not names_the_writer(lines[place]) and below and not _is_mark(lines[below[0]]):
        below = below[1:]
    shown = [lines[number] for number in below]
    details = sum(map(_is_mark, shown))
    if not 2 <= details <= len(shown) <= _MOST_LINES or any(map(_is_sentence, shown)):
        return len(lines)
    return below[0]


def _is_mark(line: str) -> bool:
    return any(mark.search(line[:_LONGEST_LINE]) for mark in _MARKS)


def _is_sentence(line: str) -> bool:
    words = [word for word in line.split() if any(letter.isalpha() for letter in word)]
    ends = line.rstrip().endswith((".", "?", "!")) and len(words) > 4
    return len(line) > _LONGEST_LINE or len(words) > _MOST_WORDS or ends or bool(re.match(r"\s*p\.?s\b", line, re.I))
