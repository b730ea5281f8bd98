"""Questions to others: found again by their letter, overdue in time, settled by one answer."""

from dataclasses import replace
from datetime import timedelta

import pytest
from cases import MONDAY, a_case

from register_store.books import Bookcase
from register_store.requests import Request, Role

HOUR = timedelta(hours=1)
TO_IT = Request(
    reference="DL-2026-0001",
    role=Role.IT,
    name="",
    address="it@juist.nl",
    message_id="<meldpost.1@juist.nl>",
    question="Wie had toegang?",
    asked_at=MONDAY,
    due_at=MONDAY + HOUR,
)
TO_SECOND = replace(TO_IT, address="beheer@juist.nl", message_id="<meldpost.2@juist.nl>")
TO_PROCESSOR = replace(TO_IT, role=Role.PROCESSOR, name="Loonwerk", address="fg@loonwerk.example", message_id="<m.3@j>")


@pytest.fixture
def asked(bookcase: Bookcase) -> Bookcase:
    with bookcase.transaction() as books:
        books.register.open_case(a_case(), "meldpost", {})
        for request in (TO_IT, TO_SECOND, TO_PROCESSOR):
            books.requests.put(request)
    return bookcase


def test_a_question_is_found_by_its_letter_or_by_whom_it_went_to(asked: Bookcase) -> None:
    with asked.transaction() as books:
        assert books.requests.asked_with(TO_SECOND.message_id) == TO_SECOND
        assert books.requests.newest_to("DL-2026-0001", "fg@loonwerk.example") == TO_PROCESSOR
        assert books.requests.asked_with("<other@juist.nl>") is None
        assert books.requests.newest_to("DL-2026-0002", "it@juist.nl") is None
        assert books.requests.of_case("DL-2026-0001") == [TO_IT, TO_SECOND, TO_PROCESSOR]


def test_a_question_is_overdue_from_its_moment_on(asked: Bookcase) -> None:
    with asked.transaction() as books:
        assert books.requests.overdue(MONDAY + HOUR - timedelta(seconds=1), 2) == []
        assert len(books.requests.overdue(MONDAY + HOUR, 2)) == 3


def test_one_answer_settles_the_question_to_all_who_were_asked_it(asked: Bookcase) -> None:
    with asked.transaction() as books:
        books.requests.answered(TO_SECOND, MONDAY + HOUR)
        assert books.requests.overdue(MONDAY + HOUR, 2) == [TO_PROCESSOR]


def test_a_reminder_is_counted_and_moves_the_moment(asked: Bookcase) -> None:
    with asked.transaction() as books:
        books.requests.reminded(TO_IT, MONDAY + 2 * HOUR)
        assert [one.reminders for one in books.requests.of_case("DL-2026-0001")] == [1, 1, 0]
        assert books.requests.overdue(MONDAY + HOUR, 2) == [TO_PROCESSOR]


def test_questions_can_be_forgotten(asked: Bookcase) -> None:
    with asked.transaction() as books:
        assert books.requests.forget("DL-2026-0001") == 3
        assert books.requests.of_case("DL-2026-0001") == []
