"""Cases are numbered without gaps, changed by events, and changes can be taken back."""

import pytest
from cases import MONDAY, a_case, a_finding

from register_store.books import Bookcase
from register_store.case import ApState, CaseState
from register_store.event_chain import EventKind
from register_store.findings import Clue, Where
from register_store.register import NothingToUndo


def test_a_case_comes_back_as_it_was_entered(bookcase: Bookcase) -> None:
    clue = Clue(label="iets van een ander ontvangen", text="de brief van de buurvrouw", weight=3.0, where=Where.BODY)
    case = a_case(findings=a_finding(clues=(clue,)), fields={"cause": "verkeerde envelop"}, confirmed_aware_at=MONDAY)
    with bookcase.transaction() as books:
        books.register.open_case(case, "meldpost", {})
    with bookcase.transaction() as books:
        assert books.register.find(case.reference) == case


def test_references_count_per_year_without_gaps(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        assert books.register.next_reference(MONDAY) == "DL-2026-0001"
        assert books.register.next_reference(MONDAY) == "DL-2026-0002"
        assert books.register.next_reference(MONDAY.replace(year=2027)) == "DL-2027-0001"


def test_the_year_of_a_reference_is_the_dutch_year(bookcase: Bookcase) -> None:
    new_years_eve_in_utc = MONDAY.replace(month=12, day=31, hour=23, minute=30)
    with bookcase.transaction() as books:
        assert books.register.next_reference(new_years_eve_in_utc) == "DL-2027-0001"


def test_a_change_is_an_event_that_tells_before_and_after(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        case = books.register.open_case(a_case(), "meldpost", {})
        changed = books.register.change(
            case,
            {"state": CaseState.BREACH_ESTABLISHED, "fields.cause": "verkeerde bijlage"},
            kind=EventKind.DECIDED,
            actor="officer-1",
            at=MONDAY,
        )
        assert books.register.find(case.reference) == changed
        event = books.register.chain.of_case(case.reference)[-1]
    assert event.payload is not None
    assert event.payload["changes"]["state"] == ["reported", "breach_established"]
    assert changed.fields == {"cause": "verkeerde bijlage"}


def test_undo_takes_back_change_after_change_and_says_when_there_is_none(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        opened = books.register.open_case(a_case(), "meldpost", {})
        said = {"kind": EventKind.DECIDED, "actor": "officer-1", "at": MONDAY}
        established = books.register.change(opened, {"state": CaseState.BREACH_ESTABLISHED}, **said)
        decided = books.register.change(
            established, {"ap_state": ApState.NOT_REQUIRED, "fields.ap_reason": "versleuteld"}, **said
        )
        once, _ = books.register.undo(decided, "officer-1", MONDAY)
        assert once == established
        twice, _ = books.register.undo(once, "officer-1", MONDAY)
        assert twice == opened
        with pytest.raises(NothingToUndo):
            books.register.undo(twice, "officer-1", MONDAY)
        assert books.register.chain.verify() is None


def test_undo_does_not_take_back_what_the_finder_did(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        case = books.register.open_case(a_case(), "meldpost", {})
        more = {"findings": a_finding(screenshots=2)}
        case = books.register.change(case, more, kind=EventKind.MAIL_ADDED, actor="finder", at=MONDAY)
        with pytest.raises(NothingToUndo):
            books.register.undo(case, "officer-1", MONDAY)


def test_a_moment_without_zone_is_refused(bookcase: Bookcase) -> None:
    naive = a_case(provisional_aware_at=MONDAY.replace(tzinfo=None))
    with pytest.raises(Exception, match="without time zone"), bookcase.transaction() as books:
        books.register.open_case(naive, "meldpost", {})


def test_open_cases_stand_the_most_urgent_first(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        late = a_case(reference="DL-2026-0001", provisional_aware_at=MONDAY)
        early = a_case(reference="DL-2026-0002", provisional_aware_at=MONDAY.replace(day=22))
        closed = a_case(reference="DL-2026-0003", state=CaseState.CLOSED)
        for case in (late, early, closed):
            books.register.open_case(case, "meldpost", {})
        assert [case.reference for case in books.register.open_cases()] == ["DL-2026-0002", "DL-2026-0001"]


def test_a_part_of_a_transaction_can_be_taken_back_alone(bookcase: Bookcase) -> None:
    class Refused(Exception):
        pass

    def refused_part(books) -> None:  # type: ignore[no-untyped-def]
        with books.all_or_nothing():
            books.register.open_case(a_case(reference="DL-2026-0002"), "meldpost", {})
            raise Refused

    with bookcase.transaction() as books:
        books.register.open_case(a_case(), "meldpost", {})
        with pytest.raises(Refused):
            refused_part(books)
    with bookcase.transaction() as books:
        assert [case.reference for case in books.register.every_case()] == ["DL-2026-0001"]
        assert books.register.chain.verify() is None
