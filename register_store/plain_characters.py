"""Writes a text in plain characters: values cannot hide behind unseen characters, wide digits or odd dashes (pure).

    >>> plain("bsn 999\u200b990\u2011019, jan%40post.example")
    'bsn 999990-019, jan@post.example'

Copying from a PDF, a chat or a table of a web page brings all of these along without anybody meaning to hide anything.
"""

import re
import unicodedata

#: takes no room on a screen: soft hyphens, zero-width spaces, marks of direction, byte order marks
_UNSEEN = re.compile(r"[\u00ad\u034f\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]+")
#: what is drawn over, around or behind a digit or Latin letter: a line through it, the frame of a key
_DRAWN_OVER = re.compile(r"(?<=[0-9A-Za-z@.])[\u0332-\u0338\u200d\u20d0-\u20f0\ufe0e\ufe0f]+")
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_ENDS = re.compile(r"\r\n?")
_HYPHENS = re.compile(r"[\u2010-\u2012\u2212\ufe58\ufe63\uff0d]|(?<=\d)\s?[\u2013\u2014\u2015]\s?(?=\d)")
#: digits of any script, wide letters and signs, letters of mathematics
_OTHERWISE_WRITTEN = re.compile(r"[\uff01-\uff5e\U0001d400-\U0001d7ff]|[^\W\x00-\x7f]")
#: of an address on the web: digits, blank, plus, hyphen, full stop, at
_ESCAPED = re.compile(r"%(?:3[0-9]|2[0BbDdEe]|40)")


def plain(text: str) -> str:
    """The same text, as somebody would type it who copies it off by hand."""
    if not text.isascii():
        text = _DRAWN_OVER.sub("", _UNSEEN.sub("", text))
        text = _OTHERWISE_WRITTEN.sub(_typed, _HYPHENS.sub("-", _SPACES.sub(" ", text)))
    return _ESCAPED.sub(lambda found: chr(int(found.group()[1:], 16)), _LINE_ENDS.sub("\n", text))


def _typed(found: re.Match[str]) -> str:
    """Letters with accents stay as they are."""
    character = found.group()
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return unicodedata.normalize("NFKC", character) if character >= "\uff01" else character
