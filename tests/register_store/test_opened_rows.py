"""What never changes in a case is proven too: the opening tells the digest of the whole first row."""

from datetime import timedelta

import pytest
from cases import MONDAY, a_case, a_finding
from sqlalchemy import func, update

from bot.verifying import verified
from register_store.books import Bookcase
from register_store.case import ApState, CaseState, PeopleState
from register_store.event_chain import EventKind
from register_store.findings import findings_to_json
from register_store.retention import Part
from register_store.tables import cases, event_payloads

LATER = MONDAY + timedelta(days=1)
#: Another value for every column of a case.
ALTERED = {
    "state": "no_breach",
    "findings": findings_to_json(a_finding(affected_count=3)),
    "provisional_aware_at": LATER,
    "opened_at": LATER,
    "mailbox": "mail@juist.nl Junk",
    "ap_state": "not_required",
    "people_state": "not_required",
    "channel": "phone",
    "is_incident": True,
    "confirmed_aware_at": LATER,
    "handler": "iemand@juist.nl",
    "finder_address": "ander@buurt.example",
    "finder_name": "Ander",
    "receipt_held": "spam",
    "fields": {"cause": "anders"},
    "closed_at": LATER,
}
#: Its identity: a case under another name has no events.
_KEYS = {"organisation", "reference"}


@pytest.fixture
def one_case(bookcase: Bookcase) -> Bookcase:
    """A case that went some way, one step of which was taken back."""
    with bookcase.transaction() as books:
        case = books.register.open_case(a_case(fields={"protocol_version": "1.0"}), "meldpost", {})
        changes = (
            {"handler": "karin@juist.nl"},
            {"fields.cause": "haast"},
            {"fields.cause": "druk", "ap_state": ApState.INITIAL},
        )
        for step in changes:
            case = books.register.change(case, step, kind=EventKind.DECIDED, actor="officer", at=MONDAY)
        case, _ = books.register.undo(case, "officer", MONDAY)
        books.register.change(
            case, {"people_state": PeopleState.PLANNED}, kind=EventKind.DECIDED, actor="officer", at=MONDAY
        )
    return bookcase


def test_every_column_is_altered_here() -> None:
    assert set(ALTERED) | _KEYS == {column.name for column in cases.columns}


def test_an_untouched_case_stands_as_its_events_say(one_case: Bookcase) -> None:
    with one_case.transaction() as books:
        assert verified(books.register) == []


@pytest.mark.parametrize("column", ALTERED)
def test_whatever_column_is_altered_is_found(one_case: Bookcase, column: str) -> None:
    with one_case.transaction() as books:
        books._connection.execute(update(cases).values({column: ALTERED[column]}))
        assert verified(books.register) == ["case DL-2026-0001: it does not stand as its events say"]


def test_the_opening_itself_cannot_be_rewritten(one_case: Bookcase) -> None:
    with one_case.transaction() as books:
        other = func.replace(event_payloads.c.payload, '"row"', '"rij"')
        books._connection.execute(update(event_payloads).values(payload=other))
        assert verified(books.register) == ["event 1: the contents were changed"]


def test_what_was_erased_on_time_is_no_fault_and_its_digest_is_gone(one_case: Bookcase) -> None:
    with one_case.transaction() as books:
        case = books.register.find("DL-2026-0001")
        assert case is not None
        settled = books.register.change(
            case, {"state": CaseState.BREACH_ESTABLISHED}, kind=EventKind.DECIDED, actor="officer", at=MONDAY
        )
        books.erasure.erase(settled, (Part.FINDER,), MONDAY, pseudonym="melder", why={})
        assert verified(books.register) == []
        assert books.register.chain.of_case("DL-2026-0001")[0].payload is None
