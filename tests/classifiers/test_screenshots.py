"""Screenshots are evidence; logos, icons, signature art and tracking pixels are not."""

import io
import random

import pytest
from PIL import Image, ImageDraw

from classifiers.examine import Examiner, load_examiner
from classifiers.picture_words import ocr_available, read_pictures
from classifiers.screenshots import evidence_pictures
from classifiers.words import Picture, SenderFacts, Words
from register_store.findings import DataKind, Findings, Missing, Origin, Verdict


def a_picture(
    width: int, height: int, *, text: str = "Mijn gegevens\nNaam", name: str = "image001.png", **facts: bool
) -> Picture:
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    for row in range(10, height, 24):
        draw.text((10, row), text, fill=(20, 30, 90), font_size=18)
    return a_file(image, name, **facts)


def a_file(image: Image.Image, name: str = "x.png", **facts: bool) -> Picture:
    held = io.BytesIO()
    image.save(held, "PNG")
    return Picture(
        name=name,
        content_type="image/png",
        content=held.getvalue(),
        is_inline=facts.get("is_inline", True),
        is_in_signature=facts.get("is_in_signature", False),
    )


def noise(width: int, height: int) -> Image.Image:
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))


@pytest.mark.parametrize(
    "picture",
    [
        a_picture(1280, 800),
        a_picture(390, 844, is_inline=False),
        a_picture(1200, 260),
        a_file(noise(640, 480), "foto.jpg"),
        a_picture(300, 600),
    ],
    ids=["screen", "phone", "row of cells", "photo", "narrow"],
)
def test_what_may_show_something_is_evidence(picture: Picture) -> None:
    assert evidence_pictures([picture]) == (picture,)


@pytest.mark.parametrize(
    "picture",
    [
        a_file(Image.new("RGB", (1, 1), "white")),
        a_picture(32, 32),
        a_picture(200, 80, name="screenshot.png"),
        a_picture(900, 120),
        a_picture(1280, 800, is_in_signature=True),
        a_file(Image.new("RGB", (1000, 600), "blue")),
        Picture(name="x.png", content_type="image/png", content=b"broken", is_inline=True),
        Picture(name="logo.svg", content_type="image/svg+xml", content=b"<svg/>" * 5000, is_inline=True),
    ],
    ids=["pixel", "icon", "logo", "banner", "signature", "one colour", "tiny and broken", "drawn"],
)
def test_what_shows_nothing_is_no_evidence(picture: Picture) -> None:
    assert evidence_pictures([picture]) == ()


def test_the_same_picture_twice_counts_once() -> None:
    assert len(evidence_pictures([a_picture(1280, 800), a_picture(1280, 800, name="copy.png")])) == 1


def test_a_large_picture_that_cannot_be_opened_is_shown_to_a_person() -> None:
    broken = Picture(name="x.heic", content_type="image/heic", content=b"\0" * 90_000, is_inline=False)
    assert evidence_pictures([broken]) == (broken,)


@pytest.mark.parametrize("seconds", [0.0, 20.0])
def test_reading_pictures_never_raises(seconds: float) -> None:
    broken = Picture(name="x.png", content_type="image/png", content=b"broken", is_inline=True)
    assert read_pictures([broken], seconds) == ""
    assert isinstance(ocr_available(), bool)


def test_words_in_a_picture_are_read_where_ocr_is_installed() -> None:
    if not ocr_available():
        pytest.skip("no OCR language data here: install tesseract-ocr-nld and tesseract-ocr-eng")
    assert "gegevens" in read_pictures([a_picture(800, 300)], 30.0)


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    return load_examiner()


def examined(examiner: Examiner, text: str, *pictures: Picture) -> Findings:
    return examiner.examine(Words(subject="", own=text, whole=text), pictures, SenderFacts())


def test_a_picture_with_hardly_a_word_is_a_doubt(examiner: Examiner) -> None:
    assert examined(examiner, "zie bijlage", a_picture(1280, 800)).verdict is not Verdict.ORDINARY


def test_a_screenshot_is_counted_and_no_longer_missing(examiner: Examiner) -> None:
    text = "Als ik inlog op jullie portaal zie ik de facturen en adressen van een andere klant."
    findings = examined(examiner, text, a_picture(1280, 800))
    assert findings.screenshots == 1
    assert Missing.SCREENSHOTS not in findings.missing


def test_words_of_a_picture_may_raise_a_verdict_and_never_lower_it(examiner: Examiner) -> None:
    ordinary = examined(examiner, "Kan ik mijn afspraak van donderdag verzetten naar vrijdag?")
    raised = examiner.add_picture_words(ordinary, "Naam: P. Bakker bsn 999990019 geb. 03-04-1980")
    assert (ordinary.verdict, raised.verdict) == (Verdict.ORDINARY, Verdict.DOUBT)
    assert DataKind.BSN in raised.personal_data
    assert raised.origins["personal_data"] is Origin.SEEN
    assert examiner.add_picture_words(raised, "niets bijzonders").verdict is Verdict.DOUBT
