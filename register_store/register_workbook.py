"""The register as an XLSX workbook: a sheet for each list, headers that stay, dates that are dates."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from register_store.deadlines import AMSTERDAM
from register_store.register_book import Correction, RegisterBook, Row
from register_store.register_columns import COLUMNS, INCIDENT_COLUMNS, Cell, Column

CORRECTION_HEADERS = ("Registernummer", "Gewijzigd op", "Door", "Kolom", "Was", "Is geworden", "Gebeurtenis")
_CORRECTION_WIDTHS = (15, 17, 22, 30, 44, 44, 12)

_PLAIN = PatternFill("solid", fgColor="0B4A7A")
_PROTOCOL = PatternFill("solid", fgColor="B45309")  #: Juist's seven
_LINE = Border(bottom=Side(style="thin", color="D9DEE3"))
_TALLEST, _ROW_HEIGHT = 12, 15
#: A cell holds no more (Excel's limit), and no control characters (XML 1.0).
_LONGEST_CELL = 32_000
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def register_xlsx(book: RegisterBook) -> bytes:
    """The breaches, the incidents that were none, the corrections, and a page that says what this is."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _list(workbook, "Register Datalekken", book.rows, COLUMNS)
    _list(workbook, "Incidenten", book.incidents, INCIDENT_COLUMNS)
    corrections = [correction_cells(each) for each in book.corrections]
    _sheet(workbook, "Correcties", CORRECTION_HEADERS, _CORRECTION_WIDTHS, corrections)
    _about(workbook, book)
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def correction_cells(each: Correction) -> tuple[Cell, ...]:
    """One correction as a line under `CORRECTION_HEADERS`."""
    return (each.reference, _local(each.at), each.by, each.header, each.before, each.after, str(each.event))


def _list(workbook: Workbook, title: str, rows: Iterable[Row], columns: Sequence[Column]) -> None:
    cells = [[row[column.key] for column in columns] for row in rows]
    sheet = _sheet(workbook, title, [c.header for c in columns], [c.width for c in columns], cells)
    for number, column in enumerate(columns, start=1):
        if column.protocol:
            sheet.cell(row=1, column=number).fill = _PROTOCOL


def _sheet(
    workbook: Workbook, title: str, headers: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[Cell]]
) -> Worksheet:
    sheet: Worksheet = workbook.create_sheet(title)
    for number, (header, width) in enumerate(zip(headers, widths, strict=True), start=1):
        cell = sheet.cell(row=1, column=number, value=header)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _PLAIN
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.row_dimensions[1].height = 48
    for number, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            _fill(sheet, number, place, value)
        sheet.row_dimensions[number].height = _height(row, widths)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{len(rows) + 1}"
    _for_paper(sheet)
    return sheet


def _fill(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    cell = sheet.cell(row=row, column=column)
    cell.alignment, cell.border = Alignment(vertical="top", wrap_text=True), _LINE
    if isinstance(value, datetime):
        cell.value, cell.number_format = value, "dd-mm-yyyy hh:mm"
    elif value:
        cell.value = _CONTROLS.sub(" ", value[:_LONGEST_CELL])
        cell.data_type = "s"  # a text that begins with "=" stays a text


def _height(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """High enough for the longest text: no spreadsheet program measures wrapped lines when it opens a file."""
    lines = [
        sum(1 + len(part) // width for part in str(cell).split("\n")) for cell, width in zip(row, widths, strict=True)
    ]
    return _ROW_HEIGHT * min(_TALLEST, max(lines))


def _for_paper(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 8  # A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _about(workbook: Workbook, book: RegisterBook) -> None:
    sheet: Worksheet = workbook.create_sheet("Toelichting")
    lines: list[tuple[str, Cell]] = [
        ("Register van", book.organisation),
        ("Stand van", _local(book.as_of)),
        ("Laatste schakel", book.chain_head),
        ("Aantal gebeurtenissen", str(book.events)),
        ("Oranje kolomkoppen", "de zeven gegevens die het protocol noemt (J43-J49)"),
        ("Tijden", "Nederlandse tijd"),
        *((reference, why) for reference, why in book.elsewhere),
        *((reference, "eerdere inhoud is na de bewaartermijn gewist") for reference in book.erased),
    ]
    for number, (label, value) in enumerate(lines, start=1):
        _fill(sheet, number, 1, label)
        _fill(sheet, number, 2, value)
        sheet.cell(row=number, column=1).font = Font(bold=True)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 72


def _local(moment: datetime) -> datetime:
    return moment.astimezone(AMSTERDAM).replace(tzinfo=None, microsecond=0)
