"""OCR finds the numbers on a screen, repairs only what a checksum proves, and never raises."""

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pictures import photographed
from pictures.picture_mails import as_bytes
from pictures.portal_pages import Page
from pictures.rendered import judged_screens
from PIL import Image, ImageDraw
from stdnum import iban
from stdnum.nl import bsn

from classifiers.misread_numbers import with_repaired_numbers
from classifiers.picture_words import MOST_PICTURES, ocr_available, read_pictures
from classifiers.words import Picture

pytestmark = pytest.mark.slow

needs_ocr = pytest.mark.skipif(
    not ocr_available(), reason="no OCR language data here: install tesseract-ocr-nld and tesseract-ocr-eng"
)
PATIENCE = 60.0
ROOT = Path(__file__).parents[2]


def given(content: bytes) -> Picture:
    return Picture(name="", content_type="image/png", content=content, is_inline=False)


def shown(image: Image.Image, kind: str = "PNG", **how: object) -> Picture:
    return given(as_bytes(image, kind, **how))


def a_note(text: str, **how: object) -> Picture:
    image = Image.new("RGB", (900, 120), "white")
    ImageDraw.Draw(image).text((20, 40), text, "black", font_size=24)
    return shown(image, **how)  # type: ignore[arg-type]


def bare(text: str) -> str:
    return re.sub(r"[\s.]", "", text).upper()


def numbers_on(page: Page) -> list[str]:
    return [bare(number) for person in page.people for number in (person.bsn, person.iban)]


@needs_ocr
def test_of_the_bsns_and_ibans_on_twenty_screens_nineteen_in_twenty_are_found() -> None:
    screens = judged_screens()
    assert len(screens) >= 20
    assert {(page.is_dark, image.width) for image, page in screens} == {(d, w) for d in (0, 1) for w in (1280, 2560)}
    missed, count = [], 0
    for image, page in screens:
        read = bare(read_pictures([shown(image)], PATIENCE))
        count += len(numbers_on(page))
        missed += [number for number in numbers_on(page) if number not in read]
    assert len(missed) <= 0.05 * count, missed


@needs_ocr
def test_a_screen_made_smaller_and_saved_poorly_is_still_read() -> None:
    image, page = next((i, p) for i, p in judged_screens() if i.width == 1280 and len(p.people) == 6)
    read = bare(read_pictures([shown(image.resize((1000, 438)), "JPEG", quality=55)], PATIENCE))
    assert sum(number in read for number in numbers_on(page)) >= 10


@needs_ocr
@pytest.mark.parametrize("seed", [11, 12])
def test_a_photograph_of_a_letter_in_shadow_is_read(seed: int) -> None:
    photo = photographed.photo_of_paper(random.Random(seed))
    read = read_pictures([shown(photo, "JPEG", quality=80)], PATIENCE)
    assert any(bsn.is_valid(number) for number in re.findall(r"\b9999\d{5}\b", read))
    assert any(iban.is_valid(number) for number in re.findall(r"\b[A-Z]{2}\d{2}[A-Z0-9 ]{11,30}\d(?=\W)", read))


@needs_ocr
def test_light_letters_on_dark_and_pictures_on_their_side_are_read() -> None:
    dark = Image.new("RGB", (700, 90), "#1b1f24")
    ImageDraw.Draw(dark).text((20, 30), "Mijn gegevens 999990019", "#c9d1d9", font_size=22)
    turned = Image.Exif()
    turned[0x0112] = 6  # the camera was held upright: the reader must turn it
    on_its_side = shown(dark.rotate(90, expand=True), "JPEG", quality=95, exif=turned)
    for picture in (shown(dark), on_its_side):
        assert "999990019" in read_pictures([picture], PATIENCE)


@needs_ocr
def test_no_more_pictures_are_read_than_the_limit() -> None:
    notes = [a_note(f"Dossier nummer {number} van vandaag") for number in range(100, 100 + MOST_PICTURES + 2)]
    read = read_pictures(notes, PATIENCE)
    assert str(100 + MOST_PICTURES - 1) in read
    assert str(100 + MOST_PICTURES) not in read


@needs_ocr
def test_one_bad_picture_does_not_cost_the_next_one_its_words() -> None:
    assert "gegevens" in read_pictures([given(b"broken"), a_note("Mijn gegevens van vandaag")], PATIENCE)


#: Layout analysis of grain knows no time limit: it must not be begun.
@pytest.mark.timeout(60)
@pytest.mark.parametrize("kind", ["grey", "black and white", "coarse"])
def test_grain_is_not_read_at_all(kind: str) -> None:
    chance = random.Random(1)
    if kind == "grey":
        grain = Image.frombytes("L", (3000, 2500), chance.randbytes(7_500_000))
    elif kind == "coarse":
        grain = Image.frombytes("L", (500, 400), chance.randbytes(200_000)).point(lambda v: 255 * (v > 127))
        grain = grain.resize((3000, 2400), Image.Resampling.NEAREST)
    else:
        grain = Image.frombytes("1", (3000, 2500), chance.randbytes(375 * 2500))
    assert read_pictures([shown(grain)], 5.0) == ""


