"""Copies of a mail are known by what their case keeps, and by the tombstones of erased ones."""

from cases import MONDAY, a_case

from register_store.books import Bookcase, Books
from register_store.journal import MailState, Place

MAIL = {"role": "report", "message_id": "<1@x.example>", "arrived_at": MONDAY, "sender": None, "how_found": "new"}


def a_case_with_mail(books: Books) -> None:
    books.register.open_case(a_case(), "meldpost", {})
    books.register.add_mail(
        "DL-2026-0001", fingerprint="f", likeness="l", words_key="w", authentication="unknown", **MAIL
    )


def test_a_case_is_found_by_likeness_message_id_words_and_bytes(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        a_case_with_mail(books)
        assert books.same.case_with("l") == "DL-2026-0001"
        assert books.same.case_with("other") is None
        assert [known.words_key for known in books.same.with_message_id("<1@x.example>")] == ["w"]
        assert [known.reference for known in books.same.saying("w")] == ["DL-2026-0001"]
        assert books.same.has_fingerprint("DL-2026-0001", "f")
        assert not books.same.has_fingerprint("DL-2026-0002", "f")


def test_a_tombstone_outlives_its_case_and_is_set_once(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        a_case_with_mail(books)
        assert not books.same.is_buried("l")
        assert [books.same.bury("DL-2026-0001", MONDAY) for _ in range(2)] == [1, 0]
        assert books.register.forget_mails("DL-2026-0001") == 1
        assert books.same.case_with("l") is None
        assert books.same.is_buried("l")


def test_only_a_finished_mail_of_an_officer_counts_as_commanded(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        books.journal.begin_folder("INBOX", 7, 0, MONDAY)
        books.journal.note("INBOX", 7, (1, 2), MONDAY)
        for uid, route in ((1, "officer"), (2, "examine")):
            place = Place(organisation="juist", folder="INBOX", uidvalidity=7, uid=uid)
            books.journal.finish(place, MailState.DONE, MONDAY, route=route, likeness=f"l{uid}")
        assert books.same.was_commanded("l1")
        assert not books.same.was_commanded("l2")
