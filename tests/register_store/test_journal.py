"""Mails are noted before they are read; attempts are counted before they are made."""

from datetime import timedelta

from cases import MONDAY

from register_store.books import Bookcase
from register_store.journal import MailState, Place


def place(uid: int, uidvalidity: int = 7) -> Place:
    return Place(organisation="juist", folder="INBOX", uidvalidity=uidvalidity, uid=uid)


def test_noting_raises_the_mark_and_notes_nothing_twice(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        books.journal.begin_folder("INBOX", 7, 100, MONDAY)
        books.journal.note("INBOX", 7, (101, 102), MONDAY)
        books.journal.note("INBOX", 7, (102, 103), MONDAY)
        assert [entry.place.uid for entry in books.journal.unfinished("INBOX", 7)] == [101, 102, 103]
        state = books.journal.folder_state("INBOX")
        assert state is not None
        assert state.high_water == 103


def test_attempts_survive_and_count_up(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        books.journal.begin_folder("INBOX", 7, 100, MONDAY)
        books.journal.note("INBOX", 7, (101,), MONDAY)
        assert books.journal.begin_attempt(place(101), "f1", MONDAY, None) == 1
    with bookcase.transaction() as books:
        assert books.journal.begin_attempt(place(101), "f1", MONDAY, "spooled") == 2
        assert books.journal.unfinished("INBOX", 7)[0].spool == "spooled"


def test_a_finished_mail_is_known_again_after_a_renumbering(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        books.journal.begin_folder("INBOX", 7, 100, MONDAY)
        books.journal.note("INBOX", 7, (101,), MONDAY)
        books.journal.begin_attempt(place(101), "f1", MONDAY, None)
        books.journal.finish(place(101), MailState.DONE, MONDAY, route="examine", verdict="report", score=0.9)
        books.journal.renumbered("INBOX", 8, 3)
        assert books.journal.knows("f1", place(1, uidvalidity=8), MONDAY)
        assert not books.journal.knows("f2", place(2, uidvalidity=8), MONDAY)


def test_after_a_renumbering_what_lay_there_before_the_first_start_is_left_alone(bookcase: Bookcase) -> None:
    before, after = MONDAY - timedelta(days=3), MONDAY + timedelta(days=1)
    with bookcase.transaction() as books:
        books.journal.begin_folder("INBOX", 7, 100, MONDAY)
        assert not books.journal.knows("old", place(101), before), "above the mark, whatever its date says"
        books.journal.renumbered("INBOX", 8, 50)
        assert books.journal.knows("old", place(10, uidvalidity=8), before)
        assert not books.journal.knows("new", place(11, uidvalidity=8), after)
        assert not books.journal.knows("moved in later", place(50, uidvalidity=8), before)


def test_verdicts_are_forgotten_fingerprints_stay(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        books.journal.begin_folder("INBOX", 7, 100, MONDAY)
        books.journal.note("INBOX", 7, (101,), MONDAY)
        books.journal.begin_attempt(place(101), "f1", MONDAY, None)
        books.journal.finish(place(101), MailState.DONE, MONDAY, route="examine", verdict="ordinary", score=0.01)
        assert books.journal.forget_verdicts(MONDAY + timedelta(days=30)) == 1
        assert books.reckoning.counts(MONDAY, MONDAY + timedelta(days=1)) == {("done", None, None): 1}
        books.journal.renumbered("INBOX", 8, 3)
        assert books.journal.knows("f1", place(1, uidvalidity=8), MONDAY)
