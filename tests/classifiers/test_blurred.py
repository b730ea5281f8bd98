"""The thumbnail for WHY shows the lay-out of a picture and none of its words."""

import io
import random

import numpy as np
import pytest
from pictures import photographed
from pictures.picture_mails import as_bytes
from pictures.rendered import judged_screens
from PIL import Image, ImageChops, ImageDraw, ImageOps

from classifiers.blurred import SHOWN, blurred_thumbnail
from classifiers.picture_words import read_pictures
from classifiers.words import Picture


def given(content: bytes) -> Picture:
    return Picture(name="", content_type="image/png", content=content, is_inline=False)


def thumbnail(image: Image.Image) -> Image.Image:
    blurred = blurred_thumbnail(given(as_bytes(image, "PNG")))
    assert blurred is not None
    return Image.open(io.BytesIO(blurred)).convert("RGB")


def a_line(text: str, size: int) -> Image.Image:
    image = Image.new("RGB", (size * len(text), size * 3), "white")
    ImageDraw.Draw(image).text((size, size), text, "black", font_size=size)
    return image


def test_no_digit_can_be_read_from_a_thumbnail_even_when_sharpened() -> None:
    for image, _ in judged_screens()[::7]:
        small = thumbnail(image)
        sharpened = ImageOps.autocontrast(small.resize((1280, 800), Image.Resampling.LANCZOS))
        read = read_pictures([given(as_bytes(each, "PNG")) for each in (small, sharpened)], 20.0)
        assert not any(character.isdigit() for character in read)


@pytest.mark.parametrize("size", [10, 14, 20, 40])
def test_a_narrow_cut_out_with_one_number_shows_no_more_than_that_something_stood_there(size: int) -> None:
    seen = thumbnail(a_line("BSN 999990019", size))
    assert len(set(np.asarray(seen.convert("L")).ravel() // 16)) < 12
    assert not any(character.isdigit() for character in read_pictures([given(as_bytes(seen, "PNG"))], 10.0))


@pytest.mark.parametrize("size", [12, 16, 24])
def test_another_number_gives_nearly_the_same_thumbnail(size: int) -> None:
    """Whoever has the page and guesses the number learns nothing: a square moves one shade at most."""
    number, other = (thumbnail(a_line(f"BSN {each} IBAN", size)) for each in ("999990019", "999941914"))
    difference = np.asarray(ImageChops.difference(number, other))
    assert int(difference.max()) <= 45  # one of eight shades, and the overswing of smoothing
    assert float(difference.mean()) < 8


def test_lay_outs_stay_apart() -> None:
    screens = [image for image, page in judged_screens() if not page.is_dark][:4]
    seen = [np.asarray(thumbnail(image).resize((160, 100)), dtype=np.int16) for image in screens]
    apart = [float(np.abs(one - other).mean()) for n, one in enumerate(seen) for other in seen[n + 1 :]]
    assert min(apart) > 1.0


def test_a_photograph_is_blurred_too() -> None:
    seen = thumbnail(photographed.photo_of_paper(random.Random(1)))
    assert max(seen.size) == SHOWN


@pytest.mark.parametrize("size", [(1, 1), (3000, 4), (4, 3000), (320, 200)])
def test_every_shape_has_a_thumbnail_no_larger_than_it_is_shown(size: tuple[int, int]) -> None:
    assert max(thumbnail(Image.new("RGB", size, "teal")).size) <= SHOWN


def test_what_cannot_be_opened_has_none() -> None:
    assert blurred_thumbnail(given(b"broken")) is None
    assert blurred_thumbnail(given(b"")) is None
