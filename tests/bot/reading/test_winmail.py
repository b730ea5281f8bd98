"""What Outlook hid in winmail.dat is read: words, files under their long names, mails inside."""

import base64
import struct

import pytest
from envelopes import attribute, listed, tnef
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.incoming_mail import IncomingMail
from bot.reading.compressed_rtf import rich_text
from bot.reading.mapi_properties import properties
from bot.reading.read_mail import read_mail

PICTURE = b"\x89PNG\r\n\x1a\n" + b"not really a picture" * 3
# the two examples of MS-OXRTFCP, sections 4.1.1 and 4.1.2
HELLO = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232 0af32068656c090020627705b06c647d0a800fa0"
)
REPEATED = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")


def a_mail(content: bytes, text: str = "") -> IncomingMail:
    coded = base64.encodebytes(content).decode()
    head = "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64"
    return read_mail(
        f"From: piet@x.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n{text}\n--b\n"
        f"{head}\n\n{coded}\n--b--\n".encode()
    )


def test_rich_text_is_unpacked_as_its_makers_say() -> None:
    assert rich_text(HELLO) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert rich_text(REPEATED) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


WORDS = "Ik kreeg de loonstrook van een ander."
BODIES = {
    "plain attribute": attribute(1, 0x800C, WORDS.encode() + b"\0"),
    "plain property": attribute(1, 0x9003, listed((0x001F, 0x1000, WORDS.encode("utf-16-le")))),
    "behind others": attribute(
        1,
        0x9003,
        listed((3, 0x0017, b"\1\0\0\0"), (0x001E, 0x8005, b"naam\0"), (0x001E, 0x1000, WORDS.encode() + b"\0")),
    ),
    "html": attribute(1, 0x9003, listed((0x0102, 0x1013, f"<p>{WORDS}</p><p style='display:none'>x</p>".encode()))),
    "rich text, not packed": attribute(
        1,
        0x9003,
        listed((0x0102, 0x1009, struct.pack("<II", 99, 99) + b"MELA\0\0\0\0" + f"{{\\rtf1 {WORDS}}}".encode())),
    ),
}


@pytest.mark.parametrize("kind", BODIES)
def test_words_that_stand_only_there_are_the_senders(kind: str) -> None:
    assert a_mail(tnef(BODIES[kind])).words.own == WORDS


def test_words_that_stand_beside_it_too_are_heard_once() -> None:
    assert a_mail(tnef(BODIES["plain attribute"]), WORDS).words.whole == WORDS


def test_a_file_has_its_long_name() -> None:
    mail = a_mail(
        tnef(
            *(attribute(2, 0x9002, b"x"), attribute(2, 0x8010, b"SCHERM~1.PNG\0"), attribute(2, 0x800F, PICTURE)),
            attribute(2, 0x9005, listed((0x001F, 0x3707, "schermafdruk portaal.png".encode("utf-16-le")))),
        )
    )
    assert [(picture.name, picture.content) for picture in mail.pictures] == [("schermafdruk portaal.png", PICTURE)]


def test_a_mail_inside_gives_its_words_and_files() -> None:
    inside = tnef(BODIES["plain attribute"], attribute(2, 0x9002, b"x"), attribute(2, 0x800F, PICTURE))
    mail = a_mail(
        tnef(attribute(2, 0x9002, b"x"), attribute(2, 0x9005, listed((0x000D, 0x3701, b"i" * 16 + inside)))), "Zie."
    )
    assert mail.words.whole == f"Zie.\n\n{WORDS}"
    assert [picture.content for picture in mail.pictures] == [PICTURE]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(BODIES)), st.data())
def test_a_damaged_one_never_raises(kind: str, data: st.DataObject) -> None:
    content = bytearray(tnef(BODIES[kind]))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    a_mail(bytes(content[: data.draw(st.integers(4, len(content)))]))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_no_danger(content: bytes) -> None:
    properties(content)
    rich_text(b"\0" * 4 + b"\xff\xff\xff\x7f" + b"LZFu" + b"\0" * 4 + content)


def test_pictures_and_lists_inside_are_found() -> None:
    files = (
        attribute(2, 0x9002, b"x") + attribute(2, 0x8010, name + b"\0") + attribute(2, 0x800F, content)
        for name, content in ((b"scherm.png", PICTURE), (b"lijst.csv", b"Jan;1"))
    )
    mail = a_mail(tnef(*files), "zie")
    assert [(picture.name, picture.content) for picture in mail.pictures] == [("scherm.png", PICTURE)]
    assert (mail.words.attachment_names, mail.words.attachments) == (("lijst.csv",), ("Jan;1",))


def test_a_broken_one_stays_an_attachment() -> None:
    file = attribute(2, 0x9002, b"x"), attribute(2, 0x8010, b"scherm.png\0"), attribute(2, 0x800F, PICTURE)
    assert a_mail(tnef(*file)[:40], "zie").words.attachment_names == ("winmail.dat",)
