"""Turns the bytes of a mail into words, whatever charset they claim."""

import codecs
import re

# `punycode` and `idna` take quadratic time, `unicode_escape` invents characters: only real charsets are believed.
_REAL = re.compile(
    r"(ascii|utf-(7|8|8-sig|16|32)(-[lb]e)?|iso8859-\d+|iso2022_\w+|cp\d+|koi8-\w|mac-\w+|gb\w+|big5\w*|euc_\w+"
    r"|shift_ji\w+|hz|johab|tis-620|kz1048|ptcp154)"
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(content: bytes, declared: str | None = None) -> str:
    """The words of these bytes: by the declared charset, then UTF-8, then Windows-1252, then Latin-1. Never fails.

    >>> decode("Patiënt".encode("cp1252"), "utf-8")
    'Patiënt'
    """
    for charset in (*_by_mark(content), *_real(declared), "utf-8"):
        try:
            return content.decode(charset).replace("\x00", "")
        except (UnicodeError, ValueError):
            continue
    return _nearly_utf8(content) or _western(content)


def _by_mark(content: bytes) -> tuple[str, ...]:
    return tuple(charset for mark, charset in _MARKS if content.startswith(mark))


def _real(declared: str | None) -> tuple[str, ...]:
    if not declared or not declared.isascii() or len(declared) > 40:
        return ()
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return ()
    if name == "iso8859-1":
        return ("cp1252",)  # what senders mean by Latin-1; browsers read it so too
    return (name,) if _REAL.fullmatch(name) else ()


def _nearly_utf8(content: bytes) -> str | None:
    """UTF-8 with a few broken places (a cut mail, a spliced footer), where Windows-1252 would garble every accent."""
    words = content.decode("utf-8", "replace")
    broken = words.count("\N{REPLACEMENT CHARACTER}")
    sound = sum(1 for letter in words if letter > "\x7f") - broken
    return words.replace("\x00", "") if sound > 3 * broken else None


def _western(content: bytes) -> str:
    try:
        return content.decode("cp1252").replace("\x00", "")
    except UnicodeError:
        return content.decode("latin-1").replace("\x00", "")
