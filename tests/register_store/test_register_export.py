"""The register opens in a spreadsheet, complete, and calculates nothing."""

import csv
import io
import json
from typing import Any

import pytest
from cases import MONDAY, a_case
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from register_store.books import Bookcase
from register_store.case import ApState, Case, CaseState, PeopleState
from register_store.event_chain import GENESIS
from register_store.register_as_of import register_as_of
from register_store.register_book import Correction, RegisterBook
from register_store.register_columns import COLUMNS, INCIDENT_COLUMNS
from register_store.register_export import Part, register_csv, register_json
from register_store.register_workbook import register_xlsx

CLOSED = a_case(
    state=CaseState.CLOSED,
    ap_state=ApState.INITIAL,
    people_state=PeopleState.INFORMED,
    closed_at=MONDAY.replace(day=30),
    fields={
        "what_leaked": "naam en BSN van 3 klanten",
        "how_happened": '=HYPERLINK("http://evil.example")',
        "consequences": "identiteitsfraude",
        "measures_corrective": "opgehaald",
        "ap_reference": "123456",
        "ap_notified_at": "24-11-2026 10:00",
        "subjects_informed_count": "3",
        "subjects_channel": "brief",
        "subjects_informed_at": "25-11-2026",
        "lessons": "vensterenveloppen controleren",
    },
)


def a_book(*cases: Case, **changes: Any) -> RegisterBook:
    values: dict[str, Any] = {
        "organisation": "Juist B.V.",
        "as_of": MONDAY,
        "chain_head": "ab" * 32,
        "events": 7,
        "rows": tuple({column.key: column.value(case) for column in COLUMNS} for case in cases),
    }
    return RegisterBook(**{**values, **changes})


def csv_rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def sheet_of(book: RegisterBook, title: str = "Register Datalekken") -> Worksheet:
    sheet = load_workbook(io.BytesIO(register_xlsx(book)))[title]
    assert isinstance(sheet, Worksheet)
    return sheet


def place_of(key: str) -> int:
    return 1 + [column.key for column in COLUMNS].index(key)


def test_it_has_the_31_columns_of_the_law_and_the_protocol() -> None:
    keys = [column.key for column in COLUMNS]
    assert len(keys) == len(set(keys)) == 31
    assert len({column.header for column in COLUMNS}) == 31


def test_the_seven_that_the_protocol_names_are_marked() -> None:
    marked = {column.protocol: column.key for column in COLUMNS if column.protocol}
    assert marked == {
        "J43": "found_on",
        "J44": "what_leaked",
        "J45": "how_happened",
        "J46": "consequences",
        "J47": "measures_corrective",
        "J48": "informed_parties",
        "J49": "ap_notified",
    }
    sheet = sheet_of(a_book(CLOSED))
    orange = {cell.value for cell in sheet[1] if cell.fill.fgColor.rgb == "00B45309"}
    assert orange == {column.header for column in COLUMNS if column.protocol}


def test_a_case_fills_its_row() -> None:
    row = csv_rows(register_csv(a_book(CLOSED)))[0]
    assert row["Wat is gelekt (soorten gegevens)"] == "naam en BSN van 3 klanten"  # J44
    assert row["Hoe is het gebeurd"].endswith('HYPERLINK("http://evil.example")')  # J45
    assert row["Mogelijke gevolgen"] == "identiteitsfraude"  # J46
    assert row["Getroffen maatregelen"] == "opgehaald"  # J47
    assert row["Registernummer"] == "DL-2026-0001"
    assert row["Datum gevonden"] == "23-11-2026 09:12"
    assert row["Uiterste meldmoment (72 uur)"] == "26-11-2026 09:12"
    assert row["Gemeld bij AP (ja/nee, datum, meldingsnummer)"] == "ja, 24-11-2026 10:00, nummer 123456"
    assert "betrokkenen (25-11-2026)" in row["Wie is ingelicht (intern, extern, datum)"]
    assert row["Bewaren tot"].startswith("30-11-2031")


def test_a_formula_stays_text_in_both_forms() -> None:
    book = a_book(CLOSED)
    assert csv_rows(register_csv(book))[0]["Hoe is het gebeurd"].startswith("'=HYPERLINK")
    cell = sheet_of(book).cell(row=2, column=place_of("how_happened"))
    assert cell.data_type == "s"
    assert cell.value == '=HYPERLINK("http://evil.example")'


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "\r=", " =", "\n+", "＝", "＋", "－", "＠"])
def test_a_spreadsheet_calculates_nothing_whatever_a_cell_begins_with(begin: str) -> None:
    text = f"{begin}1+cmd|'/C calc'!A0"
    book = a_book(a_case(fields={"cause": text}))
    assert csv_rows(register_csv(book))[0]["Oorzaak"].startswith("'")
    cell = sheet_of(book).cell(row=2, column=place_of("cause"))
    assert cell.data_type == "s"


