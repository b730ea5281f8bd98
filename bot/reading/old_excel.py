"""Reads the cells of an Excel workbook of before 2007 (MS-XLS) as lines with tabs: values as computed last."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from bot.reading.allowance import Allowance
from bot.reading.document import LONGEST
from bot.reading.old_excel_strings import Strings, shared_strings, spelled

STREAMS = ("Workbook", "Book")  #: of Excel 97 and later, and of Excel 5 and 95

_BIFF8 = 0x0600
_MOST_RECORDS = 400_000
_LONGEST_CELL = 1000


class _Kind(IntEnum):
    """The records that matter (MS-XLS 2.3)."""

    FORMULA = 0x0006  #: with what it gave last
    PASSWORD = 0x002F  #: everything behind it is encrypted
    CONTINUED = 0x003C  #: more of the record before
    SHEET = 0x0085  #: a sheet's name, and where it begins
    SMALL_NUMBERS = 0x00BD  #: some cells side by side
    RICH_TEXT = 0x00D6  #: a text with fonts, of Excel 95
    SHARED_STRINGS = 0x00FC
    SHARED_STRING = 0x00FD  #: a cell with one of those
    NUMBER = 0x0203
    TEXT = 0x0204
    FORMULA_TEXT = 0x0207  #: what the formula before it gave
    SMALL_NUMBER = 0x027E
    BEGIN = 0x0809  #: of the workbook or of a sheet


_CELLS = frozenset(
    {
        *(_Kind.SHARED_STRING, _Kind.TEXT, _Kind.RICH_TEXT, _Kind.NUMBER, _Kind.SMALL_NUMBER, _Kind.SMALL_NUMBERS),
        _Kind.FORMULA,
    }
)


@dataclass(slots=True)
class _Book:
    """What is known so far of the workbook, and the lines of the sheets that were read."""

    is_wide: bool = True  #: BIFF8, whose letters may take two bytes
    names: dict[int, str] = field(default_factory=dict)  #: where a sheet begins -> what it is called
    strings: tuple[str, ...] = ()
    rows: dict[int, dict[int, str]] = field(default_factory=dict)  #: of the sheet at hand
    waiting: tuple[int, int] | None = None  #: the cell whose formula gave a text, which comes next
    lines: list[str] = field(default_factory=list)
    letters: int = 0

    def end_sheet(self) -> None:
        """The cells of a sheet come by row, but not every program keeps to it."""
        for _, cells in sorted(self.rows.items()):
            line = "\t".join(cells.get(column, "") for column in range(min(max(cells) + 1, 100)))
            self.lines.append(line.rstrip())
            self.letters += len(line)
        self.rows = {}

    def put(self, row: int, column: int, value: str) -> None:
        """One cell."""
        if value.strip():
            self.rows.setdefault(row, {})[column] = value[:_LONGEST_CELL]


def old_excel_text(streams: Mapping[str, bytes], allowance: Allowance) -> str:
    """The sheets one after the other, each under its name; "" when it is encrypted, damaged or no Excel."""
    content = next((streams[name] for name in STREAMS if streams.get(name)), b"")
    book = _Book()
    try:
        for place, kind, data in _records(content):
            if kind == _Kind.PASSWORD:
                return ""
            _take(book, place, kind, data)
            if book.letters > LONGEST or allowance.is_spent():
                break
    except (struct.error, IndexError):
        pass  # damaged: what was read so far counts
    book.end_sheet()
    return "\n".join(book.lines)[:LONGEST].strip()


def _records(content: bytes) -> Iterator[tuple[int, int, list[bytes]]]:
    """Each record with what continues it (MS-XLS 2.1.4)."""
    place, count = 0, 0
    while place + 4 <= len(content) and count < _MOST_RECORDS:
        begin = place
        kind, size = struct.unpack_from("<HH", content, place)
        data = [content[place + 4 : place + 4 + size]]
        place += 4 + size
        while kind == _Kind.SHARED_STRINGS and content[place : place + 2] == struct.pack("<H", _Kind.CONTINUED):
            (size,) = struct.unpack_from("<H", content, place + 2)
            data.append(content[place + 4 : place + 4 + size])
            place += 4 + size
        count += 1
        yield begin, kind, data


def _take(book: _Book, place: int, kind: int, pieces: list[bytes]) -> None:
    data = pieces[0]
    match kind:
        case _Kind.BEGIN:
            book.end_sheet()
            book.is_wide = book.is_wide if place else struct.unpack_from("<H", data)[0] >= _BIFF8
            if place in book.names:
                book.lines.append(book.names[place])
        case _Kind.SHEET:
            (begin,) = struct.unpack_from("<I", data)
            book.names[begin] = spelled(data, 6, book.is_wide, short=True)
        case _Kind.SHARED_STRINGS:
            book.strings = shared_strings(Strings(pieces))
        case _Kind.FORMULA_TEXT if book.waiting:
            book.put(*book.waiting, spelled(data, 0, book.is_wide))
            book.waiting = None
        case _ if kind in _CELLS:
            _take_cell(book, kind, data)


def _take_cell(book: _Book, kind: int, data: bytes) -> None:
    row, column = struct.unpack_from("<HH", data)
    match kind:
        case _Kind.SHARED_STRING:
            (number,) = struct.unpack_from("<I", data, 6)
            book.put(row, column, book.strings[number] if number < len(book.strings) else "")
        case _Kind.TEXT | _Kind.RICH_TEXT:
            book.put(row, column, spelled(data, 6, book.is_wide))
        case _Kind.NUMBER:
            book.put(row, column, _shown(struct.unpack_from("<d", data, 6)[0]))
        case _Kind.SMALL_NUMBER:
            book.put(row, column, _small(struct.unpack_from("<I", data, 6)[0]))
        case _Kind.SMALL_NUMBERS:
            for number, at in enumerate(range(6, len(data) - 5, 6)):
                book.put(row, column + number, _small(struct.unpack_from("<I", data, at)[0]))
        case _:
            is_special = data[12:14] == b"\xff\xff"
            book.waiting = (row, column) if is_special and data[6] == 0 else None
            if not is_special:
                book.put(row, column, _shown(struct.unpack_from("<d", data, 6)[0]))


def _small(packed: int) -> str:
    """A number in four bytes (MS-XLS 2.5.217): whole, or the upper half of a double; perhaps times a hundred."""
    if packed & 2:
        value = float(struct.unpack("<i", struct.pack("<I", packed))[0] >> 2)
    else:
        (value,) = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", packed & 0xFFFFFFFC))
    return _shown(value / 100 if packed & 1 else value)


def _shown(value: float) -> str:
    return str(int(value)) if value == value and abs(value) < 1e15 and value == int(value) else repr(value)
