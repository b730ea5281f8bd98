"""The watch: who keeps Meldpost running hears of it once, by whatever mail server works; the supervisor too."""

import socket
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Protocol

import pytest
from house import JUIST, FolderInbox, House, Postbox, parsed, text_of
from mails import REPORT, a_mail

from bot.doors import MailboxState
from bot.errors import InboxError, InboxLoginError, SenderError, SenderLoginError
from bot.fetch_round import FetchReport
from bot.heartbeat import Heartbeat, tell_supervisor
from bot.rounds import Doors
from bot.running import WatchedRounds
from bot.watch import HOPELESS_TURNS, SILENT_TURNS, Post, Watch
from register_store.database import DatabaseAway
from register_store.leases import Lease, WorkedElsewhere

OPS = "beheer@juist.nl"
DOORKEES = replace(JUIST, key="doorkees", name="doorKees", mailbox="info@doorkees.nl", domains=("doorkees.nl",))


class SettableClock(Protocol):
    """See conftest."""

    now: datetime

    def __call__(self) -> datetime: ...
    def forward(self, **passed: float) -> None: ...


@dataclass
class Refuses:
    """A mail server that takes nothing."""

    error: SenderError = field(default_factory=SenderError)

    def send(self, sender: str, recipient: str, content: bytes) -> None:
        raise self.error

    def close(self) -> None:
        """Nothing to say goodbye to."""


def another(tmp_path: Path, house: House) -> House:
    folder = tmp_path / "other"
    folder.mkdir()
    return House(folder, house.clock, organisation=DOORKEES, reader=house.office.reader)


def watch_of(house: House, *, ops: str | None = OPS, sender: object = None) -> tuple[Watch, Postbox]:
    postbox = Postbox()
    post = Post(office=house.office, sender=sender or postbox)  # type: ignore[arg-type]
    return Watch([post], ops=ops, clock=house.clock), postbox


def test_a_refused_login_is_told_the_first_time_and_once_a_day(house: House, clock: SettableClock) -> None:
    watch, postbox = watch_of(house)
    for _ in range(3):
        watch.failed("juist", InboxLoginError())
    assert [recipient for recipient, _ in postbox.sent] == [OPS]
    assert "weigert de aanmelding" in " ".join(text_of(parsed(postbox.sent[0][1])).split())
    clock.forward(days=1, minutes=1)
    watch.failed("juist", InboxLoginError())
    assert len(postbox.sent) == 2


def test_a_refused_login_for_sending_is_told_by_another_mail_server(
    house: House, tmp_path: Path, clock: SettableClock
) -> None:
    other, postbox = another(tmp_path, house), Postbox()
    refuses = Refuses(SenderLoginError())
    posts = [Post(office=house.office, sender=refuses), Post(office=other.office, sender=postbox)]
    watch, stopping = Watch(posts, ops=OPS, clock=clock), Event()
    rounds = WatchedRounds(house.office, Doors(inbox=house.inbox, sender=refuses), stopping, watch)
    assert isinstance(house.inbox, FolderInbox)
    house.inbox.put(a_mail(REPORT), clock())
    for _ in range(3):
        with pytest.raises(SenderLoginError):
            rounds.turn()
    assert len(house.cases()) == 1, "mails are read all the same"
    assert [recipient for recipient, _ in postbox.sent] == [OPS]
    assert "aanmelding waarmee Meldpost brieven verstuurt" in " ".join(text_of(parsed(postbox.sent[0][1])).split())


def test_a_house_that_may_not_send_for_long_ends_by_itself(house: House, clock: SettableClock) -> None:
    refuses = Refuses(SenderLoginError())
    watch, stopping = Watch([Post(office=house.office, sender=refuses)], ops=OPS, clock=clock), Event()
    rounds = WatchedRounds(house.office, Doors(inbox=house.inbox, sender=refuses), stopping, watch)
    assert isinstance(house.inbox, FolderInbox)
    house.inbox.put(a_mail(REPORT), clock())
    for _ in range(HOPELESS_TURNS):
        assert not watch.is_hopeless
        clock.forward(minutes=1)
        with pytest.raises(SenderLoginError):
            rounds.turn()
    assert watch.is_hopeless
    assert stopping.is_set()


def test_when_letters_go_again_the_refused_login_is_forgotten(house: House, clock: SettableClock) -> None:
    refuses = Refuses(SenderLoginError())
    watch, postbox = watch_of(house)
    rounds = WatchedRounds(house.office, Doors(inbox=house.inbox, sender=refuses), Event(), watch)
    assert isinstance(house.inbox, FolderInbox)
    house.inbox.put(a_mail(REPORT), clock())
    with pytest.raises(SenderLoginError):
        rounds.turn()
    rounds._doors = replace(rounds._doors, sender=postbox)
    rounds.turn()
    assert len(postbox.sent) == 1 + 3, "the notice, the receipt, two alarms"


@pytest.mark.parametrize(
    ("report", "turns", "said"),
    [
        (FetchReport(adds_up=False), 1, "De telling klopt niet"),
        (FetchReport(unread=("Junk",)), SILENT_TURNS, "een van de andere mappen (zoals Junk)"),
    ],
)
def test_what_a_turn_that_succeeded_brought_to_light_is_told(
    house: House, report: FetchReport, turns: int, said: str
) -> None:
    watch, postbox = watch_of(house)
    for _ in range(turns):
        assert postbox.sent == []
        watch.succeeded("juist", report)
    watch.succeeded("juist", report)
    assert len(postbox.sent) == 1
    assert said in " ".join(text_of(parsed(postbox.sent[0][1])).split())


