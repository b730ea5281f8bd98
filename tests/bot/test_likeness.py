"""By what a mail is known again."""

import pytest
from mails import ORDINARY, REPORT, a_mail

from bot.likeness import likeness_of, words_key_of
from bot.reading.read_mail import read_mail
from register_store.keys import Keys, new_secret

KEYS = Keys.from_secret(new_secret())
MAIL = a_mail(REPORT, message_id="<1@buurt.example>", Date="Mon, 23 Nov 2026 09:00:00 +0100")

TRACES = [
    b"Received: from a by b; Mon, 23 Nov 2026 09:00:00 +0100\r\n",
    b"Received: from a by b;\r\n\tMon, 23 Nov 2026 09:00:00 +0100\r\nReceived: from c by a\r\n",
    b"Delivered-To: info@juist.nl\r\n",
    b"X-Original-To: security@juist.nl\r\n",
    b"Return-Path: <anja@buurt.example>\r\n",
    b"Authentication-Results: mx.juist.nl; dmarc=pass\r\n",
    b"X-Spam-Status: No, score=-1\r\nX-Spam-Flag: NO\r\n",
    b"List-Id: <team.juist.nl>\r\nSender: team-bounces@juist.nl\r\n",
]


@pytest.mark.parametrize("trace", TRACES)
def test_the_way_a_mail_took_makes_no_difference(trace: bytes) -> None:
    assert likeness_of(trace + MAIL, KEYS) == likeness_of(MAIL, KEYS)


def test_line_ends_and_folding_make_no_difference() -> None:
    assert likeness_of(MAIL.replace(b"\r\n", b"\n"), KEYS) == likeness_of(MAIL, KEYS)
    folded = MAIL.replace(b"Subject: Verkeerde loonstrook", b"Subject: Verkeerde\r\n  loonstrook")
    assert folded != MAIL
    assert likeness_of(folded, KEYS) == likeness_of(MAIL, KEYS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Vanmorgen", b"Gisteren"),
        (b"Subject: Verkeerde", b"Subject: Nog een verkeerde"),
        (b"<1@buurt.example>", b"<2@buurt.example>"),
        (b"anja@buurt.example", b"bea@buurt.example"),
        (b"09:00:00 +0100", b"10:00:00 +0100"),
    ],
)
def test_what_the_author_wrote_makes_all_the_difference(old: bytes, new: bytes) -> None:
    assert old in MAIL
    assert likeness_of(MAIL.replace(old, new), KEYS) != likeness_of(MAIL, KEYS)


def test_mails_that_nothing_tells_apart_are_the_same_only_byte_for_byte() -> None:
    bare = b"From: scan@robot.example\r\nSubject: Open map\r\n\r\nEen map staat open.\r\n"
    received = b"Received: from a by b; Mon, 23 Nov 2026 09:00:00 +0100\r\n"
    assert likeness_of(bare, KEYS) == likeness_of(bare, KEYS)
    assert likeness_of(received + bare, KEYS) != likeness_of(bare, KEYS)


def test_another_key_knows_nothing() -> None:
    assert likeness_of(MAIL, Keys.from_secret(new_secret())) != likeness_of(MAIL, KEYS)


@pytest.mark.parametrize("raw", [b"", b"\r\n\r\n", b"no header at all", b" folded into nothing\r\n\r\nx", b":\r\n\r\n"])
def test_odd_bytes_have_a_likeness_too(raw: bytes) -> None:
    assert len(likeness_of(raw, KEYS)) == 64


FOOTER = "\n\n_______________________________________________\nTeam mailing list\nteam@juist.nl\n"
SAYS = [
    ("the same text", REPORT, "Anja de Wit <anja@buurt.example>", True),
    ("other spaces and signs", REPORT.replace(". ", " !\n\n"), "Anja <anja@buurt.example>", True),
    ("with the footer of a list", REPORT + FOOTER, "Anja de Wit <anja@buurt.example>", True),
    ("from somebody else", REPORT, "Bea <bea@buurt.example>", False),
    ("one word more", REPORT.replace("Vanmorgen", "Vanmorgen vroeg"), "Anja de Wit <anja@buurt.example>", False),
    ("another text", ORDINARY, "Anja de Wit <anja@buurt.example>", False),
]


@pytest.mark.parametrize(("text", "sender", "same"), [row[1:] for row in SAYS], ids=[row[0] for row in SAYS])
def test_a_sender_who_says_the_same_is_known(text: str, sender: str, same: bool) -> None:
    first = words_key_of(read_mail(a_mail(REPORT)), KEYS)
    second = words_key_of(read_mail(a_mail(text, sender=sender)), KEYS)
    assert (first == second) is same


def test_few_words_tell_nothing() -> None:
    assert words_key_of(read_mail(a_mail("Zie bijlage.")), KEYS) is None


def test_other_files_make_another_mail(a_screenshot: bytes) -> None:
    one, other = (read_mail(a_mail(REPORT, pictures=pictures)) for pictures in ((), (a_screenshot,)))
    assert words_key_of(one, KEYS) != words_key_of(other, KEYS)
