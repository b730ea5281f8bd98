"""The register opens in a spreadsheet, complete, and calculates nothing."""

import csv
import io

import pytest
from cases import MONDAY, a_case
from openpyxl import load_workbook

from register_store.case import ApState, CaseState, PeopleState
from register_store.register_export import COLUMNS, register_csv, register_rows, register_xlsx

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


def csv_rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_it_has_the_31_columns_of_the_law_and_the_protocol() -> None:
    keys = [key for key, _, _ in COLUMNS]
    assert len(keys) == len(set(keys)) == 31
    juists_seven = {"found_on", "what_leaked", "how_happened", "consequences", "measures_corrective"}
    assert juists_seven | {"informed_parties", "ap_notified"} <= set(keys)


def test_a_case_fills_its_row() -> None:
    row = csv_rows(register_csv([CLOSED]))[0]
    assert row["Registernummer"] == "DL-2026-0001"
    assert row["Datum gevonden"] == "23-11-2026 09:12"
    assert row["Uiterste meldmoment (72 uur)"] == "26-11-2026 09:12"
    assert row["Gemeld bij AP (ja/nee, datum, meldingsnummer)"] == "ja, 24-11-2026 10:00, nummer 123456"
    assert "betrokkenen (25-11-2026)" in row["Wie is ingelicht (intern, extern, datum)"]
    assert row["Bewaren tot"].startswith("30-11-2031")


def test_a_formula_stays_text_in_both_forms() -> None:
    assert csv_rows(register_csv([CLOSED]))[0]["Hoe is het gebeurd"].startswith("'=HYPERLINK")
    sheet = load_workbook(io.BytesIO(register_xlsx([CLOSED]))).active
    assert sheet is not None
    cell = sheet.cell(row=2, column=1 + [key for key, _, _ in COLUMNS].index("how_happened"))
    assert cell.data_type == "s"
    assert cell.value == '=HYPERLINK("http://evil.example")'


def test_the_workbook_has_dates_as_dates_and_a_header_that_stays() -> None:
    sheet = load_workbook(io.BytesIO(register_xlsx([CLOSED]))).active
    assert sheet is not None
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref is not None
    cell = sheet.cell(row=2, column=1 + [key for key, _, _ in COLUMNS].index("deadline_at"))
    assert cell.is_date


@pytest.mark.parametrize(
    ("state", "stands"),
    [
        (CaseState.REPORTED, True),
        (CaseState.INVESTIGATING, True),
        (CaseState.BREACH_ESTABLISHED, True),
        (CaseState.DOUBT, False),
        (CaseState.NOT_A_REPORT, False),
        (CaseState.NO_BREACH, False),
        (CaseState.MERGED, False),
    ],
)
def test_what_is_not_excluded_stands_in_the_register(state: CaseState, stands: bool) -> None:
    assert bool(register_rows([a_case(state=state)])) is stands


def test_no_finder_is_named_in_it() -> None:
    text = register_csv([a_case(finder_name="Anja de Wit")]).decode()
    assert "Anja" not in text
    assert "anja@" not in text
