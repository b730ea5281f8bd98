"""A picture is known again after what mail programs and telephones do to it; other pictures are not."""

import random
from collections.abc import Callable
from itertools import combinations

import pytest
from pictures import drawn_art, photographed
from pictures.picture_mails import as_bytes
from pictures.rendered import judged_screens
from PIL import Image

from classifiers.picture_likeness import is_repeated, is_same_picture, likeness_hash
from classifiers.words import Picture


def given(content: bytes) -> Picture:
    return Picture(name="", content_type="image/png", content=content, is_inline=False)


def shown(image: Image.Image, kind: str = "PNG", **how: object) -> Picture:
    return given(as_bytes(image, kind, **how))


def hash_of(picture: Picture) -> str:
    found = likeness_hash(picture)
    assert found is not None
    return found


def smaller(image: Image.Image) -> Image.Image:
    return image.resize((image.width * 2 // 3, image.height * 2 // 3), Image.Resampling.LANCZOS)


def cut_out(image: Image.Image) -> Image.Image:
    """As somebody else would, by hand."""
    return image.crop((image.width // 90, image.height // 120, image.width - image.width // 60, image.height))


SAVED_ANEW = {
    "poor JPEG": lambda image: shown(image, "JPEG", quality=45),
    "GIF": lambda image: shown(image, "GIF"),
    "smaller": lambda image: shown(smaller(image)),
    "smaller JPEG": lambda image: shown(smaller(image), "JPEG", quality=60),
    "WEBP": lambda image: shown(image, "WEBP", quality=60, method=0),
}


@pytest.mark.parametrize("way", SAVED_ANEW)
def test_a_screen_is_known_again_after_it_was_saved_anew(way: str) -> None:
    screens = [image for image, _ in judged_screens()][::3]
    lost = [n for n, image in enumerate(screens) if not _same(shown(image), SAVED_ANEW[way](image))]
    assert lost == []


@pytest.mark.parametrize("how", [lambda image: shown(image), lambda image: shown(smaller(image), "JPEG", quality=70)])
def test_a_screen_cut_out_by_another_hand_is_mostly_known_again(how: Callable[[Image.Image], Picture]) -> None:
    screens = [image for image, _ in judged_screens()][::3]
    lost = [n for n, image in enumerate(screens) if not _same(shown(image), how(cut_out(image)))]
    assert len(lost) <= 1  # of seven


def _same(one: Picture, other: Picture) -> bool:
    return is_same_picture(hash_of(one), hash_of(other))


def test_other_screens_are_other_pictures() -> None:
    hashes = [hash_of(shown(image)) for image, _ in judged_screens()]
    alike = [pair for pair in combinations(hashes, 2) if is_same_picture(*pair)]
    assert len(alike) <= 1  # of 190 pairs: likeness only hints


def test_other_photographs_are_other_pictures() -> None:
    photos = [photographed.photo_of_paper(random.Random(seed)) for seed in range(6)]
    hashes = [hash_of(shown(photo, "JPEG")) for photo in photos]
    assert not any(is_same_picture(*pair) for pair in combinations(hashes, 2))


def test_a_logo_is_known_again_and_another_is_not() -> None:
    logo, other = (drawn_art.word_logo(random.Random(seed)) for seed in (1, 2))
    known = [hash_of(shown(logo.convert("RGB"), "JPEG", quality=70))]
    assert is_repeated(shown(logo.convert("RGB")), known)
    assert not is_repeated(shown(other), known)
    assert not is_repeated(shown(logo), ())


@pytest.mark.parametrize(
    "picture",
    [given(b""), given(b"broken"), shown(Image.new("RGB", (300, 200), "white")), shown(Image.new("L", (1, 1)))],
    ids=["empty", "broken", "white", "pixel"],
)
def test_what_shows_nothing_is_like_nothing(picture: Picture) -> None:
    assert likeness_hash(picture) is None
    assert not is_repeated(picture, ["0" * 256])


def test_a_hash_fits_a_column_and_is_the_same_every_time() -> None:
    image = drawn_art.banner(random.Random(3))
    assert hash_of(shown(image)) == hash_of(shown(image))
    assert len(hash_of(shown(image))) == 256
