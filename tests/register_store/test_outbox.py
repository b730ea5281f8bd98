"""Letters wait, go, come back; one that cannot go does not stop the others."""

from datetime import timedelta

from cases import MONDAY, a_letter

from register_store.books import Bookcase
from register_store.letter import LetterKind
from register_store.outbox import PAUSES, PAUSES_AFTER_CUT, OutboxState


def test_a_letter_is_due_until_it_was_sent(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        books.outbox.put(a_letter())
        assert [letter.message_id for letter in books.outbox.due(MONDAY)] == [a_letter().message_id]
        books.outbox.sent(a_letter().message_id, MONDAY)
        assert books.outbox.due(MONDAY) == []


def test_an_alarm_waits_for_its_pictures_no_longer_than_its_moment(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        books.outbox.put(a_letter(not_before=MONDAY + timedelta(minutes=1)))
        assert books.outbox.due(MONDAY) == []
        assert len(books.outbox.due(MONDAY + timedelta(minutes=1))) == 1
        books.outbox.release("DL-2026-0001")
        assert len(books.outbox.due(MONDAY)) == 1


def test_a_letter_that_waits_may_be_rewritten_one_that_went_may_not(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        books.outbox.put(a_letter())
        assert books.outbox.rewrite(a_letter().message_id, b"better")
        assert books.outbox.due(MONDAY)[0].content == b"better"
        books.outbox.sent(a_letter().message_id, MONDAY)
        assert not books.outbox.rewrite(a_letter().message_id, b"too late")


def test_pauses_grow_and_end(bookcase: Bookcase) -> None:
    now = MONDAY
    with bookcase.transaction() as books:
        books.outbox.put(a_letter(1))
        books.outbox.put(a_letter(2))
        for pause in PAUSES:
            letter = next(letter for letter in books.outbox.due(now) if letter.message_id == a_letter(1).message_id)
            assert not books.outbox.failed(letter, now, "server is away", permanent=False)
            still_waiting = [each.message_id for each in books.outbox.due(now + pause - timedelta(seconds=1))]
            assert still_waiting == [a_letter(2).message_id]
            now += pause
        last = next(letter for letter in books.outbox.due(now) if letter.message_id == a_letter(1).message_id)
        assert books.outbox.failed(last, now, "server is away", permanent=False)
        assert books.outbox.count(OutboxState.GIVEN_UP, MONDAY, MONDAY + timedelta(days=1)) == 1
        assert [each.message_id for each in books.outbox.due(now)] == [a_letter(2).message_id]


def test_a_refusal_for_good_ends_at_once(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        books.outbox.put(a_letter())
        assert books.outbox.failed(books.outbox.due(MONDAY)[0], MONDAY, "no such mailbox", permanent=True)
        assert books.outbox.due(MONDAY + timedelta(days=9)) == []


def test_a_letter_is_known_by_its_token_and_comes_back_once(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        books.outbox.put(a_letter(7, kind=LetterKind.ALARM, officer="po@juist.nl"))
        found = books.outbox.by_token([a_letter(7).token])
        assert found is not None
        assert (found.kind, found.officer, found.reference) == (LetterKind.ALARM, "po@juist.nl", "DL-2026-0001")
        assert books.outbox.by_token(["0" * 40]) is None
        assert books.outbox.returned(found.message_id, MONDAY)
        assert not books.outbox.returned(found.message_id, MONDAY)


def test_a_connection_that_broke_off_never_ends_in_giving_up(bookcase: Bookcase) -> None:
    now = MONDAY
    with bookcase.transaction() as books:
        books.outbox.put(a_letter())
        for _ in range(50):
            books.outbox.broke_off(books.outbox.due(now)[0], now, "the connection was lost")
            now += PAUSES_AFTER_CUT[-1]
        assert books.outbox.due(now)[0].attempts == 0
        assert books.outbox.count(OutboxState.WAITING, MONDAY, MONDAY + timedelta(days=1)) == 1


def test_who_was_not_reached_is_known_by_case_and_by_address(bookcase: Bookcase) -> None:
    with bookcase.transaction() as books:
        for number, recipient, reference in ((1, "a@x.example", "DL-2026-0001"), (2, "b@x.example", None)):
            books.outbox.put(a_letter(number, recipient=recipient, reference=reference))
        assert not books.outbox.never_arrived("a@x.example")
        books.outbox.returned(a_letter(1).message_id, MONDAY)
        books.outbox.failed(books.outbox.due(MONDAY)[1], MONDAY, "no such mailbox", permanent=True)
        assert books.outbox.never_arrived("a@x.example")
        assert books.outbox.unreached("DL-2026-0001") == {"a@x.example"}
        assert books.outbox.unreached(None) == {"b@x.example"}
        assert books.outbox.lost(MONDAY, MONDAY + timedelta(days=1)) == 2


def test_letters_are_counted_by_kind_recipient_case_and_key(bookcase: Bookcase) -> None:
    before = MONDAY - timedelta(hours=1)
    with bookcase.transaction() as books:
        books.outbox.put(a_letter(1, cap_key="k"))
        books.outbox.put(a_letter(2, recipient="b@x.example", reference=None))
        books.outbox.put(a_letter(3, kind=LetterKind.ALARM))
        count = books.outbox.written
        assert count(LetterKind.RECEIPT, before) == 2
        assert count(LetterKind.RECEIPT, before, recipient="b@x.example") == 1
        assert count(LetterKind.RECEIPT, before, reference="DL-2026-0001") == 1
        assert count(LetterKind.RECEIPT, before, cap_key="k") == 1
        assert count(LetterKind.RECEIPT, MONDAY) == 0, "at that very moment is not since"
