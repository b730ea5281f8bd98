"""Decodes one header value as people meant it (RFC 2047), raw eight-bit letters included."""

import base64
import binascii
import quopri
import re

from bot.reading.charsets import decode

LONGEST = 100_000  #: letters of one header; a longer one is hostile or broken

# some programs write a whole subject as one word
_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]{0,100000})\?=")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+ ?")  # with the space of a folded line


def header_text(value: str, *, words: bool = True) -> str:
    """One line of words; what the parser kept as escaped bytes is decoded too, encoded words if they may stand here.

    >>> header_text("=?utf-8?q?Pati=C3=ABnt?=")
    'Patiënt'
    """
    if value.isascii() and value.isprintable() and "=?" not in value:
        return value[:LONGEST].strip()
    plain = value[:LONGEST].encode("utf-8", "surrogateescape")
    text = decode(plain)
    return _CONTROLS.sub(" ", _decode_words(text) if words else text).strip()


def _decode_words(value: str) -> str:
    """Adjacent words of one charset are joined as bytes first: some senders cut inside a letter."""
    out: list[str] = []
    pending, charset, end = b"", "", 0
    for word in _ENCODED_WORD.finditer(value):
        between = value[end : word.start()]
        spelled = word[1].partition("*")[0].lower()
        if pending and (between.strip() or spelled != charset):
            out.append(decode(pending, charset))
            pending = b""
        if between.strip() or not end:
            out.append(between)
        pending, charset, end = pending + _bytes_of(word[2], word[3]), spelled, word.end()
    return "".join([*out, decode(pending, charset) if pending else "", value[end:]])


def _bytes_of(encoding: str, content: str) -> bytes:
    plain = content.encode("utf-8", "replace")
    if encoding in "qQ":
        return quopri.decodestring(plain.replace(b"_", b" "), header=False)
    try:
        return base64.b64decode(plain + b"=" * (-len(plain) % 4))
    except (binascii.Error, ValueError):
        return plain
