"""Mails counted from two sides, on both databases."""

from datetime import timedelta

import pytest
from cases import MONDAY
from sqlalchemy import text

from register_store.books import Bookcase, Books
from register_store.database import Database
from register_store.journal import MailState, Place

LARGEST = 2**32 - 1  #: UIDVALIDITY and UID are unsigned 32-bit numbers (RFC 9051 section 2.3.1.1)


def place(uid: int, uidvalidity: int = 7) -> Place:
    return Place(organisation="juist", folder="INBOX", uidvalidity=uidvalidity, uid=uid)


def begun(books: Books, *uids: int) -> Books:
    """A folder with 100 mails from before us, and these in the journal."""
    books.journal.begin_folder("INBOX", 7, 100, MONDAY)
    books.journal.note("INBOX", 7, uids, MONDAY)
    return books


@pytest.mark.parametrize(
    ("on_server", "hidden", "told", "unknown"),
    [
        ([99, 100, 101, 102, 103], 0, (5, 2, 0), []),
        ([101, 103], 0, (2, 0, 0), []),
        ([], 0, (0, 0, 0), []),
        ([99, 101, 102, 103, 104], 0, (4, 1, 0), []),
        ([100, 101], 2, (4, 1, 2), []),
    ],
    ids=["all there", "some deleted", "all deleted", "one came since", "two kept from us"],
)
def test_what_lies_there_is_compared_with_the_journal(
    bookcase: Bookcase, on_server: list[int], hidden: int, told: tuple[int, int, int], unknown: list[int]
) -> None:
    with bookcase.transaction() as books:
        begun(books, 101, 102, 103)
        assert books.reckoning.compare("INBOX", 7, on_server, hidden, MONDAY) == unknown
        (count,) = books.reckoning.folders()
    assert (count.on_server, count.before_us, count.unknown) == told
    assert count.counted_at == MONDAY


def test_a_mail_below_the_mark_that_the_journal_does_not_know_is_found_and_noted(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        begun(books, 101, 105)
        books.journal.finish(place(101), MailState.GONE, MONDAY)
        assert books.reckoning.compare("INBOX", 7, [101, 103, 105], 0, MONDAY) == [101, 103]
        books.journal.note_again("INBOX", 7, [101, 103], MONDAY)
        assert [entry.place.uid for entry in books.journal.unfinished("INBOX", 7)] == [101, 103, 105]
        state = books.journal.folder_state("INBOX")
        assert state is not None
        assert state.high_water == 105, "the mark is never lowered"
        assert books.reckoning.compare("INBOX", 7, [101, 103, 105], 0, MONDAY) == []


def test_a_folder_that_was_renumbered_just_now_is_counted_later(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        begun(books, 101)
        assert books.reckoning.compare("INBOX", 8, [1, 2, 3], 0, MONDAY) == []
        assert books.reckoning.folders()[0].counted_at is None


def test_only_watched_folders_are_told(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        begun(books)
        books.journal.begin_folder("Oud", 3, 9, MONDAY)
        assert [count.folder for count in books.reckoning.folders()] == ["INBOX", "Oud"]
        assert [count.folder for count in books.reckoning.folders(("INBOX", "Junk"))] == ["INBOX"]


def test_numbers_as_large_as_servers_may_give_them_are_kept(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        books.journal.begin_folder("INBOX", LARGEST, LARGEST - 2, MONDAY)
        books.journal.note("INBOX", LARGEST, (LARGEST - 1, LARGEST), MONDAY)
        books.journal.begin_attempt(place(LARGEST, LARGEST), "f1", MONDAY, None)
        assert books.reckoning.compare("INBOX", LARGEST, [LARGEST - 1, LARGEST], 0, MONDAY) == []
        books.journal.renumbered("INBOX", 1, LARGEST)
        assert books.journal.knows("f0", place(5, 1), MONDAY - timedelta(days=1))


def test_a_database_of_before_the_counts_gets_its_first_mark(database: Database) -> None:
    """What lay there before the first start lies below the first mail of the journal."""
    database.start_anew("0004")
    mailbox = "INSERT INTO mailboxes VALUES ('juist', :folder, 7, :mark, '2026-03-02', :renumbered, NULL)"
    mail = (
        "INSERT INTO journal (organisation, folder, uidvalidity, uid, state, attempts, noted_at)"
        " VALUES ('juist', 'INBOX', 7, :uid, 'done', 1, '2026-03-02')"
    )
    with database.transaction() as connection:
        for folder, mark, renumbered in (("INBOX", 105, 0), ("Junk", 30, 0), ("Oud", 9, 12)):
            connection.execute(text(mailbox), {"folder": folder, "mark": mark, "renumbered": renumbered})
        for uid in (102, 105):
            connection.execute(text(mail), {"uid": uid})
    database.migrate()
    with database.transaction() as connection:
        marks = connection.execute(text("SELECT folder, first_mark FROM mailboxes ORDER BY folder")).all()
    assert [tuple(row) for row in marks] == [("INBOX", 101), ("Junk", 30), ("Oud", 0)]
