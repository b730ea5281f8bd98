"""Who a mail is from, told only when its From leaves no doubt."""

import re
from collections.abc import Sequence

from bot.incoming_mail import Address
from bot.reading.addresses import Piece, lower, pieces
from bot.reading.header_text import header_text

# dot-atom@hostname (RFC 5322 section 3.4.1), ASCII only: look-alike letters have no authority;
# without IGNORECASE, which takes the Kelvin sign for a k
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,253}")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # other programs end a line at some of them
_FROM_LINE = re.compile(rb"(?:^|[\r\n\x00])From[ \t\x00]{0,40}:", re.IGNORECASE)
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_LONGEST_HEAD = 1_000_000
_ENCODED_WORD = re.compile(r"=\?[^?]*\?[bq]\?", re.IGNORECASE)


def sender_of(from_headers: Sequence[str]) -> Address | None:
    """The one author of a mail: one From header, one address, no comment, no defect; else None.

    RFC 5322 allows more than this; whoever writes more gets an answer but no authority (CVE-2023-27043).
    """
    if len(from_headers) != 1 or _CONTROLS.search(from_headers[0]):
        return None
    entries = list(pieces(from_headers[0]))
    if len(entries) != 1 or ":" in _outside_quotes(from_headers[0]):
        return None
    return _strict(entries[0])


def has_hidden_from(raw: bytes, known: int) -> bool:
    """Is there a From that our parser does not take for one, such as "From :" (RFC 5322 section 4.5.2)?

    Another server may have believed that one.
    """
    head = _HEADERS_END.split(raw[:_LONGEST_HEAD], maxsplit=1)[0]
    return len(_FROM_LINE.findall(head)) > known


def _strict(piece: Piece) -> Address | None:
    if piece.broken or piece.comments or len(piece.angles) > 1:
        return None
    name, spelled = (piece.phrase.strip(), piece.angles[0]) if piece.angles else ("", piece.phrase.strip())
    if (piece.quoted and not piece.angles) or not _PLAIN_ADDRESS.fullmatch(spelled) or _is_trick(piece, name):
        return None
    return Address(name=header_text(name), address=lower(spelled))


def _is_trick(piece: Piece, name: str) -> bool:
    """A display name that poses as another address: unquoted, or hidden in an encoded word (RFC 2047)."""
    if _ENCODED_WORD.search(name):
        return any(letter in header_text(name) for letter in "@<>")
    return "@" in name and not piece.quoted


def _outside_quotes(header: str) -> str:
    return re.sub(r'"[^"]*"', "", header)
