"""A thumbnail for WHY: too blurred to read, recognisable by its lay-out."""

import io

from PIL import Image

from classifiers.letter_shapes import letter_shapes
from classifiers.open_picture import CannotOpen, open_picture
from classifiers.picture_look import LONGEST
from classifiers.words import Picture

SHOWN = 320  #: pixels of the long side, as shown
MOST_SQUARES = 40  #: along the long side: what is left of the picture
LETTERS_A_SQUARE = 2.0  #: a square is at least so many letters high, and holds four of them or more
SHADES = 3  #: bits a colour: what is left of four letters in one square tells none of them


def blurred_thumbnail(picture: Picture) -> bytes | None:
    """A small PNG; None for what cannot be opened."""
    try:
        colours = open_picture(picture.content, longest=LONGEST, colour=True).image
    except CannotOpen:
        return None
    held = io.BytesIO()
    _blurred(colours).save(held, "PNG", optimize=True)
    return held.getvalue()


def _blurred(colours: Image.Image) -> Image.Image:
    """Squares first, so that the letters are gone; then smooth, so that the lay-out is seen."""
    squares = _squares(colours)
    few = colours.resize(squares, Image.Resampling.BOX)
    top = (1 << SHADES) - 1
    coarse = few.point(lambda shade: (shade * top + 127) // 255 * 255 // top)
    scale = SHOWN / max(squares)
    shown = (max(1, round(squares[0] * scale)), max(1, round(squares[1] * scale)))
    return coarse.resize(shown, Image.Resampling.BICUBIC)


def _squares(colours: Image.Image) -> tuple[int, int]:
    letter = letter_shapes(colours.convert("L")).height
    side = max(max(colours.size) / MOST_SQUARES, LETTERS_A_SQUARE * letter)
    return max(1, int(colours.width / side)), max(1, int(colours.height / side))
