"""Large mails on a real Dovecot: headers and texts first, the exact bytes piece by piece, and no flag changed."""

from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

import pytest
from servers import Mailbox, OddImap, odd_imap

from bot.mail_servers.imap_inbox import ImapInbox
from bot.mail_servers.transfer_decoding import decoded
from bot.reading.read_mail import read_mail

FILM = bytes(range(256)) * 6000
PAGE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 200


@pytest.fixture
def inbox(mailbox: Mailbox) -> Iterator[ImapInbox]:
    opened = ImapInbox(mailbox.access(), large=100_000)
    yield opened
    opened.close()


def a_letter(text: str = "Ik vond een lijst met namen, zoë.") -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "Anja <anja@buurt.example>"
    mail["Subject"] = "Gevonden lijst"
    mail["Message-ID"] = "<1@buurt.example>"
    mail.set_content(text)
    return mail


def flat() -> EmailMessage:
    mail = a_letter()
    mail.add_attachment(FILM, maintype="video", subtype="mp4", filename="film é.mp4")
    return mail


def with_pages() -> EmailMessage:
    mail = a_letter()
    mail.add_alternative('<p>Ik vond een lijst met namen, zoë.<img src="cid:a"></p>', subtype="html")
    page = mail.get_payload()[1]  # type: ignore[index]
    page.add_related(PAGE, "image", "png", cid="<a>")  # type: ignore[union-attr]
    mail.add_attachment(FILM, maintype="application", subtype="zip", filename="alles.zip")
    return mail


def with_mails_inside() -> EmailMessage:
    mail = a_letter()
    mail.add_attachment(flat())
    mail.add_attachment(a_letter("Hierbij de lijst van alle leden."))
    return mail


def nested_twice() -> EmailMessage:
    mail = a_letter()
    mail.add_attachment(with_mails_inside())
    return mail


def only_text() -> EmailMessage:
    return a_letter("Regel na regel staat hier iets over de lijst.\n" * 4000)


def only_a_file() -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "anja@buurt.example"
    mail["Subject"] = "Lijst"
    mail.set_content(FILM, maintype="application", subtype="pdf", filename="lijst.pdf")
    return mail


SHAPES = [flat, with_pages, with_mails_inside, nested_twice, only_text, only_a_file]


@pytest.mark.parametrize("shape", SHAPES)
def test_an_excerpt_says_what_the_whole_mail_says(inbox: ImapInbox, mailbox: Mailbox, shape: object) -> None:
    raw = shape().as_bytes()  # type: ignore[operator]
    mailbox.append(raw)
    (mail,) = inbox.fetch((1,))
    excerpt, whole = read_mail(mail.raw), read_mail(raw)
    assert excerpt.words == whole.words
    assert excerpt.headers == whole.headers
    assert [(a.name, a.content_type) for a in excerpt.attachments] == [
        (a.name, a.content_type) for a in whole.attachments
    ]
    assert len(mail.raw) < 250_000
    assert (mail.whole, mail.size) == (True, len(raw))
    assert mailbox.flags() == {1: frozenset()}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_exact_bytes_come_piece_by_piece(inbox: ImapInbox, mailbox: Mailbox, shape: object) -> None:
    raw = shape().as_bytes()  # type: ignore[operator]
    mailbox.append(raw)
    pieces = list(inbox.pieces(1))
    assert sha256(b"".join(pieces)).digest() == sha256(raw).digest()
    assert max(map(len, pieces)) <= 1 << 20
    assert mailbox.flags() == {1: frozenset()}


def test_what_was_left_out_is_listed_and_can_be_had_alone(inbox: ImapInbox, mailbox: Mailbox) -> None:
    mailbox.append(with_pages().as_bytes())
    (mail,) = inbox.fetch((1,))
    assert [(part.section, part.content_type) for part in mail.left_out] == [
        ("1.2.2", "image/png"),
        ("2", "application/zip"),
    ]
    assert inbox.left_out(1) == mail.left_out
    picture, film = mail.left_out
    assert b"".join(decoded(inbox.part_pieces(1, picture), picture.encoding)) == PAGE
    assert b"".join(decoded(inbox.part_pieces(1, film), film.encoding)) == FILM


