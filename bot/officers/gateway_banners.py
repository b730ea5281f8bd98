"""Warnings that a mail gateway writes above a mail: "[EXTERN]", "CAUTION: This email originated from outside ..."."""

import re
from collections.abc import Sequence

#: A banner is a paragraph of at most so many lines; what follows is the sender's again.
_MOST_LINES = 6

_TAG = re.compile(
    r"^\W{0,6}\[?\s?(?:extern(?:al|e)?(?: (?:e-?mail|mail|sender|afzender|message))?|ext)\s?\]?\W{0,6}$", re.IGNORECASE
)
_WARNING = re.compile(
    r"^\W{0,6}(?:\[?\s?(?:extern(?:al|e)?(?: (?:e-?mail|mail|sender|afzender|message))?|ext)\s?\]?\s?[:!-]?\s|"
    r"(?:caution|warning|attention|waarschuwing|let op|opgelet|voorzichtig|pas op|alert|notice|security notice"
    r"|beveiligingsmelding)\b\W{0,4})?.{0,60}"
    r"(?:originated (?:from )?outside|from outside (?:of )?(?:the|your|our)|came from outside|sent from outside"
    r"|afkomstig van buiten|van buiten (?:de|onze|uw|het)|komt van buiten|extern(?:e)? (?:afzender|e-?mail|bron)"
    r"|external (?:sender|email|source)|don't often get email from|niet vaak e-?mail van"
    r"|do not click (?:on )?(?:any )?links|klik niet op (?:links|koppelingen))",
    re.IGNORECASE,
)


def banner_lines(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that a gateway wrote; a lone "[EXTERN]" is one line, a warning its paragraph."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        if number in found:
            continue
        if _TAG.match(line[:200]):
            found.add(number)
        elif _WARNING.match(line[:300]):
            found.update(_paragraph(lines, number))
    return frozenset(found)


def _paragraph(lines: Sequence[str], start: int) -> range:
    end = start
    while end < len(lines) and end < start + _MOST_LINES and lines[end].strip():
        end += 1
    return range(start, end)
