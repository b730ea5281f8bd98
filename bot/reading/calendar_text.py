"""What an invitation says (RFC 5545): what, where, when, who, and the words below."""

import re

from bot.reading.document import LONGEST

_LARGEST = 1_000_000  # letters of one calendar that are read
_FOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(
    r"^(SUMMARY|LOCATION|DTSTART|DTEND|ORGANIZER|ATTENDEE|DESCRIPTION|COMMENT)(;[^:\r\n]{0,500})?:(.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_NAME = re.compile(r"CN=\"?([^\";:]{1,200})", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([nN,;\\])")


def calendar_text(text: str) -> str:
    """The lines a person reads; a calendar without any stays as it is."""
    lines = [_said(name.upper(), parameters, value) for name, parameters, value in _lines(text)]
    return "\n".join(line for line in lines if line)[:LONGEST] or text[:LONGEST]


def _lines(text: str) -> list[tuple[str, str, str]]:
    found = _LINE.findall(_FOLD.sub("", text[:_LARGEST]))
    order = ("SUMMARY", "DESCRIPTION", "COMMENT")
    return sorted(found, key=lambda line: order.index(line[0].upper()) if line[0].upper() in order else len(order))


def _said(name: str, parameters: str, value: str) -> str:
    words = _ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], value.strip())
    if name in ("ORGANIZER", "ATTENDEE"):
        named = _NAME.search(parameters)
        address = words.removeprefix("mailto:").removeprefix("MAILTO:")
        return f"{named[1]} <{address}>" if named else address
    return words
