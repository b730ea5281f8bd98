"""A one-time code works once, for its officer, for a day."""

from datetime import timedelta

import pytest
from cases import MONDAY

from register_store.books import Bookcase
from register_store.held_commands import VALID, Held

HELD = Held(officer="po@juist.nl", reference="DL-2026-0001", own_words="BEVESTIG", fingerprint="f")


def test_a_code_releases_what_it_was_for_once(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        code = books.held.hold(HELD, MONDAY)
        assert books.held.release(code, "PO@juist.nl", MONDAY) == HELD
        assert books.held.release(code, "po@juist.nl", MONDAY) is None


def test_a_code_may_be_typed_in_any_case_and_without_its_hyphen(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        code = books.held.hold(HELD, MONDAY)
        assert books.held.release(code.lower().replace("-", " "), "po@juist.nl", MONDAY) == HELD


@pytest.mark.parametrize(
    ("officer", "late"), [("other@juist.nl", timedelta(0)), ("po@juist.nl", VALID), ("po@juist.nl", VALID * 2)]
)
def test_another_officer_or_a_day_later_gets_nothing(bookcase: Bookcase, officer: str, late: timedelta) -> None:
    with bookcase.transaction() as books:
        code = books.held.hold(HELD, MONDAY)
        assert books.held.release(code, officer, MONDAY + late) is None


def test_a_guess_gets_nothing(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        books.held.hold(HELD, MONDAY)
        assert books.held.release("AAAAAA-BBBBBB", "po@juist.nl", MONDAY) is None


def test_open_codes_are_counted_until_used_or_old(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        code = books.held.hold(HELD, MONDAY)
        books.held.hold(HELD, MONDAY)
        assert books.held.waiting("po@juist.nl", MONDAY) == 2
        books.held.release(code, "po@juist.nl", MONDAY)
        assert books.held.waiting("po@juist.nl", MONDAY) == 1
        assert books.held.waiting("po@juist.nl", MONDAY + VALID) == 0


def test_a_single_use_mark_serves_once_and_is_no_open_code(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        assert not books.held.is_spent("button:A")
        for _ in range(2):
            books.held.spend("button:A", "po@juist.nl", "DL-2026-0001", MONDAY + VALID, MONDAY)
        assert books.held.is_spent("button:A")
        assert not books.held.is_spent("button:B")
        assert books.held.waiting("po@juist.nl", MONDAY) == 0
