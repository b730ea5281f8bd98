"""A mail in an envelope in an envelope is heard, whichever they are; only a zip in a zip stays shut."""

import base64
from collections.abc import Callable
from itertools import product

import pytest
from envelopes import attribute, outlook_file, signed, tnef, zipped

from bot.incoming_mail import IncomingMail
from bot.reading.read_mail import read_mail

File = tuple[str, str, bytes]  # name, type, content

WORDS = "Ik vond een lijst van patienten"
TEXT: File = ("brief.txt", "text/plain", WORDS.encode())
SCREEN: File = ("scherm.png", "image/png", b"\x89PNG\r\n\x1a\n" + b"not really a picture" * 3)


def part(file: File) -> bytes:
    name, kind, content = file
    if kind == "message/rfc822":
        return b"Content-Type: message/rfc822\n\n" + content
    head = f"Content-Type: {kind}\nContent-Disposition: attachment; filename={name}\n"
    return f"{head}Content-Transfer-Encoding: base64\n\n".encode() + base64.encodebytes(content)


def mail_with(file: File, head: bytes = b"From: Eva <eva@y.example>\nSubject: kijk\n") -> bytes:
    mark = b"b%d" % len(file[2])
    parts = b"".join(b"--" + mark + b"\n" + each + b"\n" for each in (b"\nzie bijlage\n", part(file)))
    return head + b"Content-Type: multipart/mixed; boundary=" + mark + b"\n\n" + parts + b"--" + mark + b"--\n"


def winmail(file: File) -> bytes:
    pieces = ((2, 0x9002, b"x"), (2, 0x8010, file[0].encode() + b"\0"), (2, 0x800F, file[2]))
    return tnef(attribute(1, 0x800C, b"hallo"), *(attribute(*each) for each in pieces))


WRAPS: dict[str, Callable[[File], File]] = {
    "a mail attached": lambda file: ("brief.eml", "message/rfc822", mail_with(file)),
    "a mail as a file": lambda file: ("brief.eml", "application/octet-stream", mail_with(file)),
    "a saved page": lambda file: ("pagina.mht", "application/octet-stream", mail_with(file)),
    "a zip": lambda file: ("map.zip", "application/zip", zipped((file[0], file[2]))),
    "an Outlook file": lambda file: ("brief.msg", "application/vnd.ms-outlook", outlook_file(file[0], file[2])),
    "winmail.dat": lambda file: ("winmail.dat", "application/ms-tnef", winmail(file)),
    "a signature": lambda file: ("smime.p7m", "application/pkcs7-mime", signed(mail_with(file, b""))),
}
TWICE = [pair for pair in product(WRAPS, repeat=2) if pair != ("a zip", "a zip")]


def received(file: File, *wraps: str) -> IncomingMail:
    for wrap in reversed(wraps):
        file = WRAPS[wrap](file)
    return read_mail(mail_with(file))


def said(mail: IncomingMail) -> str:
    return "\n".join([mail.words.whole, *mail.words.forwarded, *mail.words.attachments])


@pytest.mark.parametrize("wraps", TWICE, ids="-".join)
def test_words_and_pictures_in_two_envelopes_are_found(wraps: tuple[str, ...]) -> None:
    assert WORDS in said(received(TEXT, *wraps))
    assert [picture.content for picture in received(SCREEN, *wraps).pictures] == [SCREEN[2]]


def test_a_zip_within_a_zip_is_named_only() -> None:
    mail = received(TEXT, "a zip", "a zip")
    assert WORDS not in said(mail)
    assert "map.zip" in said(mail)


@pytest.mark.parametrize("outer", ["a zip", "winmail.dat", "a mail as a file", "an Outlook file"])
@pytest.mark.parametrize("inner", ["winmail.dat", "a signature", "an Outlook file"])
def test_words_of_a_file_that_was_attached_are_nobodys_own(outer: str, inner: str) -> None:
    """Else whoever passes on a stranger's file would give the stranger's commands."""
    mail = received(TEXT, outer, inner)
    assert "zie bijlage" in mail.words.own or "hallo" in mail.words.own
    assert WORDS not in mail.words.own
    assert mail.words.own.count("zie bijlage") <= 1


def test_a_text_with_very_many_files_in_it_stays_the_words_of_its_sender() -> None:
    files = "begin 644 a.txt\n#86)C\n`\nend\n" * 120
    mail = read_mail(f"From: eva@y.example\n\n{WORDS}\n{files}".encode())
    assert mail.words.own.startswith(WORDS)
    assert not mail.words.forwarded
