"""A history that nobody touched always holds, whatever officers, finders and rounds did with its cases."""

import io
from datetime import timedelta

import pytest
from conftest import SettableClock
from house import JUIST, KARIN, House, text_of
from lexical import lexical_reader
from mails import REPORT, a_mail, proven
from openpyxl import load_workbook

from bot.direct_reader import DirectReader
from bot.register_of import register_of
from bot.verifying import verified


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> DirectReader:
    """Not the verdict is looked at here."""
    return lexical_reader(tmp_path_factory.mktemp("model"))


def commands(house: House, text: str, reference: str) -> str:
    alarm = next(letter for letter in house.letters_to(KARIN.address) if reference in str(letter["Subject"]))
    answer = a_mail(text, sender=KARIN.address, subject="Re: alarm", answers=str(alarm["Message-ID"]))
    house.receives(proven(answer))
    return text_of(house.letters_to(KARIN.address)[-1])


def faults(house: House) -> list[str]:
    with house.bookcase.transaction() as books:
        return verified(books.register)


def a_busy_week(house: House, clock: SettableClock) -> tuple[str, str]:
    house.receives(a_mail(REPORT))
    clock.forward(minutes=5)
    house.receives(a_mail(REPORT.replace("Vanmorgen", "Gisteren"), sender="Bo <bo@elders.example>", subject="brief"))
    first, second = (case.reference for case in house.cases())
    clock.forward(hours=1)
    for text in (
        "OPPAKKEN\nBEVESTIG: loonstrook verwisseld",
        "GEGEVENS: naam, BSN\nHOE: verkeerde bijlage\nGEVOLGEN: fraude\nMAATREGEL: gewist\nOORZAAK: haast",
        "HERSTEL",
        "GEGEVENS: naam, adres\nHOE: verkeerde bijlage\nGEVOLGEN: fraude\nMAATREGEL: gewist\nOORZAAK: te haastig",
        "AP NIET: alleen een vertrouwde collega\nNIET INFORMEREN: geen hoog risico",
    ):
        clock.forward(hours=1)
        commands(house, text, first)
    commands(house, "GEEN DATALEK: dubbel gemeld", second)
    clock.forward(hours=2)
    return first, second


def test_a_busy_week_leaves_no_fault(house: House, clock: SettableClock) -> None:
    a_busy_week(house, clock)
    assert faults(house) == []
    clock.forward(days=2)
    house.rounds.turn()
    assert faults(house) == []


def test_what_retention_erases_leaves_no_fault_and_the_row_stands_its_five_years(
    house: House, clock: SettableClock
) -> None:
    first, second = a_busy_week(house, clock)
    commands(house, "SLUIT: voortaan vier ogen", first)
    for standing in ({first, second}, {first, second}, set()):
        clock.forward(days=700)
        house.rounds.turn()
        assert faults(house) == []
        with house.bookcase.transaction() as books:
            book = register_of(books, JUIST, house.bookcase.keys, clock())
        assert {str(row["register_no"]) for row in (*book.rows, *book.incidents)} == standing
    assert dict(book.elsewhere) == dict.fromkeys((first, second), "gewist na de bewaartermijn")


def workbook_of(house: House) -> dict[str, list[list[object]]]:
    """The lists of the register that came with the newest letter, without their headers."""
    letter = house.letters_to(KARIN.address)[-1]
    (part,) = letter.iter_attachments()
    book = load_workbook(io.BytesIO(part.get_content()))
    return {sheet.title: [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)] for sheet in book}


def test_an_officer_asks_for_the_register_of_today_of_a_day_and_of_a_year(house: House, clock: SettableClock) -> None:
    first, second = a_busy_week(house, clock)
    clock.forward(days=1)
    for asked, breaches, incidents in (
        ("REGISTER", [first], [second]),
        (f"REGISTER {clock().year}", [first], [second]),
        ("REGISTER 2019", [], []),
        (f"REGISTER {clock() - timedelta(days=9):%d-%m-%Y}", [], []),
        ("REGISTER gisteren", [first], [second]),
    ):
        commands(house, asked, first)
        told = workbook_of(house)
        assert [row[0] for row in told["Register Datalekken"]] == breaches, asked
        assert [row[0] for row in told["Incidenten"]] == incidents, asked


def test_a_day_that_is_none_is_asked_back(house: House, clock: SettableClock) -> None:
    first, _ = a_busy_week(house, clock)
    assert "Niet gedaan" in commands(house, "REGISTER blauw", first)
