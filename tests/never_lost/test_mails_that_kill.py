"""L1, L3, L20: a mail that cannot be read is tried three times, then set aside and told; it never stops the rest."""

from pathlib import Path

import pytest
from conftest import SettableClock
from house import KARIN, OMAR, FolderInbox, House
from mails import REPORT, a_mail
from never_lost.at_a_mailbox import FussyReader, opened, poisoned, quarantine
from servers import Mailbox

from bot.mail_servers.imap_inbox import ImapInbox
from register_store.journal import MailState


def test_l1_a_mail_that_cannot_be_read_stays_is_tried_three_times_then_set_aside_and_told(
    tmp_path: Path, mailbox: Mailbox
) -> None:
    reader = FussyReader()
    inbox = ImapInbox(mailbox.access())
    house = opened(tmp_path, inbox, reader)
    mail = poisoned()
    mailbox.append(mail)
    states = [[result.state for result in house.rounds.turn().results] for _ in range(4)]
    assert states == [[], [], [MailState.SET_ASIDE], []]
    assert reader.asked == [mail] * 3
    assert mailbox.flags() == {1: frozenset()}
    assert [house.bookcase.files.get(piece.sha256) for piece in quarantine(house)] == [mail]
    assert {recipient for recipient, _ in house.sender.sent} == {KARIN.address, OMAR.address}  # type: ignore[attr-defined]
    inbox.close()


def test_l3_a_mail_that_killed_us_three_times_is_set_aside_without_being_read_again(
    tmp_path: Path, clock: SettableClock
) -> None:
    class Killed(BaseException):
        pass

    def die(hop: int) -> None:
        if hop == 2:
            raise Killed

    inbox, reader = FolderInbox(), FussyReader()
    House(tmp_path, clock, inbox=inbox, reader=reader).start()
    inbox.put(a_mail(REPORT), clock())
    for _ in range(3):
        with pytest.raises(Killed):
            House(tmp_path, clock, inbox=inbox, reader=reader, cut=die).rounds.turn()
    house = House(tmp_path, clock, inbox=inbox, reader=reader)
    report = house.rounds.turn()
    assert [result.state for result in report.results] == [MailState.SET_ASIDE]
    assert reader.asked == []


def test_l20_what_was_set_aside_stays_and_grows(tmp_path: Path, clock: SettableClock) -> None:
    house = House(tmp_path, clock, reader=FussyReader())
    house.start()
    mails = [replace_subject(poisoned(), number) for number in range(3)]
    for mail in mails:
        house.receives(mail)
        for _ in range(3):
            house.rounds.turn()
    assert sorted(house.bookcase.files.get(piece.sha256) for piece in quarantine(house)) == sorted(mails)


def replace_subject(mail: bytes, number: int) -> bytes:
    return mail.replace(b"Subject: ", b"Subject: %d " % number)
