"""Affected people's rows: approved once, written once, counted, erased; on both databases."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from cases import MONDAY, a_case, a_letter

from register_store.affected_people import Person
from register_store.books import Bookcase, Books
from register_store.letter import LetterKind

REFERENCE = "DL-2026-0001"
LATER = MONDAY + timedelta(days=30)
PEOPLE = tuple(Person(row=row, name=f"Mens {row}", address=f"mens{row}@post.example") for row in range(2, 6))
ON_PAPER = Person(row=9, name="Ria Knol", address=None, postal="Kade 12\n1011 AB Amsterdam")


def let_go(books: Books, persons: Iterable[Person] = (*PEOPLE, ON_PAPER)) -> int:
    books.register.open_case(a_case(), "meldpost", {})
    books.subjects.list_anew(REFERENCE, persons, LATER)
    mailing = books.mailings.open(REFERENCE, "{}", "karin.vos@juist.nl", MONDAY)
    books.subjects.approve(REFERENCE, mailing)
    return mailing


def write(books: Books, mailing: int, most: int) -> None:
    for addressee in books.subjects.next_waiting(mailing, most):
        letter = a_letter(addressee.id, kind=LetterKind.PEOPLE, recipient=addressee.person.address)
        books.outbox.put(letter)
        books.subjects.written(addressee, letter.message_id, LATER)


def test_a_new_list_takes_the_place_of_one_that_was_not_let_go(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        books.register.open_case(a_case(), "meldpost", {})
        books.subjects.list_anew(REFERENCE, PEOPLE, LATER)
        books.subjects.list_anew(REFERENCE, PEOPLE[:1], LATER)
        assert books.subjects.listed(REFERENCE) == list(PEOPLE[:1])
        assert books.subjects.written_to(REFERENCE) == frozenset()


def test_each_row_has_its_turn_once(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        mailing = let_go(books)
        write(books, mailing, 3)
        write(books, mailing, 3)
        write(books, mailing, 3)
        assert [letter.recipient for letter in books.outbox.due(LATER)] == [person.address for person in PEOPLE]
        assert books.subjects.on_their_way() == 4
        tally = books.subjects.tally(mailing)
    assert (tally.by_mail, tally.on_paper, tally.written, tally.waiting, tally.is_done) == (4, 1, 4, 0, False)


def test_what_is_sent_and_what_came_back_is_counted(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        mailing = let_go(books)
        write(books, mailing, 9)
        waiting = books.outbox.due(LATER)
        for letter in waiting[:3]:
            books.outbox.sent(letter.message_id, MONDAY)
        books.outbox.failed(waiting[3], MONDAY, "550", permanent=True)
        books.outbox.returned(waiting[1].message_id, MONDAY)
        tally = books.subjects.tally(mailing)
    assert (tally.sent, tally.failed, tally.is_done) == (2, (3, 5), True)


def test_who_was_not_written_to_can_be_stopped(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        mailing = let_go(books)
        write(books, mailing, 1)
        assert books.subjects.stop(REFERENCE) == 3
        assert books.subjects.next_waiting(mailing, 9) == []
        assert books.subjects.stop(REFERENCE) == 0


def test_answers_are_counted_from_a_moment_on(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        mailing = let_go(books)
        write(books, mailing, 9)
        first, second, *_ = [letter.message_id for letter in books.outbox.due(LATER)]
        books.subjects.note_answer(first, MONDAY)
        books.subjects.note_answer(second, MONDAY + timedelta(hours=1))
        assert books.subjects.answers_since(REFERENCE, None) == (2, MONDAY + timedelta(hours=1))
        assert books.subjects.answers_since(REFERENCE, MONDAY) == (1, MONDAY + timedelta(hours=1))
        assert books.subjects.answers_since(REFERENCE, LATER) == (0, None)
        assert books.subjects.with_answers() == [REFERENCE]


def test_after_erasure_no_letter_knows_its_reader(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        mailing = let_go(books)
        write(books, mailing, 9)
        assert books.subjects.due_for_erasure(LATER - timedelta(seconds=1)) == []
        assert books.subjects.due_for_erasure(LATER) == [REFERENCE]
        assert books.subjects.erase(REFERENCE, until=LATER) == 5
        assert {letter.recipient for letter in books.outbox.of_case(REFERENCE)} == {""}
        assert {letter.content for letter in books.outbox.due(LATER)} == {b""}
    bookcase.compact()


@pytest.mark.parametrize("kind", [LetterKind.PEOPLE, LetterKind.PEOPLE_PREVIEW])
def test_the_bytes_of_letters_that_went_are_forgotten(bookcase: Bookcase, kind: LetterKind) -> None:
    with bookcase.transaction() as books:
        for number, letter_kind in enumerate((kind, LetterKind.RECEIPT), start=1):
            books.outbox.put(a_letter(number, kind=letter_kind))
        assert books.subjects.forget_contents() == 0, "they still wait"
        for letter in books.outbox.due(LATER):
            books.outbox.sent(letter.message_id, MONDAY)
        assert books.subjects.forget_contents() == 1
        assert books.subjects.forget_contents() == 0
