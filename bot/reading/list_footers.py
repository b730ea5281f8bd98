"""Where the footer begins that the program of a mailing list puts under every mail."""

import re
from collections.abc import Sequence

_MOST_LINES = 8
_DRAWN = re.compile(r"\s{0,3}[_=*-]{10,200}\s{0,3}$")
_SPEAKS_OF_LIST = re.compile(
    r"unsubscribe|mailing[- ]?list|afmelden|uitschrijven|abmelden|désabonner|désinscri|list ?info"
    r"|you received this message because you are subscribed",
    re.IGNORECASE,
)


def list_footer_start(lines: Sequence[str]) -> int:
    """The number of the line that is drawn above such a footer; the number of lines when there is none."""
    drawn = [number for number, line in enumerate(lines) if _DRAWN.match(line[:300])]
    for number in reversed(drawn):
        below = [line for line in lines[number + 1 :] if line.strip() and not _DRAWN.match(line[:300])]
        if len(below) > _MOST_LINES:
            break
        if any(_SPEAKS_OF_LIST.search(line[:300]) for line in below) and any(map(str.strip, lines[:number])):
            return number
    return len(lines)
