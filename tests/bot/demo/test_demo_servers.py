"""The demo's servers are real: our own doors work with them, and the receiving one checks what it gets."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.demo.servers import KEYWORD, DemoServers
from bot.errors import InboxLoginError
from bot.mail_servers.imap_inbox import ImapInbox
from bot.mail_servers.smtp_sender import SmtpSender

MAILBOX = "mail@juist.nl"


def a_mail(sender: str = "melder@buurt.example") -> bytes:
    return f"From: Iemand <{sender}>\nTo: {MAILBOX}\nSubject: gevonden\n\nIk vond een lijst.\n".encode()


@pytest.fixture(scope="module")
def world() -> Iterator[DemoServers]:
    with DemoServers() as servers:
        yield servers


@pytest.fixture
def fresh() -> Iterator[DemoServers]:
    with DemoServers() as servers:
        yield servers


def test_a_mail_that_was_sent_lies_in_the_mailbox_and_stays_untouched(fresh: DemoServers) -> None:
    fresh.submit(a_mail(), "melder@buurt.example", MAILBOX)
    inbox = ImapInbox(fresh.imap_access(MAILBOX))
    before = inbox.open()
    (mail,) = inbox.fetch(inbox.new_uids(0))
    inbox.close()
    assert before.exists == 1
    assert mail.raw.endswith(b"\r\n\r\nIk vond een lijst.\r\n")
    assert mail.raw.startswith(b"Received: from ")
    assert list(fresh.flags(MAILBOX).values()) == [frozenset()]


def test_a_delivered_mail_lies_there_byte_for_byte_at_its_hour(fresh: DemoServers) -> None:
    arrived = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    raw = b"Subject: Zo\xeb\r\n\r\n\xe9\r\n"
    uid = fresh.deliver(raw, "Info@Doorkees.nl", at=arrived)
    inbox = ImapInbox(fresh.imap_access("info@doorkees.nl"))
    (mail,) = inbox.fetch([uid])
    inbox.close()
    assert (mail.raw, mail.arrived_at) == (raw, arrived)


def test_letters_to_others_are_kept_by_recipient(fresh: DemoServers) -> None:
    sender = SmtpSender(fresh.smtp_access())
    for recipient in ("fg@juist.nl", "Melder@buurt.example", "fg@juist.nl"):
        sender.send(MAILBOX, recipient, a_mail(MAILBOX))
    sender.close()
    assert [recipient for recipient, _ in fresh.received] == ["fg@juist.nl", "melder@buurt.example", "fg@juist.nl"]
    assert len(fresh.letters_to("FG@juist.nl")) == 2


def test_the_keyword_of_the_courtesy_is_kept(fresh: DemoServers) -> None:
    uid = fresh.deliver(a_mail(), MAILBOX)
    inbox = ImapInbox(fresh.imap_access(MAILBOX), courtesies=True)
    inbox.open()
    assert inbox.mark(uid, KEYWORD)
    inbox.close()
    assert fresh.flags(MAILBOX) == {uid: frozenset({KEYWORD})}


def test_only_the_two_mailboxes_can_be_opened(world: DemoServers) -> None:
    with pytest.raises(InboxLoginError):
        ImapInbox(world.imap_access("nobody")).open()


def result_of(world: DemoServers, raw: bytes) -> str:
    world.submit(raw, "bounce@buurt.example", "lezer@elders.example")
    return world.letters_to("lezer@elders.example")[-1].split(b"\r\n")[2].decode()


def test_a_signed_mail_of_the_domain_passes(world: DemoServers) -> None:
    signer = world.demo_key("juist.nl")
    assert result_of(world, signer.sign(a_mail("fg@juist.nl"))) == (
        "Authentication-Results: mx.elders.example; dkim=pass header.d=juist.nl; dmarc=pass header.from=juist.nl"
    )


def test_a_subdomain_of_the_same_organisation_passes(world: DemoServers) -> None:
    signer = world.demo_key("doorkees.nl")
    assert "dmarc=pass" in result_of(world, signer.sign(a_mail("fg@kantoor.doorkees.nl")))


@pytest.mark.parametrize("writer", ["fg@juist.nl", "fg@kantoor.juist.nl"])
def test_an_unsigned_mail_in_the_name_of_a_domain_with_a_policy_fails(world: DemoServers, writer: str) -> None:
    world.demo_key("juist.nl")
    assert "; dkim=none; dmarc=fail" in result_of(world, a_mail(writer))


def test_somebody_elses_signature_does_not_help(world: DemoServers) -> None:
    world.demo_key("juist.nl")
    signer = world.demo_key("kwaad.example")
    found = result_of(world, signer.sign(a_mail("fg@juist.nl")))
    assert "dkim=pass header.d=kwaad.example; dmarc=fail header.from=juist.nl" in found


def test_a_changed_mail_fails(world: DemoServers) -> None:
    signer = world.demo_key("juist.nl")
    changed = signer.sign(a_mail("fg@juist.nl")).replace(b"lijst", b"lijstje")
    assert "dkim=fail header.d=juist.nl; dmarc=fail" in result_of(world, changed)


def test_a_domain_without_policy_is_none(world: DemoServers) -> None:
    assert "; dkim=none; dmarc=none header.from=buurt.example" in result_of(world, a_mail())
