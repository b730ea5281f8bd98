"""Reads the words of a Word document of before 2007 (MS-DOC) out of its streams; never a macro or a field's code."""

import re
import struct
from collections.abc import Iterator, Mapping

from bot.reading.document import LONGEST

STREAMS = ("WordDocument", "0Table", "1Table")  #: in which it keeps words and their order

# FibBase and FibRgFcLcb97 (MS-DOC 2.5.2 and 2.5.6)
_WORD, _FIRST_OF_97 = 0xA5EC, 0xC1
_COMPLEX, _ENCRYPTED, _SECOND_TABLE = 0x0004, 0x0100, 0x0200
_CLX_PLACE = 0x01A2
_NARROW = 0x40000000  # the piece has one byte a letter
_MOST_PIECES = 20_000

_FIELD_CODES = re.compile(r"\x13[^\x13\x14\x15]{0,2000}[\x14\x15]")  # from "begin" to "separator": what was computed
_ROW_END = re.compile(r"\x07\x07")
_SIGNS = str.maketrans({"\x07": "\t", "\x0b": "\n", "\x0c": "\n", "\r": "\n", "\x1e": "-", "\xa0": " "})
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f]")


def old_word_text(streams: Mapping[str, bytes]) -> str:
    """The text with its footnotes and headers; "" when it is encrypted, damaged or no Word."""
    try:
        words = "".join(_pieces(streams))
    except struct.error:
        return ""
    shown = _FIELD_CODES.sub("", words)
    return _UNSEEN.sub("", _ROW_END.sub("\n", shown).translate(_SIGNS))[:LONGEST].strip()


def _pieces(streams: Mapping[str, bytes]) -> Iterator[str]:
    main = streams.get("WordDocument", b"")
    magic, version = struct.unpack_from("<HH", main, 0)
    flags: int = struct.unpack_from("<H", main, 10)[0]
    if magic != _WORD or flags & _ENCRYPTED:
        return
    if version < _FIRST_OF_97:
        first, end = struct.unpack_from("<II", main, 0x18)
        yield "" if flags & _COMPLEX else main[first:end][: 2 * LONGEST].decode("cp1252", "replace")
        return
    letters = 0
    for place, length, is_narrow in _piece_table(
        main, streams.get("1Table" if flags & _SECOND_TABLE else "0Table", b"")
    ):
        piece = main[place : place + min(length, LONGEST) * (1 if is_narrow else 2)]
        yield piece.decode("cp1252" if is_narrow else "utf-16-le", "replace")
        letters += length
        if letters > LONGEST:
            return


def _piece_table(main: bytes, table: bytes) -> Iterator[tuple[int, int, bool]]:
    """Where each piece lies, how many letters it has, and whether a letter takes one byte (MS-DOC 2.4.1)."""
    start, size = struct.unpack_from("<II", main, _CLX_PLACE)
    clx = table[start : start + size]
    place = 0
    while clx[place : place + 1] == b"\x01":  # property modifiers come first
        place += 3 + struct.unpack_from("<H", clx, place + 1)[0]
    if clx[place : place + 1] != b"\x02":
        return
    count = min((struct.unpack_from("<I", clx, place + 1)[0] - 4) // 12, _MOST_PIECES)
    edges = struct.unpack_from(f"<{count + 1}I", clx, place + 5)
    descriptors = place + 5 + 4 * (count + 1)
    for number in range(count):
        (where,) = struct.unpack_from("<I", clx, descriptors + 8 * number + 2)
        length, is_narrow = max(0, edges[number + 1] - edges[number]), bool(where & _NARROW)
        yield (where & ~_NARROW) // 2 if is_narrow else where, length, is_narrow
