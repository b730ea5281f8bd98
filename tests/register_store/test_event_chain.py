"""The chain holds while nobody touches it, and forgets without breaking."""

from datetime import timedelta

import pytest
from cases import MONDAY, a_case
from sqlalchemy import Connection, delete, update

from register_store.books import Bookcase
from register_store.event_chain import EventKind
from register_store.tables import case_events, counters, event_payloads


@pytest.fixture
def three_events(bookcase: Bookcase) -> Bookcase:
    with bookcase.transaction() as books:
        case = books.register.open_case(a_case(), "meldpost", {})
        for text in ("gebeld", "gemaild"):
            books.register.record(case, kind=EventKind.NOTED, actor="officer-1", at=MONDAY, payload={"text": text})
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
