"""Finds what a letter must never go out with: a placeholder, a template mark, an open bracket (J11, K1; pure)."""

import re

LONGEST = 200_000
#: Masks and references are written in brackets on purpose.
_MEANT = re.compile(r"\[(?:[A-Z]{2,8}|[a-z][a-z-]{2,30}(?: [a-z-]{2,20})?|(?:DL|OEF)-\d{4}-\d{3,6})\]")
_MARKS = (
    re.compile(r"\{[{%#]|[%#}]\}"),  # of a template
    re.compile(r"\[[^\[\]\n]{0,80}\]"),
    re.compile(r"\{[^{}\n]{0,80}\}|<[A-Za-zÀ-ÿ][^<>\n@]{0,60}>|«[^«»\n]{0,80}»"),
    re.compile(r"\b(?:X{3,}|TODO|TBD|PM invullen|invullen|VUL IN|lorem ipsum)\b"),
    re.compile(r"_{3,}|\.{4,}|…{2,}"),
    re.compile(r"\b(?:None|Undefined|Markup)\b"),
)


def unfinished(text: str, *, masks_are_meant: bool = True) -> tuple[str, ...]:
    """The marks found, each once; empty when the text is whole.

    >>> unfinished("Beste [naam van de klant], op XX is gebleken")
    ('[naam van de klant]',)
    """
    looked_at = text[:LONGEST]
    if masks_are_meant:
        looked_at = _MEANT.sub("", looked_at)
    found = (match for mark in _MARKS for match in mark.findall(looked_at))
    return tuple(dict.fromkeys(found))
