"""Of a picture that broke on its way, what arrived is looked at and read."""

import pytest
from pictures.picture_mails import as_bytes
from PIL import Image, ImageDraw, ImageFile

from classifiers.open_picture import CannotOpen, open_picture
from classifiers.picture_words import ocr_available, read_pictures
from classifiers.screenshots import PictureWhy, evidence_pictures, opinion_of
from classifiers.words import Picture

needs_ocr = pytest.mark.skipif(not ocr_available(), reason="no OCR language data here: install tesseract-ocr-nld")
PATIENCE = 60.0
KINDS = [
    ("PNG", "RGB", {}),
    ("PNG", "RGBA", {}),
    ("PNG", "P", {}),
    ("JPEG", "RGB", {}),
    ("JPEG", "L", {"progressive": True}),
    ("GIF", "P", {}),
    ("TIFF", "RGB", {}),
]


def a_list(mode: str = "RGB") -> Image.Image:
    page = Image.new("RGB", (900, 700), "white")
    for row, top in enumerate(range(20, 680, 40)):
        ImageDraw.Draw(page).text((20, top), f"Klantenlijst regel {row}", "black", font_size=30)
    return page.convert(mode)


def cut(image: Image.Image, kind: str, share: float, **how: object) -> Picture:
    whole = as_bytes(image, kind, **how)
    part = whole[: int(len(whole) * share)]
    return Picture(name="", content_type=f"image/{kind.lower()}", content=part, is_inline=False)


@needs_ocr
@pytest.mark.parametrize(("kind", "mode", "how"), KINDS)
def test_the_words_in_its_upper_part_are_read(kind: str, mode: str, how: dict[str, object]) -> None:
    assert "regel 2" in read_pictures([cut(a_list(mode), kind, 0.7, **how)], PATIENCE)


@pytest.mark.parametrize(("kind", "mode", "how"), KINDS)
def test_it_is_evidence_by_what_can_be_seen_of_it(kind: str, mode: str, how: dict[str, object]) -> None:
    opinion = opinion_of(cut(a_list(mode), kind, 0.7, **how))
    assert (opinion.shows, opinion.why) == (True, PictureWhy.WORDS)


def test_rows_that_never_arrived_are_left_out() -> None:
    opened = open_picture(cut(a_list(), "PNG", 0.5).content, longest=900)
    assert opened.is_cut
    assert 200 < opened.image.height == opened.height < 600
    assert opened.width == 900


def test_a_whole_picture_is_not_called_cut() -> None:
    assert not open_picture(as_bytes(a_list(), "PNG"), longest=900).is_cut


def test_too_little_of_it_to_judge_leaves_it_to_its_size() -> None:
    opinion = opinion_of(cut(a_list(), "TIFF", 0.05))
    assert (opinion.shows, opinion.why) == (True, PictureWhy.CUT_OFF)
    assert evidence_pictures([cut(Image.new("RGB", (900, 700), "white"), "PNG", 0.5)]) == ()


@pytest.mark.parametrize("length", [8, 40, 60])
def test_of_which_nothing_arrived_cannot_be_opened(length: int) -> None:
    with pytest.raises(CannotOpen):
        open_picture(as_bytes(a_list(), "PNG")[:length], longest=900)


def test_a_cut_bomb_is_not_unpacked_either() -> None:
    huge = as_bytes(Image.new("1", (8_000, 8_000)), "PNG")
    with pytest.raises(CannotOpen):
        open_picture(huge[: len(huge) // 2], longest=900)


def test_other_readers_of_pictures_in_this_process_are_as_strict_as_before() -> None:
    open_picture(cut(a_list(), "JPEG", 0.5).content, longest=900)
    assert not ImageFile.LOAD_TRUNCATED_IMAGES
