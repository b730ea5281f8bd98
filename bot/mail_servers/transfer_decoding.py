"""Takes a part out of its Content-Transfer-Encoding piece by piece (RFC 2045 section 6; pure)."""

import binascii
import re
from collections.abc import Iterable, Iterator

_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


def decoded(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The content; what is broken in it is passed over, as mail programs do."""
    match encoding:
        case "base64":
            return _from_base64(pieces)
        case "quoted-printable":
            return _from_quoted_printable(pieces)
        case _:
            return iter(pieces)


def _from_base64(pieces: Iterable[bytes]) -> Iterator[bytes]:
    waiting = b""
    for piece in pieces:
        waiting += _NO_BASE64.sub(b"", piece)
        usable = len(waiting) // 4 * 4
        yield binascii.a2b_base64(waiting[:usable])
        waiting = waiting[usable:]
    if len(waiting) > 1:  # a lone letter holds no whole byte
        yield binascii.a2b_base64(waiting + b"=" * (4 - len(waiting)))


def _from_quoted_printable(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Line by line: a piece may end inside a line."""
    waiting = b""
    for piece in pieces:
        whole, newline, waiting = (waiting + piece).rpartition(b"\n")
        yield binascii.a2b_qp(whole + newline)
    yield binascii.a2b_qp(waiting)
