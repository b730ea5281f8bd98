"""L6 to L12: renumbered, moved, deleted, overfull, poor or slow: whatever becomes of the mailbox, its mail is judged.

Told elsewhere as well: L12 `bot/test_listener.py`.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import SettableClock
from house import KARIN, OMAR, FolderInbox, House
from mails import ORDINARY, REPORT, a_mail
from never_lost.at_a_mailbox import FINDER, opened
from servers import Dovecot, Mailbox, SmtpServer, dovecot
from serving.machine import wait_until
from torture.installation import Installation

from bot.direct_reader import DirectReader
from bot.doors import FetchedMail
from bot.fetch_round import Courtesies
from bot.mail_servers.imap_inbox import ImapInbox
from bot.reader import Examined
from classifiers.words import Picture, SenderFacts, Words


def test_l6_a_renumbered_mailbox_is_read_anew_and_known_again(
    tmp_path: Path, mailbox: Mailbox, reader: DirectReader
) -> None:
    mailbox.append(a_mail(REPORT, sender="Oud <oud@buurt.example>"), at=datetime.now(UTC) - timedelta(days=9))
    inbox = ImapInbox(mailbox.access())
    house = opened(tmp_path, inbox, reader)
    mailbox.append(a_mail(REPORT))
    mailbox.append(a_mail(ORDINARY, subject="Openingstijden"))
    house.rounds.turn()
    mailbox.expunge(1)
    mailbox.renumber()
    mailbox.append(a_mail(REPORT, sender="Bea <bea@elders.example>"))
    house.rounds.turn()
    house.rounds.turn()
    assert sorted(case.finder_address or "" for case in house.cases()) == [FINDER, "bea@elders.example"]
    assert len(house.letters) == 6
    inbox.close()


def test_l7_what_people_read_answer_flag_or_mark_as_deleted_is_judged_and_left_as_it_is(
    tmp_path: Path, mailbox: Mailbox, reader: DirectReader
) -> None:
    inbox = ImapInbox(mailbox.access())
    house = opened(tmp_path, inbox, reader)
    touched = (b"\\Seen", b"\\Answered", b"\\Flagged", b"\\Deleted", b"Belangrijk")
    for number, flag in enumerate(touched):
        mailbox.append(a_mail(REPORT, sender=f"Melder <melder{number}@buurt.example>"))
        mailbox.touch(number + 1, flag)
    before = mailbox.flags()
    assert len(before) == 5
    house.rounds.turn()
    assert len(house.cases()) == 5
    assert mailbox.flags() == before
    inbox.close()


def with_junk(tmp_path: Path, mailbox: Mailbox, reader: DirectReader) -> Iterator[House]:
    mailbox.make_folder("Junk")
    inbox, junk = ImapInbox(mailbox.access()), ImapInbox(mailbox.access(folder="Junk"))
    yield opened(tmp_path, inbox, reader, beside={"Junk": junk})
    inbox.close()
    junk.close()


@pytest.fixture
def watched(tmp_path: Path, mailbox: Mailbox, reader: DirectReader) -> Iterator[House]:
    """A house that watches a Junk folder too."""
    yield from with_junk(tmp_path, mailbox, reader)


def test_l7_a_mail_that_people_moved_first_is_found_in_the_folder_beside(watched: House, mailbox: Mailbox) -> None:
    mailbox.append(a_mail(REPORT))
    mailbox.moved_by_people(1, "Junk")
    watched.rounds.turn()
    (case,) = watched.cases()
    assert case.mailbox.endswith("Junk")


def test_l7_a_mail_that_people_moved_afterwards_makes_nothing_new(watched: House, mailbox: Mailbox) -> None:
    mailbox.append(a_mail(REPORT))
    watched.rounds.turn()
    mailbox.moved_by_people(1, "Junk")
    watched.rounds.turn()
    assert len(watched.cases()) == 1
    assert len(watched.letters) == 3


def test_l8_a_report_in_junk_is_shown_to_the_officers_and_its_sender_gets_nothing(
    watched: House, mailbox: Mailbox
) -> None:
    mailbox.append(a_mail(REPORT), folder="Junk")
    mailbox.append(a_mail(ORDINARY, subject="Openingstijden"), folder="Junk")
    watched.rounds.turn()
    (case,) = watched.cases()
    assert case.receipt_held == "spam"
    assert {str(letter["To"]) for letter in watched.letters} == {KARIN.address, OMAR.address}
    assert mailbox.flags("Junk") == {1: frozenset(), 2: frozenset()}


def test_l8_a_further_folder_that_is_missing_never_keeps_the_inbox_from_being_read(
    tmp_path: Path, mailbox: Mailbox, reader: DirectReader
) -> None:
    inbox, junk = ImapInbox(mailbox.access()), ImapInbox(mailbox.access(folder="Bestaat niet"))
    house = opened(tmp_path, inbox, reader, beside={"Bestaat niet": junk})
    mailbox.append(a_mail(REPORT))
    house.rounds.turn()
    assert len(house.cases()) == 1
    inbox.close()


class Remembering(DirectReader):
    """Judges the same words once: 600 mails in a moment."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[Words, Examined] = {}

    def examine(self, words: Words, pictures: Sequence[Picture], sender: SenderFacts) -> Examined:
        if words not in self._known:
            self._known[words] = super().examine(words, pictures, sender)
        return self._known[words]


