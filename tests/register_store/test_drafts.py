"""Drafts wait for SEND: the newest counts, it can be taken once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from cases import MONDAY, a_case

from register_store.books import Bookcase
from register_store.drafts import Draft
from register_store.letter import LetterKind

THANKS = Draft(reference="DL-2026-0001", kind=LetterKind.THANKS, content="closed", made_at=MONDAY)
QUESTION = replace(THANKS, kind=LetterKind.FINDER_QUESTION, content="Wanneer was dat?")


@pytest.fixture
def drafted(bookcase: Bookcase) -> Bookcase:
    with bookcase.transaction() as books:
        books.register.open_case(a_case(), "meldpost", {})
        books.drafts.put(THANKS)
        books.drafts.put(QUESTION)
    return bookcase


def test_the_newest_draft_of_a_case_counts_whatever_its_kind(drafted: Bookcase) -> None:
    with drafted.transaction() as books:
        assert books.drafts.newest("DL-2026-0001") == QUESTION
        assert books.drafts.newest("DL-2026-0001", LetterKind.THANKS) == THANKS
        assert books.drafts.newest("DL-2026-0002") is None


def test_a_new_draft_takes_the_place_of_the_older_one_of_its_kind(drafted: Bookcase) -> None:
    later = replace(THANKS, content="no_breach", made_at=MONDAY + timedelta(minutes=1))
    with drafted.transaction() as books:
        books.drafts.put(later)
        assert books.drafts.newest("DL-2026-0001") == later
        assert not books.drafts.take(THANKS)


def test_a_draft_is_taken_once(drafted: Bookcase) -> None:
    with drafted.transaction() as books:
        assert books.drafts.take(QUESTION)
        assert not books.drafts.take(QUESTION)
        assert books.drafts.newest("DL-2026-0001") == THANKS


def test_drafts_can_be_forgotten(drafted: Bookcase) -> None:
    with drafted.transaction() as books:
        assert books.drafts.forget("DL-2026-0001") == 2
        assert books.drafts.newest("DL-2026-0001") is None
