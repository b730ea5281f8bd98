"""The headers of a mail become what the house asks of it."""

from datetime import UTC, datetime

from read_parts import a_mail

from bot.reading.read_mail import read_mail


def test_the_parts_of_an_ordinary_mail_are_found() -> None:
    mail = a_mail(
        "Ik vond een lijst.\n",
        "From: Zoë <Zoe@X.example>\nTo: mail@juist.example, b@x.example\n"
        "Subject: =?utf-8?q?Pati=C3?= =?utf-8?q?=ABnten?=\n"
        "Message-ID: <1@x.example>\nIn-Reply-To: <0@x.example>\nReferences: <a@x.example>\n <0@x.example>\n"
        "Reply-To: zoe2@x.example\nReturn-Path: <zoe@x.example>\nDate: Mon, 3 Mar 2025 10:15:00 +0100\n",
    )
    assert (mail.subject, mail.words.own) == ("Patiënten", "Ik vond een lijst.")
    assert mail.sender is not None
    assert (mail.sender.name, mail.sender.address, mail.answer_address) == ("Zoë", "zoe@x.example", "zoe2@x.example")
    assert (mail.message_id, mail.references) == ("<1@x.example>", ("<a@x.example>", "<0@x.example>"))
    assert [address.address for address in mail.recipients] == ["mail@juist.example", "b@x.example"]
    assert mail.written_at == datetime(2025, 3, 3, 9, 15, tzinfo=UTC)


def test_the_null_return_path_differs_from_none() -> None:
    assert a_mail("x", "Return-Path: <>\n").return_path == ""
    assert a_mail("x", "").return_path is None


def test_the_mbox_line_is_no_part_of_the_mail() -> None:
    mail = read_mail(b"From piet@x.example Mon Mar  3 10:15:00 2025\nFrom: piet@x.example\nSubject: a\n\nb")
    assert (mail.subject, mail.words.whole) == ("a", "b")
