"""Retention, through the whole house: what is erased when, what stays, and that nothing brings a case back."""

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SettableClock
from house import JUIST, KARIN, House, later
from lexical import lexical_reader
from mails import REPORT, a_mail, proven
from sqlalchemy import select

from bot.direct_reader import DirectReader
from bot.register_of import register_of
from bot.retention_round import erase_due, found_due
from bot.verifying import verified
from register_store.case import CaseState
from register_store.event_chain import EventKind
from register_store.retention import Part
from register_store.tables import metadata

FINDER = "anja@buurt.example"
FROM_KARIN = f"{KARIN.name} <{KARIN.address}>"
#: What must be nowhere at the end: the finder's address, name and words.
TRACES = (b"anja", b"Anja", b"buurt.example", b"Vanmorgen", b"loonstrook van een andere")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> DirectReader:
    """Not the verdict is looked at here."""
    return lexical_reader(tmp_path_factory.mktemp("model"))


def commands(house: House, text: str) -> None:
    letters = house.letters_to(KARIN.address)
    mail = a_mail(text, sender=FROM_KARIN, subject="Re: melding", answers=str(letters[0]["Message-ID"]))
    house.receives(proven(mail))


def a_breach(house: House) -> None:
    """A report that becomes a breach, is told to everybody, and closed."""
    house.receives(a_mail(REPORT))
    commands(house, "OPPAKKEN\nBEVESTIG: loonstrook verwisseld\nNOTITIE gebeld met Anja de Wit, zij heeft hem gewist")
    commands(house, "AP GEMELD 2026-1187 vandaag 08:30 op tijd gemeld\nGEINFORMEERD 1, telefoon, vandaag, uit voorzorg")
    commands(house, "GEGEVENS: naam\nHOE: verkeerde bijlage\nGEVOLGEN: kleine kans op fraude\nMAATREGEL: mail gewist")
    commands(house, "SLUIT: een tweede kijkt mee")
    assert house.cases()[0].state is CaseState.CLOSED


def evidence_files(house: House, folder: Path) -> list[Path]:
    return sorted((folder / "evidence").rglob("*.sealed"))


def erased_parts(house: House) -> list[str]:
    with house.bookcase.transaction() as books:
        events = books.register.chain.of_case("DL-2026-0001")
        assert verified(books.register) == []
    told = [event.payload or {} for event in events if event.kind is EventKind.ERASED]
    return [part for payload in told for part in payload["what"]]


def test_a_breach_loses_its_originals_then_its_finder_then_its_file(
    house: House, clock: SettableClock, tmp_path: Path
) -> None:
    a_breach(house)
    later(house, clock, days=89)
    assert evidence_files(house, tmp_path) != []
    later(house, clock, days=2)
    assert evidence_files(house, tmp_path) == []
    assert erased_parts(house) == ["evidence"]
    assert house.cases()[0].finder_address == FINDER
    later(house, clock, days=275)
    case = house.cases()[0]
    assert case.finder_address is None
    assert (case.finder_name or "").startswith("melder-")
    assert case.fields["how_happened"] == "verkeerde bijlage"
    assert case.findings.description is None
    assert case.findings.kind is not None
    later(house, clock, days=1500)
    case = house.cases()[0]
    assert (case.reference, case.state, set(case.fields), case.handler) == (
        "DL-2026-0001",
        CaseState.CLOSED,
        {"row_erased"},
        None,
    )
    assert erased_parts(house) == ["evidence", "finder", "case_file", "row"]


def test_once_erased_is_not_erased_every_day(house: House, clock: SettableClock) -> None:
    a_breach(house)
    for _ in range(4):
        later(house, clock, days=100)
    assert erased_parts(house) == ["evidence", "finder"]


def test_nothing_of_the_finder_is_left_in_any_byte(house: House, clock: SettableClock, tmp_path: Path) -> None:
    a_breach(house)
    assert all(in_database(house, word) for word in (b"anja", b"buurt.example"))
    later(house, clock, days=366)
    for word in TRACES:
        assert in_rows(house, word) == []
        assert in_database(house, word) == []
    assert evidence_files(house, tmp_path) == []


def test_the_mail_still_in_the_mailbox_does_not_bring_the_case_back(house: House, clock: SettableClock) -> None:
    report = a_mail(REPORT)
    house.receives(report)
    commands(house, "GEEN DATALEK: de loonstrook was van haarzelf")
    later(house, clock, days=366)
    before = len(house.letters)
    house.receives(report)
    house.inbox.uidvalidity = 8  # type: ignore[attr-defined]  # the server numbers anew: every mail looks new
    house.rounds.turn()
    house.rounds.turn()
    assert [case.reference for case in house.cases()] == ["DL-2026-0001"]
    assert [str(letter["Subject"]) for letter in house.letters[before:] if str(letter["To"]) == FINDER] == []


