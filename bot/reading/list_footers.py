"""Where the footer begins that the program of a mailing list puts under every mail."""

import re
from collections.abc import Sequence

_MOST_LINES = 8
_LOOKED_AT = 30  # lines at the end of a mail, empty ones counted
_DRAWN = re.compile(r"\s{0,3}[_=*-]{10,200}\s{0,3}$")
_SPEAKS_OF_LIST = re.compile(
    r"unsubscribe|mailing[- ]?list|afmelden|uitschrijven|abmelden|désabonner|désinscri|list ?info"
    r"|you received this message because you are subscribed",
    re.IGNORECASE,
)


def list_footer_start(lines: Sequence[str]) -> int:
    """The number of the line that is drawn above such a footer; the number of lines when there is none."""
    lowest = range(max(0, len(lines) - _LOOKED_AT), len(lines))
    for number in (each for each in reversed(lowest) if _DRAWN.match(lines[each][:300])):
        below = [line for line in lines[number + 1 :] if line.strip() and not _DRAWN.match(line[:300])]
        if len(below) > _MOST_LINES:
            break
        if any(_SPEAKS_OF_LIST.search(line[:300]) for line in below) and any(map(str.strip, lines[:number])):
            return number
    return len(lines)