def test_no_bytes_make_it_raise() -> None:
    whole = [a_note("Naam: B. Bakker").content, a_note("Naam: B. Bakker", kind="JPEG").content]
    chance = random.Random(5)
    for number in range(8):
        content = bytearray(whole[number % 2])
        for _ in range(chance.randint(1, 20)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        assert isinstance(read_pictures([given(bytes(content[: chance.randint(1, len(content))]))], 5.0), str)


@pytest.mark.parametrize("seconds", [0.0, -1.0, 0.01])
def test_without_time_nothing_is_read(seconds: float) -> None:
    assert read_pictures([a_note("Mijn gegevens")], seconds) == ""


def test_without_language_data_there_is_no_ocr_and_no_trouble(tmp_path: Path) -> None:
    code = (
        "from classifiers.picture_words import ocr_available, read_pictures\n"
        "from classifiers.words import Picture\n"
        "picture = Picture(name='', content_type='image/png', content=b'x', is_inline=False)\n"
        "assert not ocr_available() and read_pictures([picture], 5.0) == ''"
    )
    told = {**os.environ, "TESSDATA_PREFIX": str(tmp_path)}
    assert subprocess.run([sys.executable, "-c", code], env=told, cwd=ROOT, check=False).returncode == 0


def test_the_largest_picture_is_read_within_a_gigabyte(tmp_path: Path) -> None:
    """Sixty million pixels in colour with a clear ground are the worst that is unpacked."""
    path = tmp_path / "large.png"
    path.write_bytes(as_bytes(Image.new("RGBA", (9_000, 6_600), (250, 250, 250, 200)), "PNG", compress_level=1))
    code = (
        "import sys\n"
        "from memory import peak\n"
        "from classifiers.picture_words import read_pictures\n"
        "from classifiers.words import Picture\n"
        "content = open(sys.argv[1], 'rb').read()\n"
        "read_pictures([Picture(name='', content_type='image/png', content=content, is_inline=False)], 30.0)\n"
        "sys.exit(peak() > 1024**3)"
    )
    told = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    assert subprocess.run([sys.executable, "-c", code, str(path)], env=told, cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize(
    ("as_read", "repaired"),
    [
        ("rekening NLO2 ABNA O123 4567 B9", "rekening NL02 ABNA 0123 4567 89"),
        ("NL9lABNA04l7l643OO", "NL91ABNA0417164300"),
        ("NL2O 1NG8 0001 2345 67", "NL20 INGB 0001 2345 67"),
        ("NL13 TE5T 0123 4567 89", "NL13 TEST 0123 4567 89"),
        ("BE71 O96l 2345 67G9", "BE71 0961 2345 6769"),
        ("BSN 9999900l9 van", "BSN 999990019 van"),
        ("BSN 99999OO19", "BSN 999990019"),
        ("BSN 9999.90.0I9", "BSN 9999.90.019"),
    ],
)
def test_a_misread_number_is_repaired_where_its_checksum_proves_it(as_read: str, repaired: str) -> None:
    assert with_repaired_numbers(as_read) == repaired


@pytest.mark.parametrize(
    "as_read",
    [
        "BSN 99999OO18",  # fails the 11-test
        "NLO2 ABNA O123 4567 B8",  # fails mod 97
        "NL02 ABNA 0123 4567 89",  # nothing to repair
        "SOLBIZOSO en OOOOOOOOO",  # words, not numbers
        "OlO123456789",  # longer than a BSN
        "9999900l",  # shorter
        "A999990OI9",  # part of a word
        "Bel 06 12 34 56 78 of mail naar info",
        "NL is een land, INGB een bank",
    ],
)
def test_what_no_checksum_proves_stays_as_it_was_read(as_read: str) -> None:
    assert with_repaired_numbers(as_read) == as_read


def test_the_numbers_of_this_table_are_what_they_seem() -> None:
    assert bsn.is_valid("999990019")
    assert not bsn.is_valid("999990018")
    assert iban.is_valid("NL02ABNA0123456789")
    assert not iban.is_valid("NL02ABNA0123456788")


@pytest.mark.timeout(30)
@pytest.mark.parametrize("piece", ["l", "O1", "NL", "NL1 ", "0 ", "1.", "|", "NL02 ABNA 0123 ", "A1 B2 "])
def test_repair_takes_linear_time(piece: str) -> None:
    assert isinstance(with_repaired_numbers(piece * (100_000 // len(piece))), str)


@needs_ocr
def test_a_photo_as_iphones_make_them_is_read() -> None:
    """`portal.heic`: an invented file on a screen, saved as HEIC, which nothing installed here can write."""
    photo = Picture(
        name="IMG_0001.HEIC",
        content_type="image/heic",
        content=(Path(__file__).parents[1] / "pictures" / "portal.heic").read_bytes(),
        is_inline=False,
    )
    read = bare(read_pictures([photo], PATIENCE))
    assert "999990019" in read
    assert "NL91ABNA0417164300" in read
