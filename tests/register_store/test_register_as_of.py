"""The register as of any past moment, and what was changed after a case was closed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from cases import MONDAY, a_case

from register_store.books import Bookcase, Books
from register_store.case import ApState, CaseState
from register_store.event_chain import EventKind
from register_store.register_as_of import register_as_of
from register_store.register_book import RegisterBook

HOUR = timedelta(hours=1)


class Days:
    """A case that lives through some hours of its officers' work."""

    def __init__(self, bookcase: Bookcase) -> None:
        self.bookcase = bookcase
        with bookcase.transaction() as books:
            self.case = books.register.open_case(
                a_case(reference=books.register.next_reference(MONDAY)), "meldpost", {}
            )

    def change(self, hour: int, kind: EventKind = EventKind.RECORDED, **changes: Any) -> None:
        dotted = {key.replace("__", "."): value for key, value in changes.items()}
        with self.bookcase.transaction() as books:
            self.case = books.register.change(
                self._now(books),
                dotted,
                kind=kind,
                actor="officer-1",
                at=MONDAY + hour * HOUR,
                payload={"by": "Karin Vos"},
            )

    def undo(self, hour: int) -> None:
        with self.bookcase.transaction() as books:
            self.case, _ = books.register.undo(self._now(books), "officer-1", MONDAY + hour * HOUR)

    def register(self, hour: int, names: Mapping[str, str] | None = None) -> RegisterBook:
        at: datetime = MONDAY + hour * HOUR
        with self.bookcase.transaction() as books:
            return register_as_of(books.register, "Juist B.V.", at, names=names)

    def _now(self, books: Books) -> Any:
        found = books.register.find(self.case.reference)
        assert found
        return found


@pytest.fixture
def days(bookcase: Bookcase) -> Days:
    return Days(bookcase)


def test_a_past_register_shows_what_was_known_then(days: Days) -> None:
    days.change(2, fields__cause="nog onbekend")
    days.change(5, EventKind.DECIDED, state=CaseState.BREACH_ESTABLISHED, ap_state=ApState.INITIAL)
    days.change(9, fields__cause="verkeerde enveloppe", confirmed_aware_at=MONDAY - HOUR)
    then, later, now = (days.register(hour).rows[0] for hour in (1, 6, 10))
    assert (then["status"], then["cause"], then["ap_notified"]) == ("gemeld", "", "nog niet besloten")
    assert (later["status"], later["cause"]) == ("datalek vastgesteld", "nog onbekend")
    assert now["cause"] == "verkeerde enveloppe"
    assert then["deadline_at"] == later["deadline_at"] != now["deadline_at"]
    assert days.register(-1).rows == ()


def test_what_was_undone_stands_in_the_register_of_the_hour_between(days: Days) -> None:
    days.change(1, fields__cause="haast")
    days.change(
        2, EventKind.DECIDED, state=CaseState.NO_BREACH, closed_at=MONDAY + 2 * HOUR, fields__decision="Karin Vos"
    )
    days.undo(3)
    assert [(bool(book.rows), bool(book.incidents)) for book in map(days.register, (1, 2, 3))] == [
        (True, False),
        (False, True),
        (True, False),
    ]
    assert days.register(3).rows[0]["cause"] == "haast"
    assert days.register(3).rows[0]["decision"] == ""


def test_the_head_of_a_past_register_is_the_head_of_that_hour(days: Days) -> None:
    heads = []
    for hour in (1, 2, 3):
        days.change(hour, fields__cause=f"oorzaak {hour}")
        with days.bookcase.transaction() as books:
            heads.append(books.register.chain.head())
    assert [days.register(hour).chain_head for hour in (1, 2, 3)] == heads
    with days.bookcase.transaction() as books:
        assert all(books.register.chain.holds(head) for head in heads)
        assert not books.register.chain.holds("ab" * 32)


def test_a_field_changed_after_closing_shows_both_values_who_and_when(days: Days) -> None:
    days.change(1, fields__cause="haast")
    days.change(2, EventKind.DECIDED, state=CaseState.CLOSED, closed_at=MONDAY + 2 * HOUR)
    days.change(50, fields__cause="geen vier ogen")
    (correction,) = days.register(60).corrections
    assert (correction.header, correction.before, correction.after) == ("Oorzaak", "haast", "geen vier ogen")
    assert (correction.by, correction.at) == ("Karin Vos", MONDAY + 50 * HOUR)
    assert days.register(49).corrections == ()


def test_reopening_is_a_correction_and_closing_again_is_none(days: Days) -> None:
    days.change(1, EventKind.DECIDED, state=CaseState.CLOSED, closed_at=MONDAY + HOUR)
    days.change(2, EventKind.DECIDED, state=CaseState.INVESTIGATING, closed_at=None)
    days.change(3, EventKind.DECIDED, state=CaseState.CLOSED, closed_at=MONDAY + 3 * HOUR)
    told = [(each.header, each.before, each.after) for each in days.register(4).corrections]
    assert ("Status", "afgesloten", "in onderzoek") in told
    assert ("Status", "in onderzoek", "afgesloten") not in told


def test_who_took_a_correction_back_is_named_too(days: Days) -> None:
    days.change(1, EventKind.DECIDED, state=CaseState.CLOSED, closed_at=MONDAY + HOUR)
    days.change(2, fields__cause="haast")
    days.undo(3)
    assert [each.by for each in days.register(4, {"officer-1": "Karin V."}).corrections] == ["Karin Vos", "Karin V."]


def test_an_incident_that_was_closed_stays_an_incident(days: Days) -> None:
    days.change(1, EventKind.DECIDED, state=CaseState.NO_BREACH)
    days.change(2, EventKind.DECIDED, state=CaseState.CLOSED, closed_at=MONDAY + 2 * HOUR)
    book = days.register(3)
    assert (book.rows, len(book.incidents)) == ((), 1)
    assert book.incidents[0]["incident_kind"] == "beoordeeld: geen datalek"


def test_what_was_erased_is_said_and_shown_as_it_was_afterwards(days: Days) -> None:
    days.change(1, fields__cause="haast")
    with days.bookcase.transaction() as books:
        books.register.chain.erase(days.case.reference, "meldpost", MONDAY + 2 * HOUR)
    book = days.register(1)
    assert book.erased == (days.case.reference,)
    assert book.rows[0]["cause"] == "haast"


def test_one_year_is_one_register(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        for at in (MONDAY, MONDAY + timedelta(days=60)):
            case = a_case(reference=books.register.next_reference(at), opened_at=at, provisional_aware_at=at)
            books.register.open_case(case, "meldpost", {})
        at = MONDAY + timedelta(days=90)
        told = {year: register_as_of(books.register, "Juist B.V.", at, year=year) for year in ("", "2026", "2027")}
    assert {year: [row["register_no"] for row in book.rows] for year, book in told.items()} == {
        "": ["DL-2026-0001", "DL-2027-0001"],
        "2026": ["DL-2026-0001"],
        "2027": ["DL-2027-0001"],
    }
