"""What a picture looks like, measured: its size, its letters, whether a camera took it."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from classifiers.letter_shapes import letter_shapes
from classifiers.open_picture import open_picture

LONGEST = 1800  #: pixels of a side that is looked at; the letters of a large screen are still letters
STILLEST_PHOTO = 0.65  #: of the pixels of a photograph, fewer have a neighbour of the very same grey
PLAINEST_PHOTO = 3.5  #: bits a pixel; less is a drawing with hatching, or lace


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureLook:
    """The measures by which evidence is told from decoration."""

    width: int  #: as sent
    height: int  #: of what arrived
    letters: int  #: shapes in rows that look like letters
    letter_height: float  #: pixels as sent, of the middle one
    is_photo: bool  #: taken by a camera, or drawn like one
    is_animated: bool
    is_cut: bool = False  #: only a part of it arrived, and was measured

    @property
    def area(self) -> int:
        return self.width * self.height

    @property
    def shape(self) -> float:
        """How many times longer than high, or higher than long."""
        return max(self.width, self.height) / min(self.width, self.height)


def look_of(content: bytes) -> PictureLook:
    """Raises `CannotOpen` for what is no picture."""
    opened = open_picture(content, longest=LONGEST)
    shapes = letter_shapes(opened.image)
    shown_at = max(opened.width, opened.height) / max(opened.image.size)
    return PictureLook(
        width=opened.width,
        height=opened.height,
        letters=shapes.count,
        letter_height=shapes.height * shown_at,
        is_photo=is_photo(opened.image),
        is_animated=opened.is_animated,
        is_cut=opened.is_cut,
    )


def is_photo(grey: Image.Image) -> bool:
    """Cameras have grain: no two neighbours are the same. What is drawn is mostly even."""
    pixels = np.asarray(grey)
    if min(pixels.shape) < 2:
        return False
    still = float(np.mean(pixels[:, 1:] == pixels[:, :-1]))
    return still < STILLEST_PHOTO and grey.entropy() > PLAINEST_PHOTO
