"""Reads the strings of an old Excel workbook (MS-XLS 2.5.293 to 2.5.296), also where they go on in a next record."""

import struct
from dataclasses import dataclass

_WIDE, _PHONETIC, _RICH = 0x01, 0x04, 0x08
_MOST = 200_000  # strings of one workbook
_MOST_LETTERS = 4_000_000  # of all of them


@dataclass(slots=True)
class Strings:
    """The record of shared strings, in the pieces it was cut into, and how far it was read."""

    pieces: list[bytes]
    piece: int = 0
    place: int = 0

    def take(self, size: int) -> bytes:
        """So many bytes; a structure may go on in the next piece."""
        taken = b""
        while len(taken) < size:
            part = self.pieces[self.piece][self.place : self.place + size - len(taken)]
            self.place += len(part)
            taken += part
            if len(taken) < size:
                self._turn()
        return taken

    def letters(self, count: int, is_wide: bool) -> str:
        """So many letters; each next piece says anew how wide its letters are."""
        said = ""
        while count:
            rest = (len(self.pieces[self.piece]) - self.place) // (2 if is_wide else 1)
            part = self.take(min(count, rest) * (2 if is_wide else 1))
            said += part.decode("utf-16-le" if is_wide else "latin-1", "replace")
            count -= min(count, rest)
            if count:
                self._turn()
                is_wide = bool(self.take(1)[0] & _WIDE)
        return said

    def _turn(self) -> None:
        self.piece += 1
        self.place = 0


def shared_strings(record: Strings) -> tuple[str, ...]:
    """All of them, up to where the record is damaged."""
    found: list[str] = []
    letters = 0
    try:
        _, count = struct.unpack("<II", record.take(8))
        while len(found) < min(count, _MOST) and letters < _MOST_LETTERS:
            found.append(_shared_string(record))
            letters += len(found[-1])
    except (IndexError, struct.error):
        pass
    return tuple(found)


def spelled(data: bytes, at: int, is_wide_book: bool, *, short: bool = False) -> str:
    """The string at this place of a record; `short` ones have one byte for their length."""
    count = data[at] if short else struct.unpack_from("<H", data, at)[0]
    at += 1 if short else 2
    if not is_wide_book:
        return data[at : at + count].decode("cp1252", "replace")
    flags, at = data[at], at + 1
    if flags & _WIDE:
        return data[at : at + 2 * count].decode("utf-16-le", "replace")
    return data[at : at + count].decode("latin-1")


def _shared_string(record: Strings) -> str:
    count, flags = struct.unpack("<HB", record.take(3))
    runs = struct.unpack("<H", record.take(2))[0] if flags & _RICH else 0
    phonetic = struct.unpack("<I", record.take(4))[0] if flags & _PHONETIC else 0
    said = record.letters(count, bool(flags & _WIDE))
    record.take(4 * runs + phonetic)
    return said
