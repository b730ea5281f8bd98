"""Letters go out, wait, or go on to others; one never stops the rest."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from cases import a_letter
from conftest import SettableClock
from house import JUIST, KARIN, House, parsed, text_of
from servers import SmtpServer

from bot.direct_reader import DirectReader
from bot.errors import NullSenderRefused, SenderError
from bot.mail_servers.smtp_sender import SmtpSender
from bot.post_round import PAUSES, PostDoor, PostRound
from register_store.letter import LetterKind
from register_store.outbox import PAUSES as LETTER_PAUSES
from register_store.outbox import OutboxState

NOT_NOW = SenderError("Mailbox full.", refused=True)
NEVER = SenderError("No such mailbox.", refused=True, permanent=True)
CUT = SenderError("The connection was lost.", broke_off=True)
AWAY = SenderError("Nothing listens there.")


@dataclass
class MoodySender:
    """Takes letters unless its mood says otherwise; the mood sees sender and recipient."""

    mood: Callable[[str, str], SenderError | None] = lambda sender, recipient: None
    tried: list[str] = field(default_factory=list)
    sent: list[tuple[str, str]] = field(default_factory=list)

    def send(self, sender: str, recipient: str, content: bytes) -> None:
        self.tried.append(recipient)
        if trouble := self.mood(sender, recipient):
            raise trouble
        self.sent.append((sender, recipient))

    def close(self) -> None:
        """Nothing to say goodbye to."""


def to(recipient: str, trouble: SenderError) -> Callable[[str, str], SenderError | None]:
    return lambda _sender, asked: trouble if asked == recipient else None


@pytest.fixture
def moody() -> MoodySender:
    return MoodySender()


@pytest.fixture
def post(tmp_path: Path, clock: SettableClock, moody: MoodySender, reader: DirectReader) -> House:
    """A house with three letters waiting: to a@, b@ and c@."""
    house = House(tmp_path, clock, sender=moody, reader=reader, ops="beheer@elders.example")
    house.start()
    for number, name in enumerate("abc", start=1):
        put(house, number, recipient=f"{name}@x.example")
    return house


def put(house: House, number: int, **changes: object) -> None:
    values = {"reference": None, "written_at": house.clock(), "kind": LetterKind.COMMAND_ANSWER, **changes}
    with house.bookcase.transaction() as books:
        books.outbox.put(a_letter(number, **values))


def state(house: House, wanted: OutboxState) -> int:
    with house.bookcase.transaction() as books:
        return books.outbox.count(wanted, house.clock() - timedelta(days=30), house.clock() + timedelta(days=1))


@pytest.mark.parametrize("trouble", [NOT_NOW, NEVER, CUT])
def test_one_letter_that_cannot_go_never_stops_the_rest(
    post: House, moody: MoodySender, trouble: SenderError, clock: SettableClock
) -> None:
    moody.mood = to("a@x.example", trouble)
    for _ in range(50):
        post.rounds.post_letters()
        clock.forward(hours=2)
    assert [recipient for _, recipient in moody.sent] == ["b@x.example", "c@x.example"]


def test_a_letter_refused_for_now_is_tried_with_growing_pauses_and_then_given_up(
    post: House, moody: MoodySender, clock: SettableClock
) -> None:
    moody.mood = to("a@x.example", NOT_NOW)
    post.rounds.post_letters()
    for pause in LETTER_PAUSES:
        tried = moody.tried.count("a@x.example")
        clock.forward(seconds=pause.total_seconds() - 1)
        post.rounds.post_letters()
        assert moody.tried.count("a@x.example") == tried
        clock.forward(seconds=1)
        post.rounds.post_letters()
        assert moody.tried.count("a@x.example") == tried + 1
    assert state(post, OutboxState.GIVEN_UP) == 1


def test_a_server_that_is_away_for_days_costs_no_letter(post: House, moody: MoodySender, clock: SettableClock) -> None:
    moody.mood = lambda _sender, _recipient: AWAY
    for _ in range(5 * 24 * 4):
        post.rounds.post_letters()
        clock.forward(minutes=15)
    assert state(post, OutboxState.GIVEN_UP) == 0
    moody.mood = lambda _sender, _recipient: None
    assert post.rounds.post_letters() == 3, "all go at the first turn after the server is back"


def test_a_server_that_is_away_is_asked_after_growing_pauses(
    post: House, moody: MoodySender, clock: SettableClock
) -> None:
    moody.mood = lambda _sender, _recipient: AWAY
    for minute in range(60):
        post.rounds.post_letters()
        clock.forward(minutes=1)
        assert len(moody.tried) <= minute + 1
    assert len(moody.tried) == 10, "minutes 0, 1, 2, 4, 9, 19, 29 ... and not sixty times"


def test_a_connection_that_breaks_at_every_letter_is_the_servers_trouble(
    post: House, moody: MoodySender, clock: SettableClock
) -> None:
    for number in range(4, 30):
        put(post, number, recipient=f"r{number}@x.example")
    moody.mood = lambda _sender, _recipient: CUT
    post.rounds.post_letters()
    assert len(moody.tried) == 3
    clock.forward(days=5)
    moody.mood = lambda _sender, _recipient: None
    assert post.rounds.post_letters() == 29


def test_a_letter_at_which_the_connection_always_breaks_is_never_given_up(
    post: House, moody: MoodySender, clock: SettableClock
) -> None:
    moody.mood = to("a@x.example", CUT)
    for _ in range(400):
        post.rounds.post_letters()
        clock.forward(minutes=15)
    moody.mood = lambda _sender, _recipient: None
    clock.forward(minutes=15)
    assert post.rounds.post_letters() == 1


def test_a_refused_alarm_goes_on_to_the_next_officer_and_the_administrator(post: House, moody: MoodySender) -> None:
    moody.mood = to(KARIN.address, NEVER)
    put(post, 9, kind=LetterKind.ALARM, recipient=KARIN.address, officer=KARIN.address)
    for _ in range(3):
        post.rounds.post_letters()
    told = [recipient for _, recipient in moody.sent if recipient[1] != "@"]
    assert told == ["omar.haddad@juist.nl", "beheer@elders.example"]


def test_when_nobody_can_be_reached_it_ends(post: House, moody: MoodySender, clock: SettableClock) -> None:
    moody.mood = lambda _sender, recipient: NEVER
    put(post, 9, kind=LetterKind.ALARM, recipient=KARIN.address, officer=KARIN.address)
    for _ in range(20):
        post.rounds.post_letters()
        clock.forward(hours=1)
    assert len(moody.tried) == len(set(moody.tried)) + 1, "the administrator is tried twice: first of all, and last"


def test_a_refused_answer_alarms_nobody(post: House, moody: MoodySender) -> None:
    moody.mood = to("a@x.example", NEVER)
    post.rounds.post_letters()
    post.rounds.post_letters()
    assert len(moody.sent) == 2


def test_a_stop_is_heard_between_two_letters(post: House, moody: MoodySender) -> None:
    stopping = Event()

    def stop(_sender: str, _recipient: str) -> None:
        stopping.set()

    moody.mood = stop
    assert PostRound(post.office, stopping).turn(PostDoor(sender=moody)) == 1


class TestReceiptsWithoutSender:
    """MAIL FROM:<>, where the server takes it."""

    def senders(self, house: House, moody: MoodySender, turns: int = 1) -> list[str]:
        put(house, 7, kind=LetterKind.RECEIPT, recipient="finder@x.example")
        post = PostRound(house.office)
        for _ in range(turns):
            post.turn(PostDoor(sender=moody, null_sender_for_receipts=True))
        return [sender for sender, _ in moody.sent]

    def test_only_receipts_go_without(self, post: House, moody: MoodySender) -> None:
        assert self.senders(post, moody) == [JUIST.mailbox] * 3 + [""]

    @pytest.mark.parametrize("trouble", [NullSenderRefused(), NEVER])
    def test_a_server_that_wants_one_gets_one(self, post: House, moody: MoodySender, trouble: SenderError) -> None:
        moody.mood = lambda sender, _recipient: None if sender else trouble
        assert self.senders(post, moody) == [JUIST.mailbox] * 4
        assert state(post, OutboxState.GIVEN_UP) == 0

    def test_not_now_stays_not_now(self, post: House, moody: MoodySender) -> None:
        moody.mood = lambda sender, _recipient: None if sender else NOT_NOW
        assert self.senders(post, moody, turns=2) == [JUIST.mailbox] * 3
        assert moody.tried.count("finder@x.example") == 1

    def test_a_real_server_sees_an_empty_sender(self, post: House, smtp: SmtpServer) -> None:
        put(post, 7, kind=LetterKind.RECEIPT, recipient="finder@x.example")
        door = PostDoor(sender=SmtpSender(smtp.access()), null_sender_for_receipts=True)
        assert PostRound(post.office).turn(door) == 4
        assert [(letter.sender, letter.recipient) for letter in smtp.letters][-1] == ("", "finder@x.example")

    def test_a_real_server_that_refuses_it_gets_the_mailbox(self, post: House, smtp: SmtpServer) -> None:
        smtp.refuse_null_sender = True
        put(post, 7, kind=LetterKind.RECEIPT, recipient="finder@x.example")
        door = PostDoor(sender=SmtpSender(smtp.access()), null_sender_for_receipts=True)
        assert PostRound(post.office).turn(door) == 4
        assert smtp.letters[-1].sender == JUIST.mailbox


def test_the_pauses_for_the_server_grow() -> None:
    assert list(PAUSES) == sorted(PAUSES)


def test_the_letter_to_the_administrator_says_who_was_missed_and_holds_no_case_words(
    post: House, moody: MoodySender
) -> None:
    moody.mood = to(KARIN.address, NEVER)
    put(post, 9, kind=LetterKind.ALARM, recipient=KARIN.address, officer=KARIN.address)
    post.rounds.post_letters()
    with post.bookcase.transaction() as books:
        waiting = {letter.recipient: letter.content for letter in books.outbox.due(post.clock())}
    letter = parsed(waiting["beheer@elders.example"])
    assert KARIN.name in str(letter["Subject"])
    assert "weigerde" in text_of(letter)
