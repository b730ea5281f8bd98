"""L2, L4, L5, L13, L16, L19: killed, without a database or disk, refused by the servers, we lose no mail.

Told elsewhere as well: L2 `test_power_cut.py` (every hop), L13 `bot/test_sign_in.py` and `bot/test_watch.py` (who is
told), L19 `bot/test_post_round.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import SettableClock
from house import KARIN, OMAR, FolderInbox, House, Postbox
from mails import ORDINARY, REPORT, a_mail
from never_lost.at_a_mailbox import FINDER

from bot.direct_reader import DirectReader
from bot.errors import InboxError, InboxLoginError, SenderError
from register_store.database import DatabaseAway


def test_l2_killed_before_the_mailbox_is_touched_makes_nothing_twice(
    tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    """The courtesy is lost with the process: a mail that was not moved stays where people find it."""

    class Killed(BaseException):
        """As a kill: no except clause of the house sees it."""

    def die(hop: int) -> None:
        if hop == 8:
            raise Killed

    inbox = FolderInbox()
    House(tmp_path, clock, inbox=inbox, reader=reader).start()
    inbox.put(a_mail(REPORT), clock())
    dying = House(tmp_path, clock, inbox=inbox, reader=reader, cut=die)
    with pytest.raises(Killed):
        dying.rounds.turn()
    house = House(tmp_path, clock, inbox=inbox, reader=reader)
    house.rounds.turn()
    house.rounds.turn()
    assert len(house.cases()) == 1
    assert len(house.letters) == 3


def test_l4_a_database_that_is_away_for_many_turns_costs_no_mail(
    tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    is_away = True

    def cut(hop: int) -> None:
        if hop == 6 and is_away:
            raise DatabaseAway("OperationalError")

    house = House(tmp_path, clock, reader=reader, cut=cut)
    house.start()
    inbox = house.inbox
    assert isinstance(inbox, FolderInbox)
    inbox.put(a_mail(REPORT), clock())
    inbox.put(a_mail(REPORT, sender="Bea <bea@elders.example>"), clock())
    for _ in range(6):
        with pytest.raises(DatabaseAway):
            house.rounds.turn()
    assert (house.cases(), house.letters, len(inbox.mails)) == ([], [], 2)
    is_away = False
    house.rounds.turn()
    house.rounds.turn()
    assert len(house.cases()) == 2
    assert len(house.letters) == 6


def test_l16_a_full_disk_costs_no_mail(house: House, tmp_path: Path) -> None:
    house.receives(a_mail(ORDINARY, subject="Openingstijden"))
    blocked = tmp_path / "evidence"
    blocked.write_bytes(b"no folder can be made here")
    house.inbox.put(a_mail(REPORT), house.clock())  # type: ignore[attr-defined]
    for _ in range(5):
        with pytest.raises(DatabaseAway):
            house.rounds.turn()
    assert house.letters == []
    blocked.unlink()
    house.rounds.turn()
    assert len(house.cases()) == 1
    assert len(house.letters) == 3


@dataclass
class Moody(Postbox):
    """A server that refuses what its mood refuses."""

    refuses: Callable[[str], SenderError | None] = lambda recipient: None

    def send(self, sender: str, recipient: str, content: bytes, **options: object) -> None:
        if error := self.refuses(recipient):
            raise error
        self.sent.append((recipient, content))


def test_l5_a_server_error_is_no_success(tmp_path: Path, clock: SettableClock, reader: DirectReader) -> None:
    moody = Moody(refuses=lambda _: SenderError("Later.", refused=False))
    house = House(tmp_path, clock, sender=moody, reader=reader)
    house.start()
    house.receives(a_mail(REPORT))
    assert moody.sent == []
    moody.refuses = lambda _: None
    for _ in range(4):
        clock.forward(minutes=20)
        house.rounds.turn()
    assert sorted(recipient for recipient, _ in moody.sent) == sorted([FINDER, KARIN.address, OMAR.address])


def test_l19_a_letter_that_can_never_be_sent_blocks_no_other(
    tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    refused = SenderError("No such mailbox.", permanent=True, refused=True)
    moody = Moody(refuses=lambda recipient: refused if recipient == FINDER else None)
    house = House(tmp_path, clock, sender=moody, reader=reader)
    house.start()
    house.receives(a_mail(REPORT))
    house.receives(a_mail(REPORT, sender="Bea <bea@elders.example>"))
    assert sum(recipient == "bea@elders.example" for recipient, _ in moody.sent) == 1
    assert sum(recipient == KARIN.address for recipient, _ in moody.sent) >= 2


def test_l13_while_the_login_is_refused_letters_and_deadlines_go_on_and_afterwards_all_is_caught_up(
    house: House, clock: SettableClock
) -> None:
    house.receives(a_mail(REPORT))
    inbox = house.inbox
    assert isinstance(inbox, FolderInbox)
    asked = 0

    def refused() -> None:
        nonlocal asked
        asked += 1
        raise InboxLoginError

    inbox.open = refused  # type: ignore[method-assign, assignment]
    inbox.put(a_mail(REPORT, sender="Bea <bea@elders.example>"), clock())
    for _ in range(300):
        clock.forward(minutes=1)
        with pytest.raises(InboxLoginError):
            house.rounds.turn()
    assert 20 < asked < 60, "pauses grow: a server that is asked every minute locks the account"
    assert len(house.letters_to(KARIN.address)) > 1, "the alarm, and the warning of the running clock"
    del inbox.open  # type: ignore[method-assign]
    clock.forward(minutes=10)
    house.rounds.turn()
    assert len(house.cases()) == 2


def test_l13_a_server_that_is_away_is_read_again_at_the_first_turn_after_its_pause(house: House) -> None:
    inbox = house.inbox
    assert isinstance(inbox, FolderInbox)
    kept, inbox.open = inbox.open, _away  # type: ignore[method-assign]
    with pytest.raises(InboxError):
        house.rounds.turn()
    inbox.open = kept  # type: ignore[method-assign]
    assert len(house.receives(a_mail(REPORT)).results) == 1, "after the first failure there is no pause"


def _away() -> None:
    raise InboxError
