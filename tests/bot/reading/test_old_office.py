"""Word, Excel and PowerPoint files of before 2007 give their words, encrypted or damaged ones give none."""

import struct
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ole_files import an_ole_file

from bot.reading.allowance import Allowance, allowance_for
from bot.reading.documents import read_document

BSN = 999990019


def read(content: bytes) -> str:
    return read_document(content, allowance_for(len(content))).text


def word(*pieces: tuple[str, bool], flags: int = 0x0200) -> bytes:
    """A document whose pieces are one byte a letter (True) or two."""
    body, edges, places = b"", [0], b""
    for text, is_narrow in pieces:
        where = 1024 + len(body)
        places += struct.pack("<HIH", 0, (where * 2) | 0x40000000 if is_narrow else where, 0)
        body += text.encode("cp1252" if is_narrow else "utf-16-le")
        edges.append(edges[-1] + len(text))
    table = struct.pack(f"<{len(edges)}I", *edges) + places
    clx = b"\x01" + struct.pack("<H", 3) + b"abc" + b"\x02" + struct.pack("<I", len(table)) + table
    head = bytearray(1024)
    struct.pack_into("<HH", head, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", head, 10, flags)
    struct.pack_into("<II", head, 0x01A2, 0, len(clx))
    return an_ole_file({"WordDocument": bytes(head) + body, "1Table": clx})


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def cell(row: int, column: int) -> bytes:
    return struct.pack("<HHH", row, column, 0)


def excel(*records: bytes, strings: bytes = b"", sheet: str = "Blad1") -> bytes:
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    name = struct.pack("<BB", len(sheet), 0) + sheet.encode("latin-1")
    place = len(begin) + len(strings) + 4 + 6 + len(name) + 4
    globals_ = begin + strings + record(0x0085, struct.pack("<IBB", place, 0, 0) + name) + record(0x000A)
    cells = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0)) + b"".join(records) + record(0x000A)
    return an_ole_file({"Workbook": globals_ + cells})


def powerpoint(*texts: str) -> bytes:
    atoms = b"".join(struct.pack("<HHI", 0, 0x0FA0, 2 * len(text)) + text.encode("utf-16-le") for text in texts)
    atoms += struct.pack("<HHI", 0, 0x0FA8, 4) + b"slot"
    return an_ole_file({"PowerPoint Document": struct.pack("<HHI", 0x0F, 0x03E8, len(atoms)) + atoms})


FIRST, SECOND = (struct.pack("<I", number) for number in range(2))
# the second string goes on in the next record, in one byte a letter where it began with two
SHARED = record(
    0x00FC,
    struct.pack("<II", 2, 2)
    + struct.pack("<HB", 4, 0)
    + b"naam"
    + struct.pack("<HB", 9, 1)
    + "J. Te".encode("utf-16-le"),
) + record(0x003C, b"\x00stpr")

OLD_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "word": (lambda: word(("Loonstrook van\r", True), ("een patiënt – €5", False)), "Loonstrook van\neen patiënt – €5"),
    "word, table": (lambda: word(("naam\x07bsn\x07\x07J. T.\x0799\x07\x07", True)), "naam\tbsn\nJ. T.\t99"),
    "word, field": (lambda: word(("zie \x13HYPERLINK x\x14hier\x15.", True)), "zie hier."),
    "word, picture": (lambda: word(("a\x01\x08b", True)), "ab"),
    "excel, strings": (
        lambda: excel(
            record(0x00FD, cell(0, 0) + FIRST), record(0x00FD, cell(1, 1) + SECOND), strings=SHARED
        ),
        "Blad1\nnaam\n\tJ. Testpr",
    ),
    "excel, numbers": (
        lambda: excel(
            record(0x0203, cell(0, 0) + struct.pack("<d", BSN)),
            record(0x027E, cell(0, 1) + struct.pack("<I", (1250 << 2) | 3)),
            record(0x00BD, struct.pack("<HHHIHIH", 1, 0, 0, 7 << 2 | 2, 0, 8 << 2 | 2, 1)),
        ),
        f"Blad1\n{BSN}\t12.5\n7\t8",
    ),
    "excel, formula": (
        lambda: excel(
            record(0x0006, cell(0, 0) + struct.pack("<d", 41.5) + b"\0" * 8),
            record(0x0006, cell(0, 1) + b"\0\0\0\0\0\0\xff\xff" + b"\0" * 8),
            record(0x0207, struct.pack("<HB", 3, 0) + b"som"),
        ),
        "Blad1\n41.5\tsom",
    ),
    "powerpoint": (lambda: powerpoint("Klachten per cliënt", "Notitie"), "Klachten per cliënt\nNotitie\nslot"),
}  # fmt: skip


@pytest.mark.parametrize("kind", OLD_FILES)
def test_the_words_of_an_old_file_are_read(kind: str) -> None:
    make, words = OLD_FILES[kind]
    assert read(make()) == words


LOCKED = [
    ("word", lambda: word(("geheim", True), flags=0x0300)),
    (
        "excel",
        lambda: excel(record(0x002F, b"\0" * 6), record(0x0204, cell(0, 0) + struct.pack("<HB", 6, 0) + b"geheim")),
    ),
]


@pytest.mark.parametrize("make", [row[1] for row in LOCKED], ids=[row[0] for row in LOCKED])
def test_an_old_file_with_a_password_gives_nothing(make: Callable[[], bytes]) -> None:
    assert "geheim" not in read(make())


def test_a_spent_allowance_ends_the_reading_of_a_workbook() -> None:
    assert read_document(OLD_FILES["excel, numbers"][0](), Allowance(seconds=-1)).text == ""


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(OLD_FILES)), st.data())
def test_damaged_old_files_never_raise(kind: str, data: st.DataObject) -> None:
    content = bytearray(OLD_FILES[kind][0]())
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read(bytes(content[: data.draw(st.integers(1, len(content)))]))


HOSTILE = {
    "word, endless pieces": lambda: word(*((("x" * 50, True),) * 200)),
    "excel, endless cells": lambda: excel(
        *(record(0x0203, cell(n, 65535) + struct.pack("<d", n)) for n in range(3000))
    ),
    "powerpoint, containers in containers": lambda: an_ole_file(
        {"PowerPoint Document": struct.pack("<HHI", 0x0F, 1, 9) * 400}
    ),
}


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_old_file_is_read_in_bounded_time(name: str) -> None:
    read(HOSTILE[name]())