@pytest.mark.parametrize("foreign", ["\x00\x07\x1b[31mrood", "\ud800 half", "x" * 40_000, "regel\nregel", "\ufffe"])
def test_no_text_keeps_the_workbook_from_being_made(foreign: str) -> None:
    cell = sheet_of(a_book(a_case(fields={"cause": foreign}))).cell(row=2, column=place_of("cause"))
    assert cell.value


def test_the_workbook_has_dates_as_dates_and_a_header_that_stays() -> None:
    sheet = sheet_of(a_book(CLOSED))
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:AE2"
    assert sheet.cell(row=2, column=place_of("deadline_at")).is_date
    assert sheet.cell(row=2, column=place_of("found_on")).is_date


def test_columns_are_as_wide_as_what_they_hold() -> None:
    sheet = sheet_of(a_book(CLOSED))
    widths = {
        column.key: sheet.column_dimensions[sheet.cell(1, place_of(column.key)).column_letter].width
        for column in COLUMNS
    }
    assert widths["how_happened"] > widths["what_leaked"] > widths["register_no"] > widths["record_count"]
    assert (sheet.row_dimensions[2].height or 0) > 15


def test_every_list_has_its_sheet() -> None:
    correction = Correction(
        reference="DL-2026-0001", at=MONDAY, by="Karin Vos", header="Oorzaak", before="=1", after="te haastig", event=9
    )
    book = a_book(
        CLOSED,
        incidents=({column.key: column.value(CLOSED) for column in INCIDENT_COLUMNS},),
        corrections=(correction,),
        elsewhere=(("DL-2026-0002", "geen melding"),),
    )
    workbook = load_workbook(io.BytesIO(register_xlsx(book)))
    assert workbook.sheetnames == ["Register Datalekken", "Incidenten", "Correcties", "Toelichting"]
    assert [cell.value for cell in workbook["Correcties"][2]][2:6] == ["Karin Vos", "Oorzaak", "=1", "te haastig"]
    about = {row[0].value: row[1].value for row in workbook["Toelichting"].iter_rows()}
    assert about["Laatste schakel"] == "ab" * 32
    assert about["DL-2026-0002"] == "geen melding"
    assert csv_rows(register_csv(book, Part.CORRECTIONS))[0]["Was"] == "'=1"
    assert csv_rows(register_csv(book, Part.INCIDENTS))[0]["Registernummer"] == "DL-2026-0001"


def test_json_holds_everything_by_key() -> None:
    told = json.loads(register_json(a_book(CLOSED)))
    assert told["chain_head"] == "ab" * 32
    assert set(told["breaches"][0]) == {column.key for column in COLUMNS}
    assert told["breaches"][0]["deadline_at"] == "2026-11-26T09:12:00"
    assert told["protocol"]["found_on"] == "J43"


@pytest.mark.parametrize(
    ("state", "is_incident", "stands"),
    [
        (CaseState.REPORTED, False, "breaches"),
        (CaseState.INVESTIGATING, False, "breaches"),
        (CaseState.BREACH_ESTABLISHED, False, "breaches"),
        (CaseState.REPORTED, True, "incidents"),
        (CaseState.NO_BREACH, False, "incidents"),
        (CaseState.DOUBT, False, "elsewhere"),
        (CaseState.NOT_A_REPORT, False, "elsewhere"),
        (CaseState.MERGED, False, "elsewhere"),
    ],
)
def test_every_case_stands_in_exactly_one_list(
    bookcase: Bookcase, state: CaseState, is_incident: bool, stands: str
) -> None:
    with bookcase.transaction() as books:
        books.register.open_case(a_case(state=state, is_incident=is_incident), "meldpost", {})
        book = register_as_of(books.register, "Juist B.V.", MONDAY)
    lists = {"breaches": book.rows, "incidents": book.incidents, "elsewhere": book.elsewhere}
    assert [name for name, rows in lists.items() if rows] == [stands]


def test_a_register_without_cases_is_still_a_register(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        book = register_as_of(books.register, "Juist B.V.", MONDAY)
    assert book.chain_head == GENESIS
    assert sheet_of(book).max_row == 1
    assert csv_rows(register_csv(book)) == []


def test_no_finder_is_named_in_it() -> None:
    book = a_book(a_case(finder_name="Anja de Wit"))
    for content in (register_csv(book), register_json(book)):
        assert b"Anja" not in content
        assert b"anja@" not in content
