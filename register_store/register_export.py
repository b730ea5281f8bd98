"""The register as CSV and JSON: what another program or an auditor takes over."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from register_store.register_book import Correction, RegisterBook, Row
from register_store.register_columns import COLUMNS, INCIDENT_COLUMNS, Cell, Column, as_text
from register_store.register_workbook import CORRECTION_HEADERS, correction_cells

#: Characters with which a spreadsheet would begin to calculate.
_FORMULA = (
    *("=", "+", "-", "@"),
    *("\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}", "\N{FULLWIDTH HYPHEN-MINUS}"),
    "\N{FULLWIDTH COMMERCIAL AT}",
)


class Part(StrEnum):
    """The lists of a register; a CSV file holds one of them."""

    BREACHES = "breaches"
    INCIDENTS = "incidents"  #: what was no breach, and why
    CORRECTIONS = "corrections"  #: what was changed after closing


def register_csv(book: RegisterBook, part: Part = Part.BREACHES) -> bytes:
    """CSV with Dutch headers and semicolons, UTF-8 with a mark, so that a Dutch spreadsheet opens it by itself."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    for line in _lines(book, part):
        writer.writerow([_inert(as_text(cell)) for cell in line])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def register_json(book: RegisterBook) -> bytes:
    """Everything, by the keys of domain section 4; moments are Dutch wall-clock time (ISO 8601)."""
    told = {
        "organisation": book.organisation,
        "as_of": book.as_of.isoformat(),
        "chain_head": book.chain_head,
        "events": book.events,
        "headers": {column.key: column.header for column in (*COLUMNS, *INCIDENT_COLUMNS)},
        "protocol": {column.key: column.protocol for column in COLUMNS if column.protocol},
        "breaches": [_plain(row) for row in book.rows],
        "incidents": [_plain(row) for row in book.incidents],
        "corrections": [_plain_correction(each) for each in book.corrections],
        "elsewhere": dict(book.elsewhere),
        "erased": list(book.erased),
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"


def _lines(book: RegisterBook, part: Part) -> Iterable[Sequence[Cell]]:
    match part:
        case Part.BREACHES:
            return _table(book.rows, COLUMNS)
        case Part.INCIDENTS:
            return _table(book.incidents, INCIDENT_COLUMNS)
        case Part.CORRECTIONS:
            return [CORRECTION_HEADERS, *(correction_cells(each) for each in book.corrections)]


def _table(rows: Iterable[Row], columns: Sequence[Column]) -> list[Sequence[Cell]]:
    headers = [column.header for column in columns]
    return [headers, *([row[column.key] for column in columns] for row in rows)]


def _plain(row: Row) -> dict[str, str]:
    return {key: _iso(cell) for key, cell in row.items()}


def _plain_correction(each: Correction) -> dict[str, object]:
    return {
        "register_no": each.reference,
        "at": each.at.isoformat(),
        "by": each.by,
        "column": each.header,
        "before": _iso(each.before),
        "after": _iso(each.after),
        "event": each.event,
    }


def _iso(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, datetime) else cell


def _inert(text: str) -> str:
    """An apostrophe before what a spreadsheet would take for a formula (OWASP CSV injection)."""
    is_formula = text.startswith(("\t", "\r", "\n")) or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if is_formula else text
