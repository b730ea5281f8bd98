"""The chain holds while nobody touches it, and forgets without breaking."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from cases import MONDAY, a_case
from sqlalchemy import Connection, Table, delete, text, update

from register_store.books import Bookcase
from register_store.event_chain import ChainFault, EventKind
from register_store.tables import case_events, counters, event_payloads


@pytest.fixture
def three_events(bookcase: Bookcase) -> Bookcase:
    with bookcase.transaction() as books:
        case = books.register.open_case(a_case(), "meldpost", {})
        for words in ("gebeld", "gemaild"):
            books.register.record(case, kind=EventKind.NOTED, actor="officer-1", at=MONDAY, payload={"text": words})
    return bookcase


def test_an_untouched_chain_holds(three_events: Bookcase) -> None:
    with three_events.transaction() as books:
        assert books.register.chain.verify() is None
        assert len(books.register.chain.head()) == 64


def swap_the_last_two(connection: Connection) -> None:
    for number, other in ((2, 20), (3, 2), (20, 3)):
        connection.execute(delete(event_payloads).where(event_payloads.c.number == number))
        connection.execute(update(case_events).where(case_events.c.number == number).values(number=other))


TAMPERINGS = {
    "an actor is changed": update(case_events).where(case_events.c.number == 2).values(actor="officer-2"),
    "a moment is changed": update(case_events)
    .where(case_events.c.number == 2)
    .values(at=MONDAY + timedelta(minutes=1)),
    "a kind is changed": update(case_events).where(case_events.c.number == 2).values(kind="decided"),
    "a case is changed": update(case_events).where(case_events.c.number == 2).values(reference="DL-2026-0002"),
    "words are changed": update(event_payloads).where(event_payloads.c.number == 2).values(payload='{"text":"x"}'),
    "words are removed without an erasure": delete(event_payloads).where(event_payloads.c.number == 2),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_is_found_at_its_event(three_events: Bookcase, what: str) -> None:
    with three_events.transaction() as books:
        books._connection.execute(TAMPERINGS[what])
        fault = books.register.chain.verify()
    assert fault is not None
    assert fault.number == 2


#: Every column of both tables, and what a foreign hand might write into it.
FOREIGN: dict[str, Any] = {
    "organisation": "doorkees",
    "number": 77,
    "reference": "DL-2026-0777",
    "at": MONDAY - timedelta(seconds=1),
    "actor": "officer-77",
    "kind": "undone",
    "payload_digest": "0" * 64,
    "previous": "1" * 64,
    "digest": "2" * 64,
    "salt": "3" * 64,
    "payload": '{"text": "anders"}',
}
EVERY_CELL = [
    (table, column.name, number)
    for table in (case_events, event_payloads)
    for column in table.columns
    for number in (1, 2, 3)
]


class TakenBack(Exception):
    """Ends a transaction so that nothing of it stays."""


def fault_after(bookcase: Bookcase, table: Table, column: str, number: int) -> ChainFault | None:
    """What is found when a foreign hand, which no foreign key stops, writes into one cell."""
    fault = None
    with suppress(TakenBack), bookcase.transaction() as books:
        if books._connection.dialect.name == "postgresql":
            unlock = "ALTER TABLE event_payloads DROP CONSTRAINT fk_event_payloads_organisation_number"
        else:
            unlock = "PRAGMA defer_foreign_keys = ON"
        books._connection.execute(text(unlock))
        books._connection.execute(update(table).where(table.c.number == number).values({column: FOREIGN[column]}))
        fault = books.register.chain.verify()
        raise TakenBack
    return fault


def test_every_column_of_every_row_is_under_the_chain(three_events: Bookcase) -> None:
    for table, column, number in EVERY_CELL:
        fault = fault_after(three_events, table, column, number)
        assert fault is not None, (table.name, column, number)
        assert fault.number == number, (table.name, column, number)
    with three_events.transaction() as books:
        assert books.register.chain.verify() is None


def test_a_moment_that_is_none_is_a_fault_and_no_crash(three_events: Bookcase) -> None:
    with three_events.transaction() as books:
        if books._connection.dialect.name == "postgresql":
            pytest.skip("this database takes no such moment")
        books._connection.execute(text("UPDATE case_events SET at = 'gisteren' WHERE number = 2"))
        fault = books.register.chain.verify()
    assert fault is not None


@pytest.mark.parametrize("payload", ["no json", "[]", '{"numbers": "all"}', '{"numbers": [1, 2, "x"]}'])
def test_a_spoiled_erasure_is_a_fault_and_no_crash(three_events: Bookcase, payload: str) -> None:
    with three_events.transaction() as books:
        books.register.chain.erase("DL-2026-0001", "meldpost", MONDAY)
        spoiled = update(event_payloads).where(event_payloads.c.number == 4).values(payload=payload)
        books._connection.execute(spoiled)
        assert books.register.chain.verify() is not None


def test_a_whole_history_written_anew_does_not_hold_an_old_head(three_events: Bookcase) -> None:
    with three_events.transaction() as books:
        kept = books.register.chain.head()
        books._connection.execute(delete(event_payloads))
        books._connection.execute(delete(case_events))
        books._connection.execute(update(counters).where(counters.c.series == "events").values(value=0))
        for words in ("een", "twee", "drie"):
            books.register.chain.append(EventKind.NOTED, "officer-1", MONDAY, {"text": words}, "DL-2026-0001")
        assert books.register.chain.verify() is None
        assert not books.register.chain.holds(kept)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_removed_event_is_missed_even_the_newest(three_events: Bookcase, number: int) -> None:
    with three_events.transaction() as books:
        for table in (event_payloads, case_events):
            books._connection.execute(delete(table).where(table.c.number == number))
        fault = books.register.chain.verify()
    assert fault is not None
    assert fault.number == number


def test_reordered_events_are_found(three_events: Bookcase) -> None:
    with three_events.transaction() as books:
        swap_the_last_two(books._connection)
        assert books.register.chain.verify() is not None


def test_erasure_is_an_event_and_the_chain_still_holds(three_events: Bookcase) -> None:
    with three_events.transaction() as books:
        erased = books.register.chain.erase("DL-2026-0001", "meldpost", MONDAY)
        assert erased == 3
        assert books.register.chain.verify() is None
        events = books.register.chain.of_case("DL-2026-0001")
    assert [event.payload is None for event in events] == [True, True, True, False]
    assert events[-1].kind is EventKind.ERASED


def test_a_rolled_back_event_leaves_no_gap(three_events: Bookcase) -> None:
    class Cut(Exception):
        pass

    def cut_short() -> None:
        with three_events.transaction() as books:
            books.register.chain.append(EventKind.NOTED, "officer-1", MONDAY, {})
            raise Cut

    with pytest.raises(Cut):
        cut_short()
    with three_events.transaction() as books:
        added = books.register.chain.append(EventKind.NOTED, "officer-1", MONDAY, {})
        assert added.number == 4
        assert books.register.chain.verify() is None


def test_two_organisations_have_two_chains(three_events: Bookcase) -> None:
    other = Bookcase(three_events._database, "doorkees", three_events.files._folder, three_events.keys)
    with other.transaction() as books:
        books.register.open_case(a_case(organisation="doorkees"), "meldpost", {})
        assert books.register.chain.verify() is None
        assert [event.number for event in books.register.chain.of_case("DL-2026-0001")] == [1]


def test_counters_themselves_are_part_of_the_proof(three_events: Bookcase) -> None:
    with three_events.transaction() as books:
        books._connection.execute(update(counters).where(counters.c.series == "events").values(value=5))
        assert books.register.chain.verify() is not None