class Crumbling(FolderInbox):
    """While it is read, people delete every hundredth mail that is still to come."""

    def fetch(self, uids: Sequence[int]) -> Iterator[FetchedMail]:
        for uid in uids:
            if uid % 100 == 50:
                self.mails.pop(uid + 5, None)
            if uid in self.mails:
                yield self.mails[uid]


def test_l9_after_72_hours_600_mails_are_all_read_oldest_first_without_a_window(
    tmp_path: Path, clock: SettableClock
) -> None:
    inbox = Crumbling()
    house = House(tmp_path, clock, inbox=inbox, reader=Remembering())
    house.start()
    for number in range(600):
        is_report = number % 60 == 0
        text, subject = (REPORT, "Verkeerde loonstrook") if is_report else (ORDINARY, "Openingstijden")
        mail = a_mail(text, sender=f"melder{number}@buurt.example", subject=subject)
        inbox.put(mail, clock() + timedelta(minutes=7 * number))
    clock.forward(hours=72)
    report = house.rounds.turn()
    judged = [result.uid for result in report.results]
    assert judged == sorted(judged)
    assert (len(judged), report.gone, report.failed) == (594, 6, 0)
    assert len(house.cases()) == 10
    held = [case.receipt_held for case in house.cases()]
    assert held == ["too_old"] * 4 + [None] * 6, "what waited longer than 48 hours gets no receipt by itself"


def test_l10_nothing_that_people_marked_as_deleted_is_expunged_and_no_wrong_mail_is_moved(
    tmp_path: Path, mailbox: Mailbox, reader: DirectReader
) -> None:
    mailbox.make_folder("Gemeld")
    inbox = ImapInbox(mailbox.access(), courtesies=True)
    house = opened(tmp_path, inbox, reader, courtesies=Courtesies(keyword="$Meldpost", folder="Gemeld"))
    for text in (ORDINARY, REPORT, ORDINARY, ORDINARY):
        mailbox.append(a_mail(text, subject="Bericht"))
    mailbox.touch(3, b"\\Deleted")
    uids = inbox.new_uids(0)
    mailbox.expunge(1)
    assert [mail.uid for mail in inbox.fetch(uids)] == [2, 3, 4]
    house.rounds.turn()
    assert mailbox.flags() == {3: frozenset({"\\Deleted"}), 4: frozenset()}
    assert mailbox.flags("Gemeld") == {1: frozenset({"$Meldpost"})}
    inbox.close()


def test_l11_a_server_without_move_uidplus_idle_and_with_points_in_its_folders_is_enough(
    tmp_path: Path, reader: DirectReader
) -> None:
    with dovecot(capability="IMAP4rev1", separator=".", prefix="INBOX.") as server:
        mailbox = server.mailbox("mail@juist.nl")
        mailbox.make_folder("INBOX.Privé.Ongewenst")
        inbox = ImapInbox(mailbox.access(), courtesies=True)
        beside = {"Privé/Ongewenst": ImapInbox(mailbox.access(folder="Privé/Ongewenst"))}
        house = opened(tmp_path, inbox, reader, beside=beside, courtesies=Courtesies(folder="Privé/Ongewenst"))
        mailbox.append(a_mail(REPORT))
        mailbox.append(a_mail(REPORT, sender="Bea <bea@elders.example>"), folder="INBOX.Privé.Ongewenst")
        house.rounds.turn()
        assert len(house.cases()) == 2
        assert mailbox.flags() == {1: frozenset()}, "without MOVE it stays where it is"
        inbox.close()


@pytest.fixture
def restartable() -> Iterator[Dovecot]:
    with dovecot() as server:
        yield server


def test_l12_a_process_that_polls_once_an_hour_hears_of_mail_at_once_and_ends_when_told(
    tmp_path: Path, restartable: Dovecot, smtp: SmtpServer
) -> None:
    mailbox = restartable.mailbox("mail@juist.nl")
    mailbox.flags()
    house = Installation(folder=tmp_path, imap=mailbox.access(), smtp=smtp.access())
    house.write()
    house.file.write_text(house.file.read_text().replace("poll_seconds = 5\n", "poll_seconds = 3600\n"))
    life = house.start()
    try:
        assert life.wait_until_ready()
        wait_until(lambda: has_looked(tmp_path / "data" / "meldpost.db"), f"it has looked (see {life.log})", 60)
        mailbox.append(a_mail(REPORT))
        wait_until(lambda: len(smtp.letters) == 3, f"receipt and alarms are sent (see {life.log})", 90)
        assert life.stop() == 0
    finally:
        life.kill()
    assert mailbox.flags() == {1: frozenset()}


def has_looked(database: Path) -> bool:
    """The turn of its start is over: what comes now is found by listening, or an hour later."""
    with closing(sqlite3.connect(database)) as books:
        row = books.execute("select last_success_at from mailboxes").fetchone()
    return bool(row and row[0])
