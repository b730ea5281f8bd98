"""A text cut where clues stand in it, so that a page can colour them in place (pure)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from register_store.findings import Clue

#: Clues are sentences; longer ones are found by their beginning.
_MOST_WORDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some text, and the clues that stand in it, the heaviest first."""

    text: str
    clues: tuple[Clue, ...] = ()


@dataclass(slots=True)
class _Span:
    start: int
    end: int
    clues: list[Clue]


def marked(text: str, clues: Iterable[Clue]) -> tuple[Piece, ...]:
    """All of the text in its order; clues that share words share a piece."""
    spans: list[_Span] = []
    for clue in sorted(clues, key=lambda each: -abs(each.weight)):
        found = _found(clue, text)
        if found is None:
            continue
        shared = next((span for span in spans if span.start < found.end() and found.start() < span.end), None)
        if shared:
            shared.clues.append(clue)
        else:
            spans.append(_Span(found.start(), found.end(), [clue]))
    return _cut(text, sorted(spans, key=lambda span: span.start))


def _found(clue: Clue, text: str) -> re.Match[str] | None:
    """Line ends and spaces differ between the mail and the sentence that was read."""
    words = clue.text.split()[:_MOST_WORDS]
    return re.search(r"[\s>]{1,20}".join(map(re.escape, words)), text, re.IGNORECASE) if words else None


def _cut(text: str, spans: Iterable[_Span]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = 0
    for span in spans:
        pieces += [Piece(text=text[at : span.start]), Piece(text=text[span.start : span.end], clues=tuple(span.clues))]
        at = span.end
    pieces.append(Piece(text=text[at:]))
    return tuple(piece for piece in pieces if piece.text)
