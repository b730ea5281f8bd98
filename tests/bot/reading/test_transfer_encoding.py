"""Bodies come out of their encoding, whatever was broken or added on the way."""

import base64

import pytest
from read_parts import PNG_PART, in_parts

from bot.reading.read_mail import read_mail

SAID = "Ik kreeg het dossier van een patiënt."
CODED = base64.encodebytes(SAID.encode()).decode()
FOOTER = "-- \nDeze mail kwam via de lijst van de buurt"
BEHIND = [
    ("a footer below an empty line", f"{CODED}\n{FOOTER}\n", f"{SAID}\n\n{FOOTER}"),
    ("a footer right below the padding", f"{CODED}{FOOTER}\n", f"{SAID}\n{FOOTER}"),
    ("a footer with lines that end in CRLF", f"{CODED}\n{FOOTER}\n".replace("\n", "\r\n"), f"{SAID}\n\n{FOOTER}"),
    ("more encoded words", f"{CODED}\n{CODED}", SAID + SAID),
    ("encoded words with quote marks", "".join(f"> {line}\n" for line in CODED.splitlines()), SAID),
    ("encoded words below plain ones", f"{CODED}\nen verder dit\n{base64.b64encode(b'x' * 60).decode()}\n", None),
]


@pytest.mark.parametrize(("body", "words"), [row[1:] for row in BEHIND], ids=[row[0] for row in BEHIND])
def test_plain_words_below_encoded_ones_are_words_too(body: str, words: str | None) -> None:
    head = "From: piet@x.example\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    mail = read_mail((head + body).encode())
    assert mail.words.whole == words or (words is None and mail.words.whole.startswith(SAID))


def test_a_picture_is_as_it_was() -> None:
    assert len(in_parts("\nzie", PNG_PART).pictures[0].content) == 68
