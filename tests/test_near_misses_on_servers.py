"""The weekly list on real servers: an officer calls an ordinary mail back, and it is one case, untouched."""

from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from conftest import SettableClock
from house import KARIN, House, parsed, text_of
from lexical import lexical_reader
from mails import a_mail, proven
from servers import Mailbox, SmtpServer

from bot.direct_reader import DirectReader
from bot.mail_servers.imap_inbox import ImapInbox
from bot.mail_servers.smtp_sender import SmtpSender
from classifiers.verdict_thresholds import DOUBT_FROM
from register_store.case import CaseState
from register_store.event_chain import EventKind

MONDAY = datetime(2026, 3, 9, 7, 5, tzinfo=UTC)
WEEK = (
    ("Zaal", "Kunnen wij vrijdagavond de grote zaal huren voor ons koor?"),
    ("Offerte", "Kunt u mij een offerte sturen voor 40 stoelen en tafels? Groet, Tjeerd Wouda"),
    ("Stoelen", "Graag bestel ik 40 stoelen en 10 tafels voor levering in week 50."),
)
SAID = "1 was een melding\n\nGroet, Karin"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> DirectReader:
    return lexical_reader(tmp_path_factory.mktemp("model"))


@pytest.fixture
def house(tmp_path: Path, clock: SettableClock, reader: DirectReader, mailbox: Mailbox, smtp: SmtpServer) -> House:
    """A week with three ordinary mails, and the Monday after it."""
    doors = {"inbox": ImapInbox(mailbox.access()), "sender": SmtpSender(smtp.access())}
    house = House(tmp_path, clock, reader=reader, **doors)  # type: ignore[arg-type]
    house.start()
    for subject, text in WEEK:
        mailbox.append(a_mail(text, subject=subject), at=clock())
    house.rounds.turn()
    clock.now = MONDAY
    house.rounds.turn()
    return house


def the_list(smtp: SmtpServer) -> EmailMessage:
    letters = [parsed(each.content) for each in smtp.letters if each.recipient == KARIN.address]
    (listed,) = [letter for letter in letters if "mails een melding" in str(letter["Subject"])]
    return listed


def said(letter: EmailMessage, *, dmarc: str = "pass") -> bytes:
    sender = f"{KARIN.name} <{KARIN.address}>"
    mail = a_mail(SAID, sender=sender, subject=f"Re: {letter['Subject']}", answers=str(letter["Message-ID"]))
    return proven(mail, dmarc=dmarc)


def lying(mailbox: Mailbox) -> dict[int, bytes]:
    """Every mail in the mailbox, byte for byte."""
    inbox = ImapInbox(mailbox.access())
    inbox.open()
    found = {each.uid: each.raw for each in inbox.fetch(inbox.new_uids(0))}
    inbox.close()
    return found


def test_the_highest_below_the_line_stands_first(house: House, smtp: SmtpServer) -> None:
    with house.bookcase.transaction() as books:
        first, *others = books.near_misses.newest_list("")
    assert DOUBT_FROM > first.probability >= max(each.probability for each in others)
    text = text_of(the_list(smtp))
    assert all(subject in text for subject, _ in WEEK)
    assert "Wouda" not in text


def test_a_mail_called_back_is_a_case_once_and_lies_there_untouched(
    house: House, clock: SettableClock, mailbox: Mailbox, smtp: SmtpServer
) -> None:
    before = lying(mailbox)
    with house.bookcase.transaction() as books:
        first = books.near_misses.newest_list("")[0]
    mailbox.append(said(the_list(smtp)), at=clock())
    house.rounds.turn()
    house.rounds.turn()
    (case,) = house.cases()
    assert case.state is CaseState.REPORTED
    assert case.provisional_aware_at == first.arrived_at, "the clock began when the mail arrived"
    with house.bookcase.transaction() as books:
        (piece,) = [each for each in books.evidence.of_case(case.reference) if each.content_type == "message/rfc822"]
    assert house.bookcase.files.get(piece.sha256) == before[first.place.uid]
    assert {uid: raw for uid, raw in lying(mailbox).items() if uid in before} == before
    assert set(mailbox.flags().values()) == {frozenset()}


@pytest.mark.parametrize("renumbered", [False, True])
def test_said_again_or_numbered_anew_it_stays_one_case(
    house: House, clock: SettableClock, mailbox: Mailbox, smtp: SmtpServer, renumbered: bool
) -> None:
    for _ in range(2):
        mailbox.append(said(the_list(smtp)), at=clock())
        house.rounds.turn()
        if renumbered:
            mailbox.renumber()
        house.rounds.turn()
        house.rounds.turn()
    assert [case.reference for case in house.cases()] == ["DL-2026-0001"]
    with house.bookcase.transaction() as books:
        opened = [each for each in books.register.chain.every_event() if each.kind is EventKind.OPENED]
    assert len(opened) == 1


def test_who_only_says_that_he_is_the_officer_calls_nothing_back(
    house: House, clock: SettableClock, mailbox: Mailbox, smtp: SmtpServer
) -> None:
    mailbox.append(said(the_list(smtp), dmarc="fail"), at=clock())
    house.rounds.turn()
    house.rounds.turn()
    with house.bookcase.transaction() as books:
        assert [each.said for each in books.near_misses.newest_list("")] == [None] * len(WEEK)
    assert [case for case in house.cases() if case.state is CaseState.REPORTED] == []
