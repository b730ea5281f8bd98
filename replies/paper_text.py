"""What people typed, made fit for paper (pure): bounded, without characters that turn a page around or break it."""

import re
from collections.abc import Mapping

#: Values that stand in a header or a title, on one line: a name of ten thousand letters would push the page away.
_HEAD: Mapping[str, int] = {"organisation": 70, "title": 120, "reference": 40, "as_of": 40, "made": 120}
_SHORT = dict.fromkeys(("page", "of", "language"), 24)
#: Heads of tables return on every page.
_COLUMNS = dict.fromkeys(("heads", "gap_heads", "overview_head", "corrections_head"), 40)
_LINES = {**_HEAD, **_SHORT, **_COLUMNS}
#: More stands in the case and in the register's spreadsheet; a page and a half of one answer is no answer.
LONGEST_VALUE = 4000
MOST_LINES = 60
#: Control characters but the line break, and the marks that turn the direction of what follows (UAX 9).
_HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def fit_for_paper(value: object, key: str = "") -> object:
    """The same value with every text in it harmless and short enough; `key` is where it stands."""
    if isinstance(value, str):
        return _text(value, key)
    if isinstance(value, Mapping):
        return {name: fit_for_paper(one, name) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [fit_for_paper(one, key) for one in value]
    return value


def _text(text: str, key: str) -> str:
    longest = _LINES.get(key, LONGEST_VALUE)
    shown = _HARMFUL.sub(" ", text[: 4 * longest].encode("utf-8", "replace").decode("utf-8"))
    shown = " ".join(shown.split()) if key in _LINES else _few_lines(shown)
    return shown if len(shown) <= longest and len(text) <= 4 * longest else shown[: longest - 1].rstrip() + "…"


def _few_lines(text: str) -> str:
    """The first lines as they are, the rest one after the other: a letter on each line would fill a book."""
    lines = text.split("\n", MOST_LINES)
    return "\n".join((*lines[:MOST_LINES], *(" ".join(rest.split()) for rest in lines[MOST_LINES:])))
