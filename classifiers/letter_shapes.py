"""Counts what looks like letters in a picture, without reading them."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

LOWEST, HIGHEST = 5, 48  #: pixels, the height of a letter
LEAST_CONTRAST = 45  #: grey levels between a letter and the paper around it
NEIGHBOURHOOD = 12  #: pixels around, whose mean is the paper
MOST_RUNS = 400_000  #: more strokes than any page of words has: this is grain
FEW = 12  #: letters that specks make by chance
MANY, LEAST_IN_ROWS = 2_000, 0.4  #: of so many shapes on a page of words, most stand in rows

_Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterShapes:
    """How many letters stand in rows, and how high they are."""

    count: int
    height: float  #: pixels, of the middle one; 0 when there are none
    are_light: bool = False  #: on dark paper
    is_grain: bool = False  #: specks all over, which reading would take minutes to find no word in


NONE = LetterShapes(count=0, height=0.0)
GRAIN = LetterShapes(count=0, height=0.0, is_grain=True)


def letter_shapes(grey: Image.Image) -> LetterShapes:
    """Dark letters on light paper or light on dark, whichever are more."""
    picture = np.asarray(grey, dtype=np.int16)
    paper = np.asarray(grey.filter(ImageFilter.BoxBlur(NEIGHBOURHOOD)), dtype=np.int16)
    dark, light = _letters(paper - picture > LEAST_CONTRAST), _letters(picture - paper > LEAST_CONTRAST)
    best = replace(light, are_light=True) if light.count > dark.count else dark
    # Saved poorly, light letters have dark specks around them: grain of one colour is none if the other has words.
    return GRAIN if best.count < FEW and (dark.is_grain or light.is_grain) else best


def _letters(ink: NDArray[np.bool_]) -> LetterShapes:
    row, start, end = _runs(ink)
    if not row.size or row.size > MOST_RUNS:
        return GRAIN if row.size else NONE
    left, right, top, bottom = _boxes(row, start, end, ink.shape[1] + 2)
    shapes = left.size
    high, wide = bottom - top + 1, right - left
    fits = (high >= LOWEST) & (high <= HIGHEST) & (wide <= 8 * high) & (4 * wide >= high // 2)
    left, right, top, high = left[fits], right[fits], top[fits], high[fits]
    if not left.size:
        return GRAIN if shapes > MANY else NONE
    middle = float(np.median(high))
    in_row = _in_rows(left, right, top + high // 2, middle)
    if shapes > MANY and in_row.sum() < LEAST_IN_ROWS * shapes:
        return GRAIN
    if not in_row.any():
        return NONE
    # Letters that touch count for as many as fit side by side.
    letters = np.maximum(1, np.round((right - left)[in_row] / (0.7 * high[in_row])))
    return LetterShapes(count=int(letters.sum()), height=float(np.median(high[in_row])))


def _in_rows(left: _Numbers, right: _Numbers, centre: _Numbers, height: float) -> NDArray[np.bool_]:
    """Which shapes have a neighbour at their own height: specks and drawings have none."""
    found = np.zeros(left.size, dtype=bool)
    for shift in (0.0, 0.5):
        row = np.floor(centre / height + shift).astype(np.int64)
        order = np.lexsort((left, row))
        near = (np.diff(row[order]) == 0) & (left[order][1:] - right[order][:-1] < 1.5 * height)
        # A word has at least three letters: two pairs that share the one in between.
        word = near[:-1] & near[1:]
        for place in (0, 1, 2):
            found[order[place : place + word.size][word]] = True
    return found


def _runs(ink: NDArray[np.bool_]) -> tuple[_Numbers, _Numbers, _Numbers]:
    """Row, start and end of every stroke as a scan line meets it."""
    edges = np.diff(np.pad(ink, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    row, start = np.nonzero(edges == 1)
    return row, start, np.nonzero(edges == -1)[1]


def _boxes(row: _Numbers, start: _Numbers, end: _Numbers, width: int) -> tuple[_Numbers, _Numbers, _Numbers, _Numbers]:
    """Left, right, top, bottom of everything that hangs together."""
    _, shape = np.unique(_joined(row * width + start, row * width + end, width), return_inverse=True)
    count = int(shape.max()) + 1
    left, top = np.full(count, width), np.full(count, int(row[-1]))
    right, bottom = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    np.minimum.at(left, shape, start)
    np.maximum.at(right, shape, end)
    np.minimum.at(top, shape, row)
    np.maximum.at(bottom, shape, row)
    return left, right, top, bottom


def _joined(starts: _Numbers, ends: _Numbers, width: int) -> _Numbers:
    """One number for all runs of ink that touch, over and under each other."""
    first = np.searchsorted(ends, starts + width, side="left")
    last = np.searchsorted(starts, ends + width, side="right")
    touching = np.maximum(last - first, 0)
    above = np.repeat(np.arange(starts.size), touching)
    below = np.arange(above.size) - np.repeat(np.cumsum(touching) - touching, touching) + first[above]
    number = np.arange(starts.size)
    while (apart := number[above] != number[below]).any():
        one, other = number[above[apart]], number[below[apart]]
        np.minimum.at(number, np.maximum(one, other), np.minimum(one, other))
        while (shorter := number[number]).tobytes() != number.tobytes():
            number = shorter
    return number
