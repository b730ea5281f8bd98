"""SmtpSender against a real SMTP server: taken, refused for now, refused for good, or cut off."""

import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest
from servers import SmtpServer

from bot.doors import Security, SmtpAccess
from bot.errors import SenderError, SenderLoginError, SettingsError
from bot.mail_servers.smtp_sender import SmtpSender

FROM, TO = "mail@juist.nl", "melder@buurt.example"
LETTER = b"From: mail@juist.nl\r\nSubject: Ontvangst\r\n\r\nDank u wel.\r\n.\r\n..punt\r\n"


@pytest.fixture
def sender(smtp: SmtpServer) -> Iterator[SmtpSender]:
    opened = SmtpSender(smtp.access())
    yield opened
    opened.close()


def refusal_of(sender: SmtpSender, recipient: str = TO) -> SenderError:
    with pytest.raises(SenderError) as caught:
        sender.send(FROM, recipient, LETTER)
    return caught.value


def test_a_letter_arrives_byte_for_byte(sender: SmtpSender, smtp: SmtpServer) -> None:
    sender.send(FROM, TO, LETTER)
    (letter,) = smtp.letters
    assert (letter.sender, letter.recipient, letter.content) == (FROM, TO, LETTER)


@pytest.mark.parametrize("content", [b"Subject: x\n\nregel\n", b"Subject: x\r\rregel\r", b"Subject: x\r\n\nregel\n"])
def test_line_ends_are_made_crlf(sender: SmtpSender, smtp: SmtpServer, content: bytes) -> None:
    sender.send(FROM, TO, content)
    assert smtp.letters[0].content == b"Subject: x\r\n\r\nregel\r\n"


def test_a_letter_may_have_no_sender(sender: SmtpSender, smtp: SmtpServer) -> None:
    sender.send("", TO, LETTER)
    assert smtp.letters[0].sender == ""


def test_the_letters_of_a_round_share_a_connection(sender: SmtpSender, smtp: SmtpServer) -> None:
    for _ in range(3):
        sender.send(FROM, TO, LETTER)
    assert (len(smtp.letters), smtp.connections) == (3, 1)


@pytest.mark.parametrize("security", list(Security))
def test_every_security_that_is_asked_works_on_this_machine(smtp: SmtpServer, security: Security) -> None:
    sender = SmtpSender(smtp.access(security))
    sender.send(FROM, TO, LETTER)
    sender.close()
    assert len(smtp.letters) == 1


@pytest.mark.parametrize(
    ("moment", "answer", "permanent", "refused"),
    [
        ("RCPT", "550 5.1.1 no such user", True, True),
        ("RCPT", "450 4.2.0 greylisted", False, True),
        ("DATA", "554 5.7.1 looks like spam", True, True),
        ("DATA", "451 4.3.0 try later", False, True),
        ("MAIL", "552 5.3.4 too large", True, True),
        ("MAIL", "553 5.7.1 not your address", False, False),
        ("MAIL", "451 4.3.0 try later", False, False),
        ("RCPT", "421 4.3.2 closing", False, False),
        ("DATA", "421 4.3.2 closing", False, False),
    ],
)
def test_only_a_word_about_the_letter_itself_is_for_good(
    sender: SmtpSender, smtp: SmtpServer, moment: str, answer: str, permanent: bool, refused: bool
) -> None:
    smtp.answers[moment] = answer
    error = refusal_of(sender)
    assert (error.permanent, error.refused, error.temporary) == (permanent, refused, not permanent)


@pytest.mark.parametrize("moment", ["MAIL", "RCPT", "DATA"])
def test_a_server_that_wants_a_login_in_the_middle_waits_for_somebody_to_mend_it(
    sender: SmtpSender, smtp: SmtpServer, moment: str
) -> None:
    smtp.answers[moment] = "530 5.7.0 login wanted"
    error = refusal_of(sender)
    assert isinstance(error, SenderLoginError)
    assert (error.permanent, error.refused, error.temporary) == (False, False, False)


@pytest.mark.parametrize("moment", ["MAIL", "RCPT", "DATA"])
def test_after_a_refusal_the_next_letter_goes(sender: SmtpSender, smtp: SmtpServer, moment: str) -> None:
    smtp.answers[moment] = "550 no"
    refusal_of(sender)
    smtp.answers.clear()
    sender.send(FROM, TO, LETTER)
    assert len(smtp.letters) == 1


