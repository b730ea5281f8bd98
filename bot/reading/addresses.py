"""Finds the mailboxes in an address header (RFC 5322 section 3.4), however odd, in linear time."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.incoming_mail import Address
from bot.reading.header_text import LONGEST, header_text

MOST = 1000  #: addresses of one header that count
_LONGEST_PHRASE = 2000  #: letters of one entry; longer ones would take quadratic time

# letters that mean nothing by themselves are taken together, up to a hundred at once; and an encoded word (RFC 2047):
# some programs leave the comma of "Vos, Karin" in it as it is
_TOKEN = re.compile(
    r"=\?[^?\s\"<>@()\\]{1,60}\?[bq]\?[^?\s\"<>@()\\]{0,400}\?=|[^\\\",;:()<>@=]{1,100}|.", re.DOTALL | re.IGNORECASE
)
_ADDRESS = re.compile(r"[^\s<>()\[\]\\,;:\"@]{1,80}@[^\s<>()\[\]\\,;:\"@]{1,255}")


@dataclass(slots=True)
class Piece:
    """One entry of an address list, taken apart; filled letter by letter by `pieces`."""

    phrase: str = ""  #: what stands outside angles and comments, quotes removed
    angles: list[str] = field(default_factory=list)  #: what stands between < and >
    comments: list[str] = field(default_factory=list)
    quoted: bool = False  #: the phrase has a quoted string
    quoted_local: bool = False  #: `"a b"@x`: what stands before the @ is not in the phrase as it must be written
    broken: bool = False  #: something never closed, or closed before it opened


def addresses_in(header: str) -> tuple[Address, ...]:
    """All mailboxes of this header, the broken ones as well as can be."""
    found: list[Address] = []
    for piece in pieces(header):
        address = address_of(piece)
        if address:
            found.append(address)
        if len(found) == MOST:
            break
    return tuple(found)


def distinct_in(headers: Iterable[str]) -> frozenset[str]:
    """Every address that stands in these headers outside quotes, in whatever place a program may look for it."""
    bare = (re.sub(r'"[^"]*"', "", header[:LONGEST]) for header in headers)
    return frozenset(lower(found) for header in bare for found in _ADDRESS.findall(header))


def address_of(piece: Piece) -> Address | None:
    """The mailbox of one entry: what stands in the last angles, else in the phrase."""
    if piece.quoted_local:
        return None
    for place in (*reversed(piece.angles), piece.phrase, *piece.comments):
        found = _ADDRESS.search(place)
        if found:
            shown = piece.phrase if place is not piece.phrase else " ".join(piece.comments)
            return Address(name=header_text(shown), address=lower(header_text(found[0])))
    return None


def lower(address: str) -> str:
    """Only ASCII is lowered: `str.lower` turns the Kelvin sign into a k, and so a stranger into an officer."""
    return address.lower() if address.isascii() else address


def pieces(header: str) -> Iterator[Piece]:
    """The entries of an address list, split at commas and semicolons outside quotes, comments and angles."""
    piece, state, depth, escaped = Piece(), "", 0, False
    before = ""
    for letter in _TOKEN.findall(" ".join(header[:LONGEST].split())):
        if escaped:
            _put(piece, state, letter)
            escaped = False
        elif letter == "\\" and state:
            escaped = True
        elif state == '"':
            state = "" if letter == '"' else _put(piece, state, letter)
        elif state == "(":
            depth += (letter == "(") - (letter == ")")
            state = "" if not depth else _put(piece, state, letter)
        elif state == "<":
            state = "" if letter == ">" else _put(piece, state, letter)
        elif letter in ",;":
            yield piece
            piece = Piece()
        elif letter == ":":
            piece = Piece()  # the name of a group (RFC 5322 section 3.4): "undisclosed-recipients:;"
        else:
            piece.quoted_local = piece.quoted_local or (letter == "@" and before == '"')
            state, depth = _outside(piece, letter)
        before = letter[-1]
    piece.broken = piece.broken or bool(state)
    yield piece


def _outside(piece: Piece, letter: str) -> tuple[str, int]:
    """Takes one letter that stands in no quotes, comment or angles; answers what it opens."""
    match letter:
        case '"':
            piece.quoted = True
        case "<":
            piece.angles.append("")
        case "(":
            piece.comments.append("")
        case ">" | ")":
            piece.broken = True
            _put(piece, "", " ")  # left out, it would make one address of two
            return "", 0
        case _:
            # "<officer@firma.example> x" is no address of RFC 5322
            piece.broken = piece.broken or (bool(piece.angles) and not letter.isspace())
            _put(piece, "", letter)
            return "", 0
    return letter, int(letter == "(")


def _put(piece: Piece, state: str, letter: str) -> str:
    if max(len(piece.phrase), *map(len, piece.angles[-1:]), *map(len, piece.comments[-1:]), 0) > _LONGEST_PHRASE:
        piece.broken = True
        return state
    match state:
        case "<":
            piece.angles[-1] += letter
        case "(":
            piece.comments[-1] += letter
        case _:
            piece.phrase += letter
    return state
