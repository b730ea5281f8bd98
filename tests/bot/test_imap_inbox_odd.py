"""ImapInbox against a server that misbehaves: one bad mail hides no other, and no time is invented."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from servers import OddImap, odd_imap

from bot.errors import InboxError, InboxLoginError
from bot.mail_servers.imap_inbox import ImapInbox

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def odd() -> Iterator[OddImap]:
    with odd_imap() as server:
        yield server


@pytest.fixture
def inbox(odd: OddImap) -> Iterator[ImapInbox]:
    opened = ImapInbox(odd.access(), clock=lambda: NOW)
    yield opened
    opened.close()


@pytest.mark.parametrize("what", ["SIZE", "BODY"])
@pytest.mark.parametrize("how", ["NO", "CUT"])
@pytest.mark.parametrize("bad", [1, 2, 3])
def test_a_mail_the_server_stumbles_over_hides_no_other(
    odd: OddImap, inbox: ImapInbox, what: str, how: str, bad: int
) -> None:
    odd.trouble[what, bad] = how
    mails = {mail.uid: mail for mail in inbox.fetch((1, 2, 3))}
    assert list(mails) == [1, 2, 3]
    assert [uid for uid, mail in mails.items() if mail.raw != b"Subject: %d\r\n\r\n" % uid] == (
        [bad] if what == "BODY" else []
    )
    assert mails[bad].whole == (what == "SIZE")


def test_what_the_server_says_unasked_is_no_mail(odd: OddImap, inbox: ImapInbox) -> None:
    odd.chatter = b"* 9 FETCH (UID 9 FLAGS (\\Seen))\r\n* 2 FETCH (UID 2 FLAGS (\\Seen))\r\n"
    assert [(mail.uid, mail.whole) for mail in inbox.fetch((1, 2, 3))] == [(1, True), (2, True), (3, True)]


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ('"02-Mar-2026 10:00:00 +0100"', datetime(2026, 3, 2, 9, 0, tzinfo=UTC)),
        ('" 2-Mar-2026 10:00:00 +0100"', datetime(2026, 3, 2, 9, 0, tzinfo=UTC)),
        ('"31-Dec-9999 23:59:59 -0100"', NOW),
        ('"nonsense"', NOW),
        ("NIL", NOW),
        (None, NOW),
    ],
)
def test_a_mail_without_a_usable_time_arrived_when_we_first_saw_it(
    odd: OddImap, inbox: ImapInbox, said: str | None, understood: datetime
) -> None:
    odd.internaldate = said
    assert {mail.arrived_at for mail in inbox.fetch((1, 2, 3))} == {understood}


def test_without_uidnext_the_last_mail_tells(odd: OddImap, inbox: ImapInbox) -> None:
    odd.uidnext = ""
    assert inbox.open().uidnext == 4


def test_without_uidvalidity_the_folder_cannot_be_used(odd: OddImap, inbox: ImapInbox) -> None:
    odd.uidvalidity = ""
    with pytest.raises(InboxError, match="UIDVALIDITY"):
        inbox.open()


def test_mails_are_not_mixed_up_when_the_server_renumbers_while_we_read(odd: OddImap, inbox: ImapInbox) -> None:
    inbox.open()
    odd.trouble["BODY", 1] = "CUT"
    odd.uidvalidity = "[UIDVALIDITY 8]"
    with pytest.raises(InboxError, match="renumbered"):
        list(inbox.fetch((1, 2, 3)))


def test_uids_of_before_an_outage_are_not_used_on_a_renumbered_mailbox(odd: OddImap, inbox: ImapInbox) -> None:
    inbox.open()
    inbox.close()
    odd.uidvalidity = "[UIDVALIDITY 8]"
    with pytest.raises(InboxError, match="renumbered"):
        list(inbox.fetch((1, 2, 3)))


@pytest.mark.parametrize(
    ("answer", "error", "temporary"),
    [
        ("NO [AUTHENTICATIONFAILED] u@juist.nl is wrong", InboxLoginError, False),
        ("NO bad password for u@juist.nl", InboxLoginError, False),
        ("NO [UNAVAILABLE] ask later", InboxError, True),
        ("NO [LIMIT] too many sessions of u@juist.nl", InboxError, True),
        ("CUT", InboxError, True),
    ],
)
def test_a_wrong_password_is_told_apart_from_a_busy_server(
    odd: OddImap, inbox: ImapInbox, answer: str, error: Callable[..., InboxError], temporary: bool
) -> None:
    odd.login = answer
    with pytest.raises(InboxError) as caught:
        inbox.open()
    assert (type(caught.value), caught.value.temporary) == (error, temporary)
    assert "u@juist.nl" not in str(caught.value)
