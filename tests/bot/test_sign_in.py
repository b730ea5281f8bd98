"""Signing in with a token: at Dovecot, which checks it itself, and at an SMTP server that takes XOAUTH2."""

import base64
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from servers import Dovecot, SmtpServer, dovecot
from serving.tokens import TokenIssuer, TokenSmtp, token_smtp

from bot.doors import ImapAccess, Security
from bot.errors import InboxError, InboxLoginError, SenderError, SenderLoginError
from bot.mail_servers.imap_inbox import ImapInbox
from bot.mail_servers.sign_in import TokenError, xoauth2
from bot.mail_servers.smtp_sender import SmtpSender

USER, OTHER = "mail@juist.nl", "info@doorkees.nl"
ISSUER = TokenIssuer()


@pytest.fixture(scope="module")
def token_imap() -> Iterator[Dovecot]:
    with dovecot(issuer=ISSUER) as server:
        yield server


@pytest.fixture(scope="module")
def running_token_smtp() -> Iterator[TokenSmtp]:
    with token_smtp() as server:
        yield server


@pytest.fixture
def post(running_token_smtp: TokenSmtp) -> TokenSmtp:
    """Takes the token "good" of the user, and no other."""
    running_token_smtp.taken = {xoauth2(USER, "good")}
    running_token_smtp.letters.clear()
    running_token_smtp.last_answers.clear()
    return running_token_smtp


def opened(access: ImapAccess) -> None:
    inbox = ImapInbox(access)
    try:
        inbox.open()
    finally:
        inbox.close()


# --- IMAP ---


@pytest.mark.parametrize("security", list(Security))
def test_a_good_token_opens_the_mailbox(token_imap: Dovecot, security: Security) -> None:
    access = token_imap.mailbox(USER).access(security)
    opened(replace(access, password="", token=lambda: ISSUER.token(USER)))


BAD_TOKENS = {
    "expired": ISSUER.token(USER, lasts=timedelta(minutes=-5)),
    "of another issuer": replace(ISSUER, name="https://elders.example").token(USER),
    "of another user": ISSUER.token(OTHER),
    "signed with another key": replace(ISSUER, key=b"another key of thirty-two octets").token(USER),
    "no token at all": "onzin",
}


@pytest.mark.parametrize("what", BAD_TOKENS)
def test_a_token_that_is_bad_is_a_login_error_that_says_what_to_do(token_imap: Dovecot, what: str) -> None:
    access = replace(token_imap.mailbox(USER).access(), password="", token=lambda: BAD_TOKENS[what])
    with pytest.raises(InboxLoginError, match="refused our token; check that `user`") as caught:
        opened(access)
    assert not caught.value.temporary
    assert BAD_TOKENS[what] not in str(caught.value)
    assert USER not in str(caught.value)


def test_every_connection_asks_for_a_token_of_its_own(token_imap: Dovecot) -> None:
    asked = count()

    def token() -> str:
        next(asked)
        return ISSUER.token(USER)

    inbox = ImapInbox(replace(token_imap.mailbox(USER).access(), token=token))
    for _ in range(3):
        inbox.open()
        inbox.open()  # the same connection still
        inbox.close()
    assert next(asked) == 3


def test_when_the_token_is_good_again_the_same_inbox_goes_on(token_imap: Dovecot) -> None:
    tokens = iter([BAD_TOKENS["expired"], ISSUER.token(USER)])
    inbox = ImapInbox(replace(token_imap.mailbox(USER).access(), token=lambda: next(tokens)))
    with pytest.raises(InboxLoginError):
        inbox.open()
    assert inbox.open().uidvalidity > 0
    inbox.close()


@pytest.mark.parametrize("temporary", [True, False])
def test_a_token_that_cannot_be_had_is_told_as_what_it_is(token_imap: Dovecot, temporary: bool) -> None:
    def none() -> str:
        raise TokenError("The token office is closed.", temporary=temporary)

    with pytest.raises(InboxError, match="The token office is closed") as caught:
        opened(replace(token_imap.mailbox(USER).access(), token=none))
    assert isinstance(caught.value, InboxLoginError) is not temporary
    assert caught.value.temporary is temporary


def test_a_server_that_takes_no_tokens_gets_none(imap_server: Dovecot) -> None:
    asked: list[str] = []

    def token() -> str:
        asked.append("once")
        return "good"

    with pytest.raises(InboxLoginError, match="takes no tokens"):
        opened(replace(imap_server.mailbox(USER).access(), token=token))
    assert asked == []


