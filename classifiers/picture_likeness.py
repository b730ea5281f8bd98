"""Knows a picture again after it was scaled, saved anew or sent through another program.

What it compares is the lay-out: the same page of a portal with somebody else's data on it is alike too. So likeness
is a hint for a person ("possibly the same as"), and a proof only for pictures that hardly hold words, such as logos.
"""

from collections.abc import Iterable

import numpy as np
from PIL import Image

from classifiers.open_picture import CannotOpen, open_picture
from classifiers.words import Picture

SIDE = 16  #: squares a side: the lay-out, far too coarse for a letter
LEAST_STEP = 3  #: grey levels from one square to the next; less comes and goes with each saving
#: of the steps of both: saving anew changed 0.11, cutting off an edge 0.1 to 0.4; other screens differ by 0.57 or more
#: but for one pair of twenty (0.29), other letters on tables by 0.39 or more
MOST_DIFFERENT = 0.36
MOST_DIFFERENT_ART = 0.2  #: what is set aside unseen must be the very same
LEAST_RELIEF = 12  #: steps; with fewer, all white pages would be the same


def likeness_hash(picture: Picture) -> str | None:
    """256 hexadecimal digits; None for what cannot be opened, and for pictures with nothing on them."""
    try:
        grey = open_picture(picture.content, longest=1024).image
    except CannotOpen:
        return None
    steps = _steps(grey)
    return np.packbits(steps).tobytes().hex() if np.count_nonzero(steps) >= LEAST_RELIEF else None


def is_same_picture(one: str, other: str) -> bool:
    """Do two hashes come from the same picture, or from two of the same lay-out?"""
    return _is_near(one, other, at_most=MOST_DIFFERENT)


def is_repeated(picture: Picture, known_hashes: Iterable[str]) -> bool:
    """Was this picture seen before?"""
    known = tuple(known_hashes)
    own = likeness_hash(picture) if known else None
    return own is not None and any(_is_near(own, each, at_most=MOST_DIFFERENT_ART) for each in known)


def _is_near(one: str, other: str, *, at_most: float) -> bool:
    first, second = int(one, 16), int(other, 16)
    return (first ^ second).bit_count() <= at_most * (first | second).bit_count()


def _steps(grey: Image.Image) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Where a square is clearly lighter or darker than its neighbour (dHash, both ways)."""
    across = np.diff(_squares(grey, SIDE + 1, SIDE), axis=1)
    down = np.diff(_squares(grey, SIDE, SIDE + 1), axis=0)
    clear = [across > LEAST_STEP, across < -LEAST_STEP, down.T > LEAST_STEP, down.T < -LEAST_STEP]
    return np.concatenate(clear)


def _squares(grey: Image.Image, wide: int, high: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    return np.asarray(grey.resize((wide, high), Image.Resampling.BOX), dtype=np.int16)
