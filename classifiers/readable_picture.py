"""Prepares pictures for reading: grey, letters at the size that reads best, light evened out."""

from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageFilter, ImageOps

from classifiers.letter_shapes import LetterShapes, letter_shapes
from classifiers.open_picture import open_picture
from classifiers.picture_look import LONGEST, is_photo

LONGEST_OPENED = 6_000  #: pixels of a side; photographs of telephones are made smaller
MOST_PIXELS = 10_000_000  #: that are read: as many as two sharp monitors have
BEST_HEIGHT = 22  #: pixels of a letter
MOST_ENLARGED = 3.0
LEAST_IN_PHOTO = 12  #: letters; a photograph of a thing is not worth the time


def readable(content: bytes) -> Iterator[Image.Image]:
    """The picture as it reads best, and a photograph once more with its shadows taken out.

    Nothing of grain, nor of a photograph without letters. Raises `CannotOpen` for what is no picture.
    """
    grey = open_picture(content, longest=LONGEST_OPENED).image
    small = grey.copy()
    small.thumbnail((LONGEST, LONGEST), Image.Resampling.BOX)
    shapes, by_camera = letter_shapes(small), is_photo(small)
    if shapes.is_grain or (by_camera and shapes.count < LEAST_IN_PHOTO):
        return
    height = shapes.height * max(grey.size) / max(small.size)
    sharp = _dark_on_light(_enlarged(grey, height), shapes)
    yield sharp
    if by_camera:
        yield _evenly_lit(sharp)


def _enlarged(grey: Image.Image, height: float) -> Image.Image:
    wanted = min(MOST_ENLARGED, BEST_HEIGHT / height) if height else 1.0
    scale = min(wanted, (MOST_PIXELS / (grey.width * grey.height)) ** 0.5)
    size = (max(1, int(grey.width * scale)), max(1, int(grey.height * scale)))
    return grey if size == grey.size else grey.resize(size, Image.Resampling.LANCZOS)


def _dark_on_light(grey: Image.Image, shapes: LetterShapes) -> Image.Image:
    return ImageOps.autocontrast(ImageOps.invert(grey) if shapes.are_light else grey)


def _evenly_lit(grey: Image.Image) -> Image.Image:
    """Each letter against the paper right around it: shadows and lamps are gone."""
    picture = np.asarray(grey, dtype=np.float32)
    paper = np.asarray(grey.filter(ImageFilter.BoxBlur(3 * BEST_HEIGHT)), dtype=np.float32)
    return Image.fromarray(np.clip(picture / np.maximum(paper, 40) * 210, 0, 255).astype(np.uint8))
