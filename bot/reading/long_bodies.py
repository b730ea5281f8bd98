"""Takes the long bodies out of a mail before the parser sees it: line by line they would need thrice their size."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from secrets import token_hex

LONG = 500_000  #: bytes; what is shorter goes through the parser as it is
_PARSED = 65_536  # bytes at the head of each stretch that the parser gets in any case: headers stand there
_PIECE = 1 << 18  # bytes that are handed on at once

# RFC 2046 section 5.1.1: it has a line of its own, without control characters
_MAY_BE_BOUNDARY = re.compile(rb"[\r\n]--[^\x00-\x08\x0b-\x1f\n]{1,1000}(?:[\r\n]|\Z)")
_EMPTY_LINE = re.compile(rb"\n\r?\n|\r\r")


@dataclass(frozen=True, slots=True)
class Lifted:
    """The bodies that were taken out, by the word that stands for each; nobody can guess the words."""

    bodies: dict[str, memoryview]
    _words: re.Pattern[str]

    def pieces(self, payload: str) -> Iterator[bytes]:
        """The body as it came, a piece at a time."""
        for text in self._words.split(payload) if self.bodies else (payload,):
            body = self.bodies.get(text)
            if body is None:
                yield text.encode("utf-8", "surrogateescape")
                continue
            for start in range(0, len(body), _PIECE):
                yield bytes(body[start : start + _PIECE])


NOTHING = Lifted({}, re.compile("$^"))  #: of a mail without long bodies


def lifted(raw: bytes) -> tuple[list[bytes | memoryview], Lifted]:
    """The mail with a word for each long body, in slices to be fed one after the other, and the bodies."""
    secret = token_hex(16)
    view, bodies, slices, fed = memoryview(raw), dict[str, memoryview](), list[bytes | memoryview](), 0
    for start, end in _long_stretches(raw):
        word = f"{secret}{len(bodies):06}"
        bodies[word] = view[start:end]
        slices += [view[fed:start], word.encode()]
        fed = end
    slices.append(view[fed:])
    return slices, Lifted(bodies, re.compile(rf"({secret}\d{{6}})")) if bodies else NOTHING


def _long_stretches(raw: bytes) -> Iterator[tuple[int, int]]:
    """Where no part can begin or end for long; whole lines, so that the parser sees the same lines around them."""
    begin = 0
    while begin + _PARSED + LONG < len(raw):
        mark = _MAY_BE_BOUNDARY.search(raw, begin)
        edge = mark.start() if mark else len(raw)
        if edge - begin > _PARSED + LONG and _EMPTY_LINE.search(raw, begin, begin + _PARSED):
            start = raw.find(b"\n", begin + _PARSED, edge) + 1
            end = edge - (raw[edge - 1 : edge + 1] == b"\r\n")
            if 0 < start < end:
                yield start, end
        begin = edge + 1
