"""What people and programs put around a typed line: bullets, numbers, bold marks, quotation marks (pure)."""

import re

_BULLET = re.compile(r"^(?:[-*+•·●▪■◦‣⁃–—→✓✔☐☑✅]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+")
_BOLD = re.compile(r"^(?P<mark>\*{1,3}|_{1,2}|`)(?P<inside>[^*_`]{1,80})(?P=mark)")
_QUOTES = {"“": "”", "„": "”", "‘": "’", "‚": "’", "«": "»", "»": "«", '"': '"', "'": "'", "”": "”", "’": "’"}


def undressed(line: str) -> str:
    """The line without what stands around it.

    >>> undressed("- *BEVESTIG:* drie brieven"), undressed("2) “OPPAKKEN”")
    ('BEVESTIG: drie brieven', 'OPPAKKEN')
    """
    bare = without_bullet(line)
    if found := _BOLD.match(bare):
        bare = found["inside"].strip() + bare[found.end() :]
    return _unquoted(bare)


def without_bullet(line: str) -> str:
    """The line without the bullet or number of a list."""
    return _BULLET.sub("", line, count=1)


def has_bullet(line: str) -> bool:
    """Is this an item of a list?"""
    return bool(_BULLET.match(line))


def _unquoted(line: str) -> str:
    """A whole line between quotation marks, or a quoted verb before a colon; a quoted word in a sentence stays."""
    closing = _QUOTES.get(line[:1])
    if closing is None:
        return line
    inside = line[1:].rstrip(" .,;!")
    if inside.endswith(closing):
        return inside[: -len(closing)].strip()
    verb, mark, rest = line[1:].partition(closing)
    return f"{verb.strip()}{rest}" if mark and rest.lstrip().startswith(":") else line
