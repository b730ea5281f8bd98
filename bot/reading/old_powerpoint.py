"""Reads the words of a PowerPoint file of before 2007 (MS-PPT): the text atoms in the order of the file."""

import struct
from collections.abc import Iterator, Mapping

from bot.reading.document import LONGEST

STREAMS = ("PowerPoint Document",)  #: in which it keeps its words

_CONTAINER = 0x0F
_WIDE_TEXT, _NARROW_TEXT = 0x0FA0, 0x0FA8
_MOST_RECORDS = 200_000


def old_powerpoint_text(streams: Mapping[str, bytes]) -> str:
    """What stands on slides and in notes, a line each; "" for what is no PowerPoint."""
    said = "\n".join(_texts(streams.get("PowerPoint Document", b"")))
    return said.replace("\r", "\n").replace("\x0b", "\n")[:LONGEST].strip()


def _texts(content: bytes) -> Iterator[str]:
    """A container is entered by stepping behind its header: so no depth hurts."""
    place, letters = 0, 0
    for _ in range(_MOST_RECORDS):
        if place + 8 > len(content) or letters > LONGEST:
            return
        version, kind, size = struct.unpack_from("<HHI", content, place)
        place += 8
        if version & 0x0F == _CONTAINER:
            continue
        if kind in (_WIDE_TEXT, _NARROW_TEXT):
            text = content[place : place + min(size, 4 * LONGEST)]
            yield text.decode("utf-16-le" if kind == _WIDE_TEXT else "latin-1", "replace")
            letters += size
        place += size
