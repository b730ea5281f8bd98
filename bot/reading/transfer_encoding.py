"""Takes the body of a part out of its Content-Transfer-Encoding (RFC 2045 section 6); what is broken is passed over."""

import binascii
import re
from collections.abc import Iterable, Iterator
from email import errors
from io import BytesIO
from itertools import islice

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NO_BASE64 = bytes(set(range(256)) - set(_ALPHABET + b"="))
_BASE64_OR_SPACE = _ALPHABET + b"= \t\r\n"
# RFC 2045 6.7 (3): servers pad lines with blanks; and the standard library loses a text whose lines end with CR alone
_SOFT_BREAK = re.compile(rb"=[ \t]{0,200}(?:\r\n?|\n|\Z)")
# where encoded words may end, and words as people write them
_MAY_END = re.compile(rb"=[ \t]{0,20}\r?\n|\n[ \t]{0,20}\r?\n")
_PLAIN = re.compile(rb"[A-Za-z,.:;]{2} [A-Za-z]")
_ENCODED_LINE = re.compile(rb"^[A-Za-z0-9+/]{30,1000}={0,2}\r?$", re.MULTILINE)
_MOST_ENDS = 20
_UUENCODE = ("x-uuencode", "uuencode", "uue", "x-uue")


def decoded(
    pieces: Iterable[bytes], encoding: str, defects: list[errors.MessageDefect], *, is_text: bool = False
) -> bytes:
    """The bytes that were sent; an encoding that nobody knows hides nothing."""
    # gathered in a file in memory: joining pieces would hold a large attachment twice
    gathered = BytesIO()
    match encoding:
        case "base64":
            gathered.writelines(_from_base64(pieces, defects, is_text))
        case "quoted-printable":
            return binascii.a2b_qp(_SOFT_BREAK.sub(b"=\n", b"".join(pieces)))
        case _ if encoding in _UUENCODE:
            gathered.writelines(_from_uuencode(b"".join(pieces)))
        case _:
            gathered.writelines(pieces)
    return gathered.getvalue()


def _from_base64(pieces: Iterable[bytes], defects: list[errors.MessageDefect], is_text: bool) -> Iterator[bytes]:
    """Some programs encode piece by piece: words after a padding are words too, though a strict reader stops there."""
    waiting, rubbish, footer = b"", False, b""
    for whole in pieces:
        piece, footer = _footer_apart(whole) if is_text else (whole, b"")
        rubbish = rubbish or bool(piece.translate(None, _BASE64_OR_SPACE))
        *ended, waiting = (waiting + piece.translate(None, _NO_BASE64)).split(b"=")
        yield from map(_last_letters, ended)
        usable = len(waiting) // 4 * 4
        yield binascii.a2b_base64(waiting[:usable])
        waiting = waiting[usable:]
    yield _last_letters(waiting)
    yield footer and b"\n" + footer
    if rubbish or footer:
        defects.append(errors.InvalidBase64CharactersDefect())
    if waiting:
        defects.append(errors.InvalidBase64PaddingDefect())


def _footer_apart(piece: bytes) -> tuple[bytes, bytes]:
    """What lists and gateways write in plain words below the encoded ones; decoded, it would be noise among these."""
    ends = islice(_MAY_END.finditer(piece), _MOST_ENDS) if b" " in piece else ()
    places = (end.end() for end in ends)
    at = next((place for place in places if _is_plain(piece[place:])), len(piece))
    return piece[:at], piece[at:]


def _is_plain(text: bytes) -> bool:
    return _PLAIN.search(text) is not None and _ENCODED_LINE.search(text) is None


def _last_letters(letters: bytes) -> bytes:
    whole = letters[:-1] if len(letters) % 4 == 1 else letters  # a lone letter holds no whole byte
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def _from_uuencode(text: bytes) -> Iterator[bytes]:
    begun = False
    for line in text.splitlines():
        if begun and line.strip() == b"end":
            return
        if begun and line:
            yield _uudecoded(line)
        begun = begun or line.startswith(b"begin ")


def _uudecoded(line: bytes) -> bytes:
    """Old programs write a letter too many (as the standard library knows)."""
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        letters = (((line[0] - 32) & 63) * 4 + 5) // 3
    try:
        return binascii.a2b_uu(line[:letters])
    except binascii.Error:
        return b""
