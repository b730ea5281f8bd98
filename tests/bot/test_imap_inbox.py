"""ImapInbox against a real Dovecot: it sees everything and changes nothing."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from servers import Dovecot, Mailbox, dovecot

from bot.doors import ImapAccess, Security
from bot.errors import InboxError, InboxLoginError, SettingsError
from bot.mail_servers.imap_inbox import ImapInbox

A_MAIL = b"From: melder@buurt.example\r\nSubject: gevonden\r\n\r\nIk vond een lijst.\r\n"


def a_mail(number: int, size: int = 0) -> bytes:
    return b"Subject: mail %d\r\n\r\n" % number + b"x" * size + b"\r\n"


@pytest.fixture
def inbox(mailbox: Mailbox) -> Iterator[ImapInbox]:
    opened = ImapInbox(mailbox.access())
    yield opened
    opened.close()


def test_opening_says_how_the_mailbox_stands(inbox: ImapInbox, mailbox: Mailbox) -> None:
    mailbox.append(A_MAIL)
    mailbox.append(A_MAIL)
    state = inbox.open()
    assert (state.uidnext, state.exists) == (3, 2)
    assert state.uidvalidity > 0


def test_mail_that_comes_after_opening_is_found(inbox: ImapInbox, mailbox: Mailbox) -> None:
    inbox.open()
    mailbox.append(A_MAIL)
    assert inbox.new_uids(0) == (1,)


@pytest.mark.parametrize(("above", "found"), [(0, (1, 2, 3)), (1, (2, 3)), (2, (3,)), (3, ()), (99, ())])
def test_only_what_lies_above_the_mark_is_new(
    inbox: ImapInbox, mailbox: Mailbox, above: int, found: tuple[int, ...]
) -> None:
    for number in range(3):
        mailbox.append(a_mail(number))
    inbox.open()
    assert inbox.new_uids(above) == found


def test_a_mailbox_too_large_for_one_search_is_searched_in_pieces(mailbox: Mailbox) -> None:
    for number in range(7):
        mailbox.append(a_mail(number))
    mailbox.expunge(4)
    inbox = ImapInbox(mailbox.access(), search_window=2)
    assert inbox.new_uids(1) == (2, 3, 5, 6, 7)
    inbox.close()


def test_the_bytes_come_exactly_as_they_lie_there(inbox: ImapInbox, mailbox: Mailbox) -> None:
    raw = b"Subject: Zo\xeb\r\nFrom: \xff\x00@buurt.example\r\n\r\n\xe9\xe8 .\r\n..\r\n".replace(b"\x00", b"\x01")
    mailbox.append(raw)
    (mail,) = inbox.fetch([1])
    assert (mail.raw, mail.size, mail.whole) == (raw, len(raw), True)


def test_looking_changes_no_flag(inbox: ImapInbox, mailbox: Mailbox) -> None:
    mailbox.append(A_MAIL)
    mailbox.append(A_MAIL, seen=True)
    before = mailbox.flags()
    assert len(list(inbox.fetch(inbox.new_uids(0)))) == 2
    assert mailbox.flags() == before == {1: frozenset(), 2: frozenset({"\\Seen"})}


def test_arrival_is_told_in_utc(inbox: ImapInbox, mailbox: Mailbox) -> None:
    mailbox.append(A_MAIL, at=datetime(2026, 3, 29, 3, 15, tzinfo=timezone(timedelta(hours=2))))
    (mail,) = inbox.fetch([1])
    assert mail.arrived_at == datetime(2026, 3, 29, 1, 15, tzinfo=UTC)
    assert mail.arrived_at.tzinfo is UTC


def test_many_mails_come_in_the_order_asked(inbox: ImapInbox, mailbox: Mailbox) -> None:
    for number in range(60):
        mailbox.append(a_mail(number, size=400_000 if number % 10 == 0 else 0))
    asked = [*range(60, 0, -2), 1]
    assert [mail.uid for mail in inbox.fetch(asked)] == asked


def test_a_mail_that_vanished_is_left_out(inbox: ImapInbox, mailbox: Mailbox) -> None:
    for number in range(3):
        mailbox.append(a_mail(number))
    uids = inbox.new_uids(0)
    mailbox.expunge(2)
    assert [mail.uid for mail in inbox.fetch(uids)] == [1, 3]


def test_a_mail_that_vanishes_while_others_are_read_is_left_out(inbox: ImapInbox, mailbox: Mailbox) -> None:
    for number in range(30):
        mailbox.append(a_mail(number))
    coming = inbox.fetch(inbox.new_uids(0))
    first = next(coming)
    mailbox.expunge(28)
    assert [first.uid, *(mail.uid for mail in coming)] == [uid for uid in range(1, 31) if uid != 28]


def test_a_mail_the_server_cannot_give_does_not_hide_the_others(inbox: ImapInbox, mailbox: Mailbox) -> None:
    for number in range(4):
        mailbox.append(a_mail(number, size=3000))
    mailbox.spoil(b"Subject: mail 1")
    mails = list(inbox.fetch((1, 2, 3, 4)))
    assert [mail.uid for mail in mails] == [1, 2, 3, 4]
    assert [mail.whole and len(mail.raw) > 3000 for mail in mails] == [True, False, True, True]


def test_older_mail_is_found_by_its_day(inbox: ImapInbox, mailbox: Mailbox) -> None:
    mailbox.append(A_MAIL, at=datetime(2026, 1, 10, 12, tzinfo=UTC))
    mailbox.append(A_MAIL, at=datetime(2026, 2, 10, 12, tzinfo=UTC))
    assert inbox.existing_uids_since(date(2026, 2, 1)) == (2,)


def test_renumbering_shows_as_another_uidvalidity(inbox: ImapInbox, mailbox: Mailbox) -> None:
    mailbox.append(A_MAIL)
    before = inbox.open()
    mailbox.renumber()
    after = inbox.open()
    assert after.uidvalidity != before.uidvalidity
    assert after.exists == 1


@pytest.mark.parametrize("folder", ["Meldingen", "Privacy/Datalekken", "Bezwaar & beroep", "Geïnformeerd/Zoë"])
def test_folders_are_found_whatever_their_letters(mailbox: Mailbox, folder: str) -> None:
    mailbox.make_folder(folder)
    mailbox.append(A_MAIL, folder=folder)
    inbox = ImapInbox(mailbox.access(folder=folder))
    assert inbox.open().exists == 1
    inbox.close()


def test_folders_are_found_where_the_server_writes_points_and_a_prefix() -> None:
    with dovecot(separator=".", prefix="INBOX.") as server:
        mailbox = server.mailbox("mail@juist.nl")
        mailbox.make_folder("INBOX.Privacy.Geïnformeerd")
        mailbox.append(A_MAIL, folder="INBOX.Privacy.Geïnformeerd")
        inbox = ImapInbox(mailbox.access(folder="Privacy/Geïnformeerd"))
        assert inbox.open().exists == 1
        inbox.close()


@pytest.mark.parametrize("folder", ["Onbekend", "INBOX/Onbekend", "*", "%"])
def test_a_folder_that_is_not_there_is_named(mailbox: Mailbox, folder: str) -> None:
    with pytest.raises(InboxError, match="There is no folder") as caught:
        ImapInbox(mailbox.access(folder=folder)).open()
    assert not caught.value.temporary


@pytest.mark.parametrize("security", list(Security))
def test_every_security_that_is_asked_works_on_this_machine(mailbox: Mailbox, security: Security) -> None:
    inbox = ImapInbox(mailbox.access(security))
    assert inbox.open().exists == 0
    inbox.close()


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_certificate_of_an_unknown_authority_is_a_failure(mailbox: Mailbox, security: Security) -> None:
    with pytest.raises(InboxError, match="cannot be trusted"):
        ImapInbox(replace(mailbox.access(security), ca_file=None)).open()


def test_a_certificate_for_another_name_is_a_failure(mailbox: Mailbox) -> None:
    with pytest.raises(InboxError, match="cannot be trusted"):
        ImapInbox(replace(mailbox.access(), host="127.0.0.2")).open()


def test_without_starttls_nothing_is_said() -> None:
    with dovecot(tls=False) as server, pytest.raises(InboxError, match="offers no STARTTLS"):
        ImapInbox(server.mailbox("mail@juist.nl").access(Security.STARTTLS)).open()


def test_tls_to_a_port_without_it_is_a_failure(mailbox: Mailbox) -> None:
    with pytest.raises(InboxError, match="does not speak TLS"):
        ImapInbox(replace(mailbox.access(), port=mailbox.server.port)).open()


@pytest.mark.parametrize("host", ["imap.juist.nl", "10.0.0.8", "127.0.0.1.juist.nl", "::"])
def test_plain_is_refused_to_any_other_machine(host: str) -> None:
    with pytest.raises(SettingsError, match="only for this machine"):
        ImapAccess(host=host, security=Security.PLAIN, user="u", password="p")


def test_the_password_does_not_show() -> None:
    assert "geheim" not in repr(ImapAccess(host="localhost", user="u", password="geheim"))


@pytest.mark.parametrize("password", ["fout", "geheim é"])
def test_a_refused_login_says_what_to_do_and_names_nobody(mailbox: Mailbox, password: str) -> None:
    with pytest.raises(InboxLoginError, match="refused our user or password") as caught:
        ImapInbox(mailbox.access(password=password)).open()
    assert not caught.value.temporary
    assert mailbox.user not in str(caught.value)


def test_a_password_with_foreign_letters_logs_in() -> None:
    with dovecot(password="wachtwoordé") as server:
        inbox = ImapInbox(server.mailbox("mail@juist.nl").access())
        assert inbox.open().exists == 0
        inbox.close()


def test_a_port_nobody_listens_at_is_told(mailbox: Mailbox) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with pytest.raises(InboxError, match="Nothing listens") as caught:
            ImapInbox(replace(mailbox.access(), port=closed.getsockname()[1])).open()
    assert caught.value.temporary


@pytest.mark.parametrize("host", ["imap.juist.invalid", "imap..juist.nl", "x" * 70 + ".nl"])
def test_a_name_that_leads_nowhere_is_told(host: str) -> None:
    with pytest.raises(InboxError, match="is not known") as caught:
        ImapInbox(ImapAccess(host=host, user="u", password="p", timeout=5)).open()
    assert caught.value.temporary


@pytest.mark.parametrize("security", list(Security))
def test_a_server_that_says_nothing_is_given_up(mailbox: Mailbox, security: Security) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        access = replace(mailbox.access(security), port=silent.getsockname()[1], timeout=0.2)
        with pytest.raises(InboxError, match="does not answer"):
            ImapInbox(access).open()


@pytest.fixture
def restartable() -> Iterator[Dovecot]:
    with dovecot() as server:
        yield server


def test_after_an_outage_the_next_round_goes_on(restartable: Dovecot) -> None:
    mailbox = restartable.mailbox("mail@juist.nl")
    mailbox.append(A_MAIL)
    inbox = ImapInbox(mailbox.access())
    before = inbox.open()
    restartable.stop()
    with pytest.raises(InboxError) as caught:
        inbox.new_uids(0)
    assert caught.value.temporary
    with pytest.raises(InboxError, match="Nothing listens"):
        inbox.new_uids(0)
    restartable.start()
    assert inbox.open() == before
    assert [mail.raw for mail in inbox.fetch(inbox.new_uids(0))] == [A_MAIL]
    inbox.close()


def test_a_server_that_hung_up_between_two_rounds_is_no_trouble(restartable: Dovecot) -> None:
    inbox = ImapInbox(restartable.mailbox("mail@juist.nl").access())
    before = inbox.open()
    restartable.stop()
    restartable.start()
    assert inbox.open() == before
    inbox.close()


def test_without_courtesies_nothing_is_marked_or_moved(inbox: ImapInbox, mailbox: Mailbox) -> None:
    mailbox.append(A_MAIL)
    mailbox.make_folder("Gemeld")
    inbox.open()
    assert not inbox.mark(1, "$Meldpost")
    assert not inbox.move(1, "Gemeld")
    assert mailbox.flags() == {1: frozenset()}


@pytest.fixture
def courteous(mailbox: Mailbox) -> Iterator[ImapInbox]:
    opened = ImapInbox(mailbox.access(), courtesies=True)
    yield opened
    opened.close()


def test_a_keyword_is_put_on_one_mail_only(courteous: ImapInbox, mailbox: Mailbox) -> None:
    mailbox.append(A_MAIL)
    mailbox.append(A_MAIL)
    assert courteous.mark(2, "$Meldpost")
    assert mailbox.flags() == {1: frozenset(), 2: frozenset({"$Meldpost"})}


def test_a_keyword_on_a_mail_that_is_gone_is_not_claimed(courteous: ImapInbox) -> None:
    assert not courteous.mark(7, "$Meldpost")


def test_a_moved_mail_lies_elsewhere_and_unread(courteous: ImapInbox, mailbox: Mailbox) -> None:
    mailbox.append(A_MAIL)
    mailbox.make_folder("Gemeld")
    assert courteous.move(1, "Gemeld")
    assert not courteous.move(1, "Gemeld")
    assert (mailbox.flags(), mailbox.flags("Gemeld")) == ({}, {1: frozenset()})


def test_a_mail_stays_where_it_is_when_the_folder_is_missing(courteous: ImapInbox, mailbox: Mailbox) -> None:
    mailbox.append(A_MAIL)
    assert not courteous.move(1, "Onbekend")
    assert list(mailbox.flags()) == [1]


def test_a_server_that_can_little_is_enough() -> None:
    with dovecot(capability="IMAP4rev1") as server:
        mailbox = server.mailbox("mail@juist.nl")
        mailbox.make_folder("Gemeld")
        mailbox.append(A_MAIL)
        inbox = ImapInbox(mailbox.access(folder="INBOX"), courtesies=True)
        assert [mail.raw for mail in inbox.fetch(inbox.new_uids(0))] == [A_MAIL]
        assert not inbox.move(1, "Gemeld")
        assert list(mailbox.flags()) == [1]
        inbox.close()