def test_a_hold_keeps_everything_until_it_is_lifted(house: House, clock: SettableClock, tmp_path: Path) -> None:
    a_breach(house)
    commands(house, "BEWAREN: er loopt een schadeclaim")
    later(house, clock, days=400)
    assert evidence_files(house, tmp_path) != []
    assert erased_parts(house) == []
    case = house.cases()[0]
    with house.bookcase.transaction() as books:
        change = {"fields.legal_hold": None}
        books.register.change(case, change, kind=EventKind.DECIDED, actor="test", at=clock())
    later(house, clock, days=1)
    assert evidence_files(house, tmp_path) == []


def test_an_open_case_is_never_erased(house: House, clock: SettableClock, tmp_path: Path) -> None:
    house.receives(a_mail(REPORT))
    later(house, clock, days=4000)
    assert evidence_files(house, tmp_path) != []
    assert erased_parts(house) == []


def test_a_case_that_is_opened_again_and_closed_is_erased_again(
    house: House, clock: SettableClock, tmp_path: Path
) -> None:
    a_breach(house)
    later(house, clock, days=91)
    commands(house, "HEROPEN: de melder vond nog een bestand")
    house.receives(a_mail("Hier is nog een schermafbeelding.", answers=str(house.letters_to(FINDER)[0]["Message-ID"])))
    assert evidence_files(house, tmp_path) != []
    later(house, clock, days=200)
    assert evidence_files(house, tmp_path) != []
    commands(house, "BEVESTIG\nSLUIT: nu echt")
    later(house, clock, days=91)
    assert evidence_files(house, tmp_path) == []
    assert erased_parts(house) == ["evidence", "evidence"]


def test_an_organisation_may_have_its_own_terms(tmp_path: Path, clock: SettableClock, reader: DirectReader) -> None:
    quick = replace(JUIST, retention={"no_breach.evidence": 7})
    house = House(tmp_path, clock, organisation=quick, reader=reader)
    house.start()
    house.receives(a_mail(REPORT))
    commands(house, "GEEN DATALEK: oefening")
    later(house, clock, days=8)
    assert evidence_files(house, tmp_path) == []


def test_the_dry_run_tells_and_changes_nothing(house: House, clock: SettableClock, tmp_path: Path) -> None:
    a_breach(house)
    clock.forward(days=100)
    with house.bookcase.transaction() as books:
        (found,) = found_due(house.office, books, clock())
    assert found.parts == (Part.EVIDENCE,)
    assert evidence_files(house, tmp_path) != []
    assert erase_due(house.office) == 1
    assert erase_due(house.office) == 0


# --- mails that no case has: their fingerprints ----------------------------------------------------------------------


# --- the row itself ---------------------------------------------------------------------------------------------------


def test_after_five_years_the_number_alone_is_left_in_the_register(house: House, clock: SettableClock) -> None:
    a_breach(house)
    begun = clock()
    clock.forward(days=1)
    later(house, clock, days=1700)
    with house.bookcase.transaction() as books:
        assert [row["register_no"] for row in register_of(books, JUIST, house.bookcase.keys, clock()).rows] == [
            "DL-2026-0001"
        ]
    later(house, clock, days=200)
    with house.bookcase.transaction() as books:
        for at in (clock(), begun):  # as of a past day too
            book = register_of(books, JUIST, house.bookcase.keys, at)
            assert (book.rows, book.incidents) == ((), ())
            assert book.elsewhere == (("DL-2026-0001", "gewist na de bewaartermijn"),)
        assert verified(books.register) == []
    (case,) = house.cases()
    assert (case.findings.kind, case.findings.personal_data, case.finder_name) == (None, (), None)
    house.receives(a_mail(REPORT, subject="Nog een"))
    assert len({case.reference for case in house.cases()}) == 2, "its number is not given again"


def test_who_keeps_the_file_longer_keeps_the_row_as_long(
    tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    thorough = replace(JUIST, retention={"breach.case_file": 2557})
    house = House(tmp_path, clock, organisation=thorough, reader=reader)
    house.start()
    a_breach(house)
    later(house, clock, days=2000)
    assert house.cases()[0].fields["how_happened"] == "verkeerde bijlage"


def in_rows(house: House, word: bytes) -> list[str]:
    found = []
    with house.database.transaction() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)).mappings():
                values = {key: value if isinstance(value, bytes) else str(value).encode() for key, value in row.items()}
                found += [f"{table.name}.{key}" for key, value in values.items() if word in value]
    return found


def in_database(house: House, word: bytes) -> list[str]:
    """The database's own files, remains of older pages included."""
    path = Path(house.database.url.removeprefix("sqlite:///"))
    files = [path, path.with_name(path.name + "-wal")]
    return [file.name for file in files if file.exists() and word in file.read_bytes()]
