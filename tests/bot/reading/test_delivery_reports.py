"""A bounce is known, and which letter came back; a person who speaks of one is a person."""

import pytest
from read_parts import a_mail, in_parts

REPORT = (
    "\nYour mail could not be delivered",
    "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.x.example\n\nAction: failed\nStatus: 5.2.2",
    "Content-Type: text/rfc822-headers\n\nMessage-ID: <letter@juist.example>\nSubject: alarm",
)


def test_a_delivery_report_tells_which_letter_came_back() -> None:
    mail = in_parts(*REPORT, kind="report; report-type=delivery-status")
    assert (mail.is_delivery_report, mail.original_message_ids) == (True, ("<letter@juist.example>",))


def test_an_old_bounce_tells_it_in_its_text() -> None:
    mail = a_mail(
        "Hi. This is the qmail-send program.\nuser unknown\n--- Below\nMessage-ID: <letter@juist.example>\n",
        "Return-Path: <>\nFrom: MAILER-DAEMON@x.example\nSubject: failure notice\n",
    )
    assert (mail.is_delivery_report, mail.original_message_ids) == (True, ("<letter@juist.example>",))


@pytest.mark.parametrize(
    "line",
    ["Message-ID: <letter@juist.example>", "> message-id: <letter@juist.example>",
     "Message ID: <letter@juist.example>",
     "Original message ID is <letter@juist.example>.", "Internet-Message-ID:\n <letter@juist.example>",
     "Nachrichten-ID: <letter@juist.example>", "*Message-Id:* <letter@juist.example>"],
)  # fmt: skip
def test_a_bounce_may_tell_it_anywhere_in_its_words(line: str) -> None:
    head = "Return-Path: <>\nFrom: MAILER-DAEMON@x.example\nSubject: Mail delivery failed\n"
    assert a_mail(f"user unknown\n\n{line}\n", head).original_message_ids == ("<letter@juist.example>",)


def test_an_id_with_a_nul_which_no_database_takes_loses_it() -> None:
    returned = "Content-Type: text/rfc822-headers\n\nMessage-ID: <let\0ter@juist.example>\n"
    mail = in_parts("\nuser unknown", returned, kind="report; report-type=delivery-status")
    assert mail.original_message_ids == ("<letter@juist.example>",)


def test_a_bounce_may_put_the_returned_headers_where_those_of_a_part_belong() -> None:
    returned = "Received: from x.example\nMessage-ID: <letter@juist.example>\nSubject: alarm\n\nGeachte"
    assert in_parts("\nuser unknown", returned).original_message_ids == ("<letter@juist.example>",)


@pytest.mark.parametrize(
    ("author", "subject", "text"),
    [
        ("MAILER-DAEMON", "mail failed, returning to sender", "kees@y.example ... unknown host"),
        ("MAILER-DAEMON", "Bericht", "Received >>> 550 5.1.1 <kees@y.example>... no"),
        ("postmaster", "メッセージを配信できません。", "Received >>> 550"),
        ("postmaster", "Posta non consegnata", "kees@y.example"),
    ],
)
def test_old_bounces_say_it_in_many_words(author: str, subject: str, text: str) -> None:
    assert a_mail(text, f"From: {author}@x.example\nSubject: {subject}\n").is_delivery_report


@pytest.mark.parametrize("author", ["piet", "postmaster"])
def test_a_person_may_quote_what_a_server_said(author: str) -> None:
    said = "Ik kreeg: 550 5.1.1 no such user, host unknown. En de lijst met namen stond erbij."
    assert not a_mail(said, f"From: {author}@x.example\nSubject: lijst\n").is_delivery_report


def test_a_person_who_speaks_of_undelivered_mail_is_no_mail_server() -> None:
    assert not a_mail("Uw brief was onbestelbaar, user unknown").is_delivery_report


def test_a_postmaster_who_reports_something_is_a_person() -> None:
    mail = a_mail("Mail to security@ was undeliverable.", "From: postmaster@x.example\nSubject: lek\n")
    assert not mail.is_delivery_report
