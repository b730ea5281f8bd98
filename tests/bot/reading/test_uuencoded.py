"""Files written into the text itself are taken out of it; ordinary words that look so are left."""

import binascii

import pytest

from bot.incoming_mail import IncomingMail
from bot.reading.read_mail import read_mail

LINE = binascii.b2a_uu(b"Jan Vos; 12-3-1980").decode()
FILE = f"begin 644 lijst.txt\n{LINE}`\nend\n"


def a_mail(words: str) -> IncomingMail:
    return read_mail(f"From: piet@x.example\n\n{words}".encode())


def test_a_file_in_the_text_hangs_on_the_mail() -> None:
    mail = a_mail(f"Dit kreeg ik:\n\n{FILE}\nGroet, Piet")
    assert [(each.name, each.text) for each in mail.attachments] == [("lijst.txt", "Jan Vos; 12-3-1980")]
    assert mail.words.whole.split() == ["Dit", "kreeg", "ik:", "Groet,", "Piet"]


def test_each_of_several_files_is_found() -> None:
    mail = a_mail(FILE + "en\n" + FILE.replace("lijst", "tweede"))
    assert [each.name for each in mail.attachments] == ["lijst.txt", "tweede.txt"]


def test_a_picture_in_the_text_is_a_picture() -> None:
    picture = binascii.b2a_uu(b"\x89PNG\r\n\x1a\n" + b"x" * 20).decode()
    assert [each.name for each in a_mail(f"begin 600 scherm.png\n{picture}`\nend\n").pictures] == ["scherm.png"]


NO_FILES = [
    "begin 644 lijst.txt\nIk begin opnieuw\nend",
    "begin 644 lijst.txt\nend",
    f"begin 644 lijst.txt\n{LINE}",
    f"> begin 644 lijst.txt\n{LINE}end",
    f"begin morgen om 8 uur\n{LINE}end",
    f"begin 644 lijst.txt\n{LINE}begin 644 ander.txt\n{LINE}",
]


@pytest.mark.parametrize("words", NO_FILES)
def test_what_is_no_whole_file_stays_in_the_text(words: str) -> None:
    mail = a_mail(words)
    assert mail.attachments == ()
    assert mail.words.whole == words.strip()
