"""The digest accounts for every mail: on the server, seen, judged, set aside, answered; what is missing it says."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import SettableClock
from house import FolderInbox, House, text_of
from mails import ORDINARY, REPORT, a_mail
from servers import Mailbox
from sqlalchemy import Executable, delete, select, update

from bot.direct_reader import DirectReader
from bot.doors import MailboxState
from bot.figures import figures_of
from bot.mail_servers.imap_inbox import ImapInbox
from bot.rounds import COUNTED_EVERY, Doors, Rounds
from register_store.tables import case_mails, journal, letters, outbox
from replies.digest import DigestFigures

MANAGER = "directie@juist.nl"


@pytest.fixture
def inbox(house: House) -> FolderInbox:
    assert isinstance(house.inbox, FolderInbox)
    return house.inbox


def figures(house: House, days: int = 7) -> DigestFigures:
    now = house.clock()
    with house.bookcase.transaction() as books:
        return figures_of(books, since=now - timedelta(days=days), until=now + timedelta(seconds=1))


def said(house: House) -> str:
    return " ".join(house.office.letters.digest_text(figures(house), house.clock()).split())


def on_server(house: House) -> tuple[int, int, int, int]:
    """All there are; of these from before us, known, unknown."""
    counted = figures(house).server
    assert counted is not None
    return counted.mails, counted.before_us, counted.known, counted.unknown


def counted_anew(house: House, clock: SettableClock) -> bool:
    """A turn a day later: does all add up?"""
    clock.now += COUNTED_EVERY
    return house.rounds.turn().adds_up


def tampered(house: House, *statements: Executable) -> None:
    with house.database.transaction() as connection:
        for statement in statements:
            connection.execute(statement)


# --- seen = judged + set aside + gone; judged = the sum of its sorts --------------------------------------------------


def test_every_mail_is_accounted_for(house: House) -> None:
    house.receives(a_mail(REPORT), a_mail(ORDINARY, subject="Openingstijden"))
    told = figures(house)
    assert (told.mails_seen, told.mails_judged, told.unaccounted) == (2, 2, 0)
    assert told.judged_adds_up
    assert "De telling klopt:" in said(house)


def test_a_mail_that_is_still_waiting_is_said(house: House, inbox: FolderInbox) -> None:
    house.receives(a_mail(REPORT))
    inbox.put(a_mail(REPORT), house.clock(), whole=False)
    house.rounds.turn()
    assert figures(house).unaccounted == 1
    assert "De telling klopt niet: nog niet beoordeeld" in said(house)


def test_a_mail_that_was_set_aside_is_accounted_for(house: House, inbox: FolderInbox) -> None:
    inbox.put(a_mail(REPORT), house.clock(), whole=False)
    for _ in range(3):
        house.rounds.turn()
    assert figures(house).mails_set_aside == 1
    assert figures(house).unaccounted == 0


def test_a_mail_that_people_took_away_first_is_said_and_accounted_for(house: House, inbox: FolderInbox) -> None:
    uid = inbox.put(a_mail(REPORT), house.clock(), whole=False)
    house.rounds.turn()
    del inbox.mails[uid]
    house.rounds.turn()
    assert (figures(house).mails_gone, figures(house).unaccounted) == (1, 0)
    assert "Weg voordat ze gelezen konden worden: 1" in said(house)


def test_a_renumbering_in_the_middle_of_the_work_leaves_no_mail_behind(house: House, inbox: FolderInbox) -> None:
    inbox.put(a_mail(REPORT), house.clock(), whole=False)
    house.rounds.turn()
    inbox.uidvalidity += 1
    for _ in range(3):
        house.rounds.turn()
    assert (figures(house).mails_seen, figures(house).unaccounted) == (1, 0)


def test_after_a_renumbering_mails_are_known_already_and_not_judged_twice(house: House, inbox: FolderInbox) -> None:
    house.receives(a_mail(REPORT), a_mail(ORDINARY, subject="Openingstijden"))
    inbox.uidvalidity += 1
    house.rounds.turn()
    told = figures(house)
    assert (told.mails_reports, told.mails_ordinary, told.mails_other, told.mails_known) == (1, 1, 0, 2)
    assert told.adds_up


def test_a_mail_judged_in_no_known_way_is_said(house: House) -> None:
    house.receives(a_mail(ORDINARY, subject="Openingstijden"))
    tampered(house, update(journal).values(verdict="onzin"))
    assert not figures(house).judged_adds_up
    assert "de soorten mail tellen niet op tot 1" in said(house)


def test_forgotten_verdicts_still_add_up(house: House, clock: SettableClock) -> None:
    house.receives(a_mail(REPORT), a_mail(ORDINARY, subject="Openingstijden"))
    clock.forward(days=40)
    house.rounds.turn()
    told = figures(house, days=60)
    assert (told.mails_judged, told.mails_forgotten) == (2, 2)
    assert told.judged_adds_up


# --- reports and doubts = answered + held -----------------------------------------------------------------------------


def test_every_report_is_answered_or_its_receipt_held(house: House) -> None:
    house.receives(a_mail(REPORT), a_mail(REPORT, sender="Bea <bea@elders.example>", Auto_Submitted="auto-generated"))
    told = figures(house)
    assert (told.mails_reports, told.reports_answered, told.reports_held, told.unanswered) == (2, 1, 1, 0)
    assert "Meldingen en twijfels met ontvangstbevestiging: 1" in said(house)


A_RECEIPT = letters.c.kind == "receipt"
DAMAGES: dict[str, tuple[Executable, ...]] = {
    "the receipt is missing": (
        delete(outbox).where(outbox.c.message_id.in_(select(letters.c.message_id).where(A_RECEIPT))),
        delete(letters).where(A_RECEIPT),
    ),
    "no case has the mail": (delete(case_mails),),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_report_that_nobody_answered_is_said(house: House, damage: str) -> None:
    house.receives(a_mail(REPORT))
    tampered(house, *DAMAGES[damage])
    assert figures(house).unanswered == 1
    assert "van de 1 meldingen en twijfels zijn er 0 beantwoord en 0 ingehouden" in said(house)


# --- on the server = from before us + known ---------------------------------------------------------------------------


def test_what_lies_on_the_server_is_from_before_us_or_known(
    tmp_path: Path, mailbox: Mailbox, reader: DirectReader
) -> None:
    """On a real server, over two folders, with mails that people delete, and renumbered."""
    mailbox.make_folder("Junk")
    for folder in ("INBOX", "INBOX", "INBOX", "Junk", "Junk"):
        mailbox.append(a_mail(ORDINARY), folder=folder, at=datetime.now(UTC) - timedelta(days=1))
    clock = SettableClock(now=datetime.now(UTC))
    inbox, junk = ImapInbox(mailbox.access()), ImapInbox(mailbox.access(folder="Junk"))
    house = House(tmp_path, clock, inbox=inbox, reader=reader)
    house.rounds = Rounds(house.office, Doors(inbox=inbox, sender=house.sender, beside={"Junk": junk}))
    assert house.start().left_alone == 5
    assert on_server(house) == (5, 5, 0, 0)
    mailbox.append(a_mail(REPORT))
    mailbox.append(a_mail(ORDINARY, subject="Openingstijden"))
    mailbox.append(a_mail(ORDINARY, subject="Aanbieding"), folder="Junk")
    mailbox.expunge(1)
    assert counted_anew(house, clock)
    assert on_server(house) == (7, 4, 3, 0)
    mailbox.expunge(4)
    mailbox.renumber()
    house.rounds.turn()
    assert counted_anew(house, clock)
    assert on_server(house) == (6, 2, 4, 0), "renumbered, all mails of the INBOX are in the journal"
    inbox.close()
    junk.close()


def test_a_mail_that_was_passed_by_is_said_and_read_after_all(
    house: House, inbox: FolderInbox, clock: SettableClock
) -> None:
    house.receives(a_mail(ORDINARY, subject="Openingstijden"))
    inbox.put(a_mail(REPORT), clock())
    last = inbox.put(a_mail(ORDINARY, subject="Offerte"), clock())
    with house.bookcase.transaction() as books:
        books.journal.note("INBOX", inbox.uidvalidity, (last,), clock())  # the mark has gone past the report
    assert not counted_anew(house, clock)
    assert on_server(house) == (3, 0, 2, 1)
    assert "op de mailserver liggen mails die Meldpost niet kende: 1 van de 3." in said(house)
    assert "De telling klopt:" not in said(house)
    house.rounds.turn()
    assert len(house.cases()) == 1
    assert counted_anew(house, clock)
    assert on_server(house) == (3, 0, 3, 0)


def test_a_mail_that_the_server_denied_for_a_moment_is_read_after_all(
    house: House, inbox: FolderInbox, clock: SettableClock
) -> None:
    uid = inbox.put(a_mail(REPORT), clock(), whole=False)
    house.rounds.turn()
    denied = inbox.mails.pop(uid)
    house.rounds.turn()
    assert figures(house).mails_gone == 1
    inbox.mails[uid] = replace(denied, whole=True)
    assert not counted_anew(house, clock)
    house.rounds.turn()
    assert len(house.cases()) == 1


@dataclass
class Hiding(FolderInbox):
    """Counts mails that it does not list."""

    hidden: int = 0
    looks: list[int] = field(default_factory=list)

    def open(self) -> MailboxState:
        state = super().open()
        return replace(state, exists=state.exists + self.hidden)

    def new_uids(self, above: int) -> tuple[int, ...]:
        self.looks.append(above)
        return super().new_uids(above)


def test_mails_that_the_server_counts_and_does_not_list_are_said(
    tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    hiding = Hiding()
    house = House(tmp_path, clock, inbox=hiding, reader=reader)
    house.start()
    house.receives(a_mail(ORDINARY, subject="Openingstijden"))
    hiding.hidden = 2
    assert not counted_anew(house, clock)
    assert on_server(house) == (3, 0, 1, 2)


def test_a_mail_deleted_between_count_and_list_is_no_trouble(
    tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    class Deleted(Hiding):
        def new_uids(self, above: int) -> tuple[int, ...]:
            self.hidden = 0
            return super().new_uids(above)

    inbox = Deleted()
    house = House(tmp_path, clock, inbox=inbox, reader=reader)
    house.start()
    inbox.hidden = 1
    assert counted_anew(house, clock)


def test_a_count_that_is_old_is_said(house: House, clock: SettableClock) -> None:
    house.receives(a_mail(ORDINARY, subject="Openingstijden"))
    assert "met het logboek vergeleken" not in said(house)
    clock.forward(days=3)
    assert "sinds maandag 2 maart 2026 om 10.00 uur niet meer met het logboek vergeleken" in said(house)


def test_the_count_is_made_once_a_day_and_before_a_digest(
    tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    inbox = Hiding()
    house = House(tmp_path, clock, inbox=inbox, reader=reader)
    house.start()
    inbox.put(a_mail(ORDINARY), clock())
    inbox.looks.clear()
    for _ in range(7 * 24):
        clock.forward(hours=1)
        house.rounds.turn()
    assert inbox.looks.count(0) == 7, "any other look is above the mark"
    assert inbox.looks[-3:] == [0, 101, 101], "the last count was made just before the digest, at eight"
    assert "Mails op de mailserver: 1" in " ".join(text_of(house.letters_to(MANAGER)[-1]).split())


def test_a_digest_that_does_not_add_up_is_told(house: House, clock: SettableClock) -> None:
    clock.forward(days=6, hours=20)
    house.receives(a_mail(REPORT))
    tampered(house, delete(case_mails))
    clock.forward(hours=4)
    assert not house.rounds.turn().adds_up
    assert "zijn er 0 beantwoord" in " ".join(text_of(house.letters_to(MANAGER)[-1]).split())