def test_a_further_folder_that_is_read_now_and_then_is_no_trouble(house: House) -> None:
    watch, postbox = watch_of(house)
    for _ in range(SILENT_TURNS):
        watch.succeeded("juist", FetchReport(unread=("Junk",)))
        watch.succeeded("juist", FetchReport())
    assert postbox.sent == []


@pytest.mark.parametrize("error", [InboxError(), DatabaseAway("OperationalError"), ValueError("a bug")])
def test_silence_is_told_after_some_turns(house: House, error: Exception) -> None:
    watch, postbox = watch_of(house)
    for _ in range(SILENT_TURNS - 1):
        watch.failed("juist", error)
    assert postbox.sent == []
    watch.failed("juist", error)
    watch.failed("juist", error)
    assert len(postbox.sent) == 1


def test_a_success_in_between_ends_the_silence(house: House) -> None:
    watch, postbox = watch_of(house)
    for _ in range(SILENT_TURNS):
        watch.failed("juist", InboxError())
        watch.succeeded("juist")
    assert postbox.sent == []


def test_who_waits_for_another_process_is_in_no_trouble(house: House) -> None:
    watch, postbox = watch_of(house)
    for _ in range(HOPELESS_TURNS):
        watch.failed("juist", WorkedElsewhere())
    assert postbox.sent == []
    assert not watch.is_hopeless


def test_two_processes_tell_once(house: House) -> None:
    (one, first), (two, second) = watch_of(house), watch_of(house)
    one.failed("juist", InboxLoginError())
    two.failed("juist", InboxLoginError())
    assert len(first.sent) + len(second.sent) == 1


def test_the_notice_goes_by_the_mail_server_of_another_organisation(
    house: House, tmp_path: Path, clock: SettableClock
) -> None:
    other, postbox = another(tmp_path, house), Postbox()
    posts = [Post(office=house.office, sender=Refuses()), Post(office=other.office, sender=postbox)]
    Watch(posts, ops=OPS, clock=clock).failed("juist", InboxLoginError())
    letter = parsed(postbox.sent[0][1])
    assert "info@doorkees.nl" in str(letter["From"])
    assert "mail@juist.nl" in str(letter["Subject"])


def test_a_notice_that_nobody_takes_is_tried_again_soon(house: House, clock: SettableClock) -> None:
    watch, _ = watch_of(house, sender=Refuses())
    watch.failed("juist", InboxLoginError())
    clock.forward(minutes=11)
    again, postbox = watch_of(house)
    again.failed("juist", InboxLoginError())
    assert len(postbox.sent) == 1


def test_without_an_ops_address_nothing_is_sent(house: House) -> None:
    watch, postbox = watch_of(house, ops=None)
    watch.failed("juist", InboxLoginError())
    assert postbox.sent == []


def test_letters_that_stay_behind_are_told(house: House) -> None:
    watch, postbox = watch_of(house)
    with house.bookcase.transaction() as books:
        for letter in house.office.letters.set_aside(
            house.clock(), mailbox="mail@juist.nl", arrived_at=house.clock(), attempts=3, reason_key="unreadable"
        ):
            books.outbox.put(letter)
    for _ in range(SILENT_TURNS):
        watch.succeeded("juist")
    assert "neemt al een tijd geen brieven" in " ".join(text_of(parsed(postbox.sent[0][1])).split())


def test_it_is_hopeless_only_when_nothing_works_for_long(house: House) -> None:
    watch, _ = watch_of(house)
    for _ in range(HOPELESS_TURNS):
        assert not watch.is_hopeless
        watch.failed("juist", InboxError())
    assert watch.is_hopeless


class Silent(FolderInbox):
    """A mail server that is away."""

    def open(self) -> MailboxState:
        raise InboxError


def test_a_house_in_which_nothing_works_ends_by_itself(house: House) -> None:
    watch, postbox = watch_of(house)
    stopping = Event()
    rounds = WatchedRounds(house.office, Doors(inbox=Silent(), sender=Postbox()), stopping, watch)
    for _ in range(HOPELESS_TURNS):
        assert not stopping.is_set()
        with pytest.raises(InboxError):
            rounds.turn()
    assert stopping.is_set()
    assert len(postbox.sent) == 1


@pytest.fixture
def supervisor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> socket.socket:
    """systemd's end of the notify socket."""
    path = str(tmp_path / "notify")
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    listening.bind(path)
    listening.settimeout(5)
    monkeypatch.setenv("NOTIFY_SOCKET", path)
    return listening


def test_the_supervisor_hears_start_life_and_end(supervisor: socket.socket, house: House) -> None:
    with Heartbeat([Lease(house.database, "juist")], beat_seconds=0.01):
        assert supervisor.recv(100) == b"READY=1"
        assert supervisor.recv(100) == b"WATCHDOG=1"
    heard = supervisor.recv(100)
    while heard == b"WATCHDOG=1":
        heard = supervisor.recv(100)
    assert heard == b"STOPPING=1"


def test_a_house_that_hangs_gives_no_sign_of_life(supervisor: socket.socket, house: House) -> None:
    with Heartbeat([Lease(house.database, "juist")], hangs_after=0, beat_seconds=0.01):
        assert supervisor.recv(100) == b"READY=1"
        supervisor.settimeout(0.2)
        with pytest.raises(TimeoutError):
            supervisor.recv(100)


def test_without_a_supervisor_nobody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    tell_supervisor("READY=1")


def test_a_supervisor_that_is_gone_costs_a_log_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "nobody"))
    tell_supervisor("WATCHDOG=1")


@pytest.mark.timeout(30)
def test_a_supervisor_that_no_longer_reads_stops_nobody(supervisor: socket.socket) -> None:
    for _ in range(5_000):  # more than any queue of datagrams holds
        tell_supervisor("WATCHDOG=1")
    assert supervisor.recv(100) == b"WATCHDOG=1"
