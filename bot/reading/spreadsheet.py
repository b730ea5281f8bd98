"""Reads the cells of an Excel workbook as lines with tabs; values as shown last, never a formula or a macro."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from bot.reading.allowance import Allowance
from bot.reading.document import LONGEST, Document
from bot.reading.office_document import pictures_in
from bot.reading.zip_files import LARGEST, MOST_RATIO, opened

_MOST_SHEETS = 20
_MOST_COLUMNS = 100
_LONGEST_CELL = 1000
_LARGEST_TABLE = 5_000_000  # bytes of shared strings or styles: these are read whole before the first cell


def read_spreadsheet(content: bytes, allowance: Allowance) -> Document:
    """The cells sheet by sheet; what a hidden sheet holds is often the very breach, so it is read too."""
    archive = opened(content)
    if archive is None:
        return Document()
    with archive:
        pictures = pictures_in(archive, allowance)
        if not _is_bounded(archive):
            return Document(pictures=pictures)
    return Document(text=_text(content, allowance), pictures=pictures)


def _is_bounded(archive: ZipFile) -> bool:
    return all(
        entry.file_size <= (LARGEST if "worksheets/" in entry.filename else _LARGEST_TABLE)
        and entry.file_size <= 1000 + MOST_RATIO * entry.compress_size
        for entry in archive.infolist()
        if entry.filename.endswith((".xml", ".rels"))
    )


def _text(content: bytes, allowance: Allowance) -> str:
    lines: list[str] = []
    letters = 0
    try:
        for line in _lines(content):
            lines.append(line)
            letters += len(line)
            if letters > LONGEST or allowance.is_spent():
                break
    except Exception:  # noqa: S110  # openpyxl raises whatever a broken workbook makes Python raise: keep what was read
        pass
    return "\n".join(lines)[:LONGEST].strip()


def _lines(content: bytes) -> Iterator[str]:
    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False, keep_vba=False)
    for sheet in book.worksheets[:_MOST_SHEETS]:
        yield sheet.title
        sheet.reset_dimensions()  # a workbook may claim a million empty columns
        for row in sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS):
            line = "\t".join(_shown(value) for value in row).rstrip()
            if line:
                yield line


def _shown(value: Any) -> str:
    """Days without the midnight that openpyxl adds."""
    return "" if value is None else str(value)[:_LONGEST_CELL].removesuffix(" 00:00:00")