@pytest.mark.parametrize("moment", ["CONNECT", "MAIL", "RCPT", "DATA"])
def test_a_cut_is_for_now_and_the_next_try_connects_anew(sender: SmtpSender, smtp: SmtpServer, moment: str) -> None:
    smtp.hang_up_at = moment
    error = refusal_of(sender)
    assert (error.permanent, error.refused) == (False, False)
    smtp.hang_up_at = None
    sender.send(FROM, TO, LETTER)
    assert len(smtp.letters) == 1


def test_a_cut_after_the_letter_was_taken_is_no_success(sender: SmtpSender, smtp: SmtpServer) -> None:
    smtp.hang_up_at = "AFTER DATA"
    assert not refusal_of(sender).permanent
    assert len(smtp.letters) == 1


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_refused_login_keeps_the_letters_waiting(smtp: SmtpServer, security: Security) -> None:
    error = refusal_of(SmtpSender(smtp.access(security, password="fout")))
    assert isinstance(error, SenderLoginError)
    assert (error.permanent, error.refused) == (False, False)
    assert "refused our user or password" in str(error)


def test_a_server_without_login_is_told_apart(smtp: SmtpServer) -> None:
    error = refusal_of(SmtpSender(replace(smtp.access(Security.PLAIN), user="meldpost", password="p")))
    assert "offers no login" in str(error)
    assert not error.permanent


def test_without_starttls_nothing_is_said(smtp: SmtpServer) -> None:
    error = refusal_of(SmtpSender(replace(smtp.access(Security.STARTTLS), port=smtp.plain_port)))
    assert "offers no STARTTLS" in str(error)
    assert (error.permanent, smtp.letters) == (False, [])


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_certificate_of_an_unknown_authority_is_a_failure(smtp: SmtpServer, security: Security) -> None:
    error = refusal_of(SmtpSender(replace(smtp.access(security), ca_file=None)))
    assert "cannot be trusted" in str(error)
    assert smtp.letters == []


def test_a_certificate_file_that_is_not_there_stops_with_a_sentence(smtp: SmtpServer) -> None:
    with pytest.raises(SettingsError, match="ca_file"):
        SmtpSender(replace(smtp.access(), ca_file="/nergens/ca.pem")).send(FROM, TO, LETTER)


def test_nobody_listening_is_for_now(smtp: SmtpServer) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        error = refusal_of(SmtpSender(replace(smtp.access(), port=closed.getsockname()[1])))
    assert "Nothing listens" in str(error)
    assert error.temporary


@pytest.mark.parametrize("security", list(Security))
def test_a_server_that_says_nothing_is_given_up(smtp: SmtpServer, security: Security) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        access = replace(smtp.access(security), port=silent.getsockname()[1], timeout=0.2)
        assert "does not answer" in str(refusal_of(SmtpSender(access)))


@pytest.mark.parametrize(
    "recipient",
    ["a@b.example\r\nRCPT TO:<x@y.example>", "a@b.example\nDATA", "Piet <a@b.example>", "a@b.example, x@y.example", ""],
)
def test_what_is_not_exactly_one_address_never_reaches_the_server(
    sender: SmtpSender, smtp: SmtpServer, recipient: str
) -> None:
    error = refusal_of(sender, recipient)
    assert (error.permanent, smtp.letters) == (True, [])


def test_an_address_with_foreign_letters_goes_where_the_server_can(sender: SmtpSender, smtp: SmtpServer) -> None:
    sender.send(FROM, "zoë@buurt.example", LETTER)
    assert smtp.letters[0].recipient == "zoë@buurt.example"


@pytest.mark.parametrize("moment", ["MAIL", "RCPT", "DATA"])
def test_no_error_repeats_an_address(sender: SmtpSender, smtp: SmtpServer, moment: str) -> None:
    smtp.answers[moment] = f"550 5.1.1 <{TO}> from <{FROM}> refused"
    text = str(refusal_of(sender))
    assert TO not in text
    assert FROM not in text


@pytest.mark.parametrize("host", ["smtp.juist.nl", "192.168.1.4"])
def test_plain_is_refused_to_any_other_machine(host: str) -> None:
    with pytest.raises(SettingsError, match="only for this machine"):
        SmtpAccess(host=host, security=Security.PLAIN)


def test_the_password_does_not_show() -> None:
    assert "geheim" not in repr(SmtpAccess(host="localhost", user="u", password="geheim"))