def test_a_small_mail_is_never_cut_up(inbox: ImapInbox, mailbox: Mailbox) -> None:
    mailbox.append(a_letter().as_bytes())
    (mail,) = inbox.fetch((1,))
    assert (mail.left_out, mail.all_of_it) == ((), None)


def test_large_and_small_mails_come_in_the_order_asked(inbox: ImapInbox, mailbox: Mailbox) -> None:
    for shape in (a_letter, flat, a_letter, a_letter, with_pages):
        mailbox.append(shape().as_bytes())
    mails = list(inbox.fetch((1, 2, 3, 4, 5)))
    assert [(mail.uid, bool(mail.left_out)) for mail in mails] == [
        (1, False),
        (2, True),
        (3, False),
        (4, False),
        (5, True),
    ]


def test_all_of_it_is_had_only_of_mails_that_fit_in_memory(inbox: ImapInbox, mailbox: Mailbox) -> None:
    raw = flat().as_bytes()
    giant = a_letter()
    giant.add_attachment(bytes(7 << 20), maintype="video", subtype="mp4", filename="film.mp4")
    mailbox.append(raw)
    mailbox.append(giant.as_bytes())
    small, large = inbox.fetch((1, 2))
    assert small.all_of_it is not None
    assert large.all_of_it is not None
    assert (small.all_of_it(), large.all_of_it()) == (raw, None)


def test_a_mail_that_was_removed_has_no_pieces(inbox: ImapInbox, mailbox: Mailbox) -> None:
    mailbox.append(flat().as_bytes())
    inbox.open()
    mailbox.expunge(1)
    assert list(inbox.fetch((1,))) == []
    assert list(inbox.pieces(1)) == []


@pytest.fixture
def odd() -> Iterator[OddImap]:
    with odd_imap() as server:
        yield server


@pytest.mark.parametrize("structure", ["(", "NIL", '("TEXT")', '(("TEXT" "PLAIN"', "CUT", "NO"])
def test_where_the_parts_cannot_be_told_apart_the_beginning_is_judged(odd: OddImap, structure: str) -> None:
    odd.structure = structure
    odd.body = a_letter().as_bytes() + b"x" * 5000
    inbox = ImapInbox(odd.access(), large=2000)
    (mail,) = inbox.fetch((2,))
    assert mail.raw == odd.body[:2000]
    assert [(part.section, part.size) for part in mail.left_out] == [("", len(odd.body) - 2000)]
    assert b"".join(inbox.pieces(2)) == odd.body
    inbox.close()


def test_a_line_that_breaks_is_taken_up_where_it_broke(odd: OddImap) -> None:
    odd.body = a_letter().as_bytes() + b"0123456789" * 400_000
    odd.cut_at_offset = 2 << 20
    inbox = ImapInbox(odd.access(), large=2000)
    assert b"".join(inbox.pieces(2)) == odd.body
    assert odd.cut_at_offset == 0, "it did break"
    inbox.close()


def test_an_empty_answer_to_a_body_is_no_mail_and_its_halves_are_asked(odd: OddImap) -> None:
    odd.gives_nothing_for_whole = True
    inbox = ImapInbox(odd.access())
    assert [(mail.raw, mail.whole) for mail in inbox.fetch((1, 2))] == [
        (b"Subject: 1\r\n\r\n", True),
        (b"Subject: 2\r\n\r\n", True),
    ]
    inbox.close()


@pytest.mark.parametrize(
    ("encoding", "sent", "meant"),
    [
        ("base64", b"aGFs\r\nbG8=\r\n", b"hallo"),
        ("base64", b"aGFsbG8", b"hallo"),
        ("base64", b"aG!Fs bG8=", b"hallo"),
        ("base64", b"", b""),
        ("base64", b"a", b""),
        ("quoted-printable", b"zo=C3=AB\r\nzo=\r\n lang", b"zo\xc3\xab\r\nzo lang"),
        ("7bit", b"aGFs", b"aGFs"),
        ("", b"\xff\x00", b"\xff\x00"),
        ("x-uue", b"begin", b"begin"),
    ],
)
@pytest.mark.parametrize("piece", [1, 2, 3, 5, 100])
def test_transfer_encodings_are_undone_whatever_the_pieces(
    encoding: str, sent: bytes, meant: bytes, piece: int
) -> None:
    pieces = [sent[start : start + piece] for start in range(0, len(sent), piece)]
    assert b"".join(decoded(pieces, encoding)) == meant
