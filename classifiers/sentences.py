"""Cuts the words of a mail into sentences, each with the place where it stands."""

import re
from dataclasses import dataclass

from classifiers.words import Words
from register_store.findings import Where

LONGEST_TEXT = 40_000  #: characters read of each part; nobody tells a breach after that
MOST_SENTENCES = 400
LONGEST_SENTENCE = 600  #: characters; unpunctuated text is cut here

_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]{0,2}\s+|\n\s*\n|\n(?=\s{0,4}[-*•>])|;\s")
_ABBREVIATION = re.compile(
    r"\b(?:dhr|mevr|mw|dr|drs|mr|mrs|ms|nr|nrs|ca|tel|geb|hr|fr|st|prof|ir|ing|bijv|o\.a|d\.w\.z|z\.o\.z|art|no|inkl|bzw|z\.b|[A-Z])\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a mail."""

    text: str
    where: Where


def sentences_of(words: Words) -> tuple[Sentence, ...]:
    """All sentences of a mail: what was typed first, then what was passed on, then quotes."""
    parts = [(Where.SUBJECT, words.subject), (Where.BODY, words.own or words.whole)]
    parts += [(Where.FORWARDED, text) for text in words.forwarded]
    parts += [(Where.ATTACHMENT, text) for text in words.attachments]
    parts += [(Where.ATTACHMENT, _as_words(name)) for name in words.attachment_names]
    if words.own:
        parts.append((Where.QUOTED, words.quoted))
    found = [Sentence(text=text, where=where) for where, part in parts for text in split(part)]
    return tuple(found[:MOST_SENTENCES])


def split(text: str) -> list[str]:
    """The sentences of a text; a title such as `dhr.` does not end one."""
    pieces: list[str] = []
    for piece in _END.split(text[:LONGEST_TEXT]):
        cleaned = " ".join(piece.split())
        if not cleaned:
            continue
        if pieces and len(pieces[-1]) < LONGEST_SENTENCE and _ABBREVIATION.search(pieces[-1][-12:]):
            pieces[-1] += " " + cleaned
        else:
            pieces.append(cleaned)
    return [part for piece in pieces for part in _cut(piece)]


def _cut(piece: str) -> list[str]:
    """Text without full stops is judged in stretches, so that it cannot hide in its own length."""
    return [piece[start : start + LONGEST_SENTENCE] for start in range(0, len(piece), LONGEST_SENTENCE)]


def _as_words(name: str) -> str:
    return re.sub(r"[_.-]+", " ", name[:200])