def test_passwords_still_work_where_tokens_do(token_imap: Dovecot) -> None:
    opened(token_imap.mailbox(OTHER).access())


def test_a_token_without_a_mailbox_is_a_login_error_though_the_server_took_it() -> None:
    with like_exchange() as (access, _), pytest.raises(InboxLoginError, match="a mailbox this token may open"):
        opened(access)


def test_the_reason_of_a_refusal_is_answered_with_nothing_and_never_with_the_token_again() -> None:
    with like_exchange() as (access, told):
        with pytest.raises(InboxLoginError, match="refused our token"):
            opened(replace(access, token=lambda: "expired"))
        assert [len(line) > 0 for line in told] == [True, False]


def test_a_token_source_does_not_show_in_a_printed_value(post: TokenSmtp) -> None:
    assert "lambda" not in repr(post.access(user=USER, token=lambda: "good"))


# --- SMTP ---


def test_a_letter_goes_out_with_a_token(post: TokenSmtp) -> None:
    sender = SmtpSender(post.access(user=USER, token=lambda: "good"))
    sender.send(USER, "melder@buurt.example", b"Subject: Ontvangst\r\n\r\nDank u wel.\r\n")
    sender.close()
    assert len(post.letters) == 1


def test_a_long_token_goes_whole(post: TokenSmtp) -> None:
    long = "x" * 700
    post.taken = {xoauth2(USER, long)}
    SmtpSender(post.access(user=USER, token=lambda: long)).probe()


@pytest.mark.parametrize(("user", "token"), [(USER, "expired"), (OTHER, "good")])
def test_a_refused_token_keeps_the_letters_and_says_what_to_do(post: TokenSmtp, user: str, token: str) -> None:
    with pytest.raises(SenderLoginError, match=r"refused our token \(535\); check that `user`") as caught:
        SmtpSender(post.access(user=user, token=lambda: token)).probe()
    assert (caught.value.permanent, caught.value.refused) == (False, False)
    assert post.last_answers == [b""]
    assert post.letters == []


def test_every_smtp_connection_asks_for_a_token_and_a_failed_one_is_not_kept(post: TokenSmtp) -> None:
    tokens = iter(["expired", "good", "good"])
    sender = SmtpSender(post.access(user=USER, token=lambda: next(tokens)))
    with pytest.raises(SenderError):
        sender.probe()
    sender.probe()
    sender.probe()
    assert next(tokens, None) is None


def test_without_a_token_the_letters_wait(post: TokenSmtp) -> None:
    def none() -> str:
        raise TokenError("The token office is closed.", temporary=False)

    sender = SmtpSender(post.access(user=USER, token=none))
    for _ in range(2):  # the second time finds no half-open connection
        with pytest.raises(SenderError, match="The token office is closed") as caught:
            sender.send(USER, "melder@buurt.example", b"Subject: x\r\n\r\n")
        assert not caught.value.permanent


def test_an_smtp_server_that_takes_no_tokens_gets_none(smtp: SmtpServer) -> None:
    with pytest.raises(SenderLoginError, match="takes no tokens"):
        SmtpSender(replace(smtp.access(), token=lambda: "good")).probe()


# --- what the tests need ---


@contextmanager
def like_exchange() -> Iterator[tuple[ImapAccess, list[bytes]]]:
    """Exchange Online, where the application has no right to the mailbox; and what it was told at sign-in."""
    told: list[bytes] = []

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"* OK ready\r\n")
            for line in self.rfile:
                tag, _, command = line.decode().strip().partition(" ")
                self.wfile.write(f"{tag} {self._verdict(command.split()[0])}\r\n".encode())

        def _verdict(self, command: str) -> str:
            if command == "CAPABILITY":
                self.wfile.write(b"* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\n")
            elif command == "AUTHENTICATE":
                return self._check()
            elif command != "LOGOUT":
                return "BAD User is authenticated but not connected."
            return "OK done"

        def _check(self) -> str:
            if base64.b64decode(self._ask(b"")) == xoauth2(USER, "good"):
                return "OK AUTHENTICATE completed."
            self._ask(b'{"status":"401"}')
            return "NO AUTHENTICATE failed."

        def _ask(self, challenge: bytes) -> bytes:
            self.wfile.write(b"+ " + base64.b64encode(challenge) + b"\r\n")
            told.append(self.rfile.readline().strip())
            return told[-1]

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        port = server.server_address[1]
        try:
            yield (
                ImapAccess(host="127.0.0.1", port=port, security=Security.PLAIN, user=USER, token=lambda: "good"),
                told,
            )
        finally:
            server.shutdown()
            thread.join(timeout=10)
