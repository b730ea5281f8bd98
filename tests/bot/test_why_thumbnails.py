"""WHY shows the pictures of a case so that nobody can read them, and its clues in a few masked words."""

import io
from email.message import EmailMessage

from conftest import SettableClock
from house import KARIN, House, text_of
from mails import REPORT, a_mail, proven
from PIL import Image

from classifiers.picture_words import read_pictures
from classifiers.words import Picture

FROM_KARIN = f"{KARIN.name} <{KARIN.address}>"


def asked_why(house: House) -> EmailMessage:
    alarm = house.letters_to(KARIN.address)[0]
    house.receives(proven(a_mail("WAAROM", sender=FROM_KARIN, answers=str(alarm["Message-ID"]))))
    return house.letters_to(KARIN.address)[-1]


def pictures_in(letter: EmailMessage) -> list[bytes]:
    parts = (part for part in letter.walk() if part.get_content_maintype() == "image")
    return [part.get_content() for part in parts]


def test_the_answer_shows_the_screenshot_small_and_unreadable(
    house: House, clock: SettableClock, a_screenshot: bytes
) -> None:
    house.receives(a_mail(pictures=(a_screenshot,)))
    clock.forward(minutes=2)
    house.rounds.turn()
    letter = asked_why(house)
    (small,) = pictures_in(letter)
    assert max(Image.open(io.BytesIO(small)).size) <= 320
    shown = Picture(name="", content_type="image/png", content=small, is_inline=True)
    assert not any(character.isdigit() for character in read_pictures([shown], 10.0))
    html = letter.get_body(("html",))
    assert html is not None
    cids = [str(part["Content-ID"]).strip("<>") for part in letter.walk() if part["Content-ID"]]
    assert all(f"cid:{cid}" in html.get_content() for cid in cids)
    assert "1 afbeelding" in text_of(letter)


def test_a_case_without_pictures_is_answered_without(house: House) -> None:
    house.receives(a_mail(REPORT))
    letter = asked_why(house)
    assert pictures_in(letter) == []
    assert "afbeelding" not in text_of(letter)


def test_a_lost_picture_does_not_keep_the_answer_back(house: House, a_screenshot: bytes) -> None:
    house.receives(a_mail(pictures=(a_screenshot,)))
    house.rounds.turn()
    with house.bookcase.transaction() as books:
        pieces = [piece for piece in books.evidence.of_case("DL-2026-0001") if piece.kind == "picture"]
    assert pieces
    for piece in pieces:
        house.bookcase.files.erase(piece.sha256)
    assert pictures_in(asked_why(house)) == []


def test_no_clue_is_shown_in_more_than_twelve_words(house: House) -> None:
    house.receives(a_mail(REPORT))
    quoted = [line.strip() for line in text_of(asked_why(house)).splitlines() if line.strip().startswith("“")]
    assert quoted
    assert all(len(line.split("”")[0].split()) <= 13 for line in quoted)
