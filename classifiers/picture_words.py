"""Reads the words in pictures (OCR); where that is not installed, it reads nothing."""

import io
import time
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from PIL import Image

from classifiers.words import Picture

TESSDATA = Path("/usr/share/tesseract-ocr/5/tessdata")
WANTED = ("nld", "eng", "deu", "fra")
MOST_PICTURES = 6
MOST_PIXELS = 8_000_000  #: of a picture as given; larger ones are made smaller first
ENLARGE_BELOW = 2_000_000  #: pixels; small type is read better at double size


def ocr_available() -> bool:
    """Can pictures be read on this machine?"""
    return bool(_languages()) and _module() is not None


def read_pictures(pictures: Sequence[Picture], seconds: float) -> str:
    """The words of at most six pictures, as far as they can be read in this time; never raises."""
    module = _module()
    if module is None or not _languages() or seconds <= 0:
        return ""
    until = time.monotonic() + seconds
    try:
        with module.PyTessBaseAPI(path=str(TESSDATA), lang="+".join(_languages())) as reader:
            return "\n\n".join(text for picture in pictures[:MOST_PICTURES] if (text := _read(reader, picture, until)))
    except (RuntimeError, OSError):  # language data that cannot be read
        return ""


def _read(reader: Any, picture: Picture, until: float) -> str:
    left = until - time.monotonic()
    if left <= 0:
        return ""
    try:
        reader.SetImage(_prepared(picture.content))
        reader.Recognize(int(left * 1000))
        return str(reader.GetUTF8Text()).strip()
    except Exception:
        return ""


def _prepared(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content)) as image:
        width, height = image.size
        if width * height > 60_000_000:
            raise ValueError("picture too large")
        grey = image.convert("L")
    if width * height > MOST_PIXELS:
        grey.thumbnail((3_600, 3_600))
        return grey
    if width * height < ENLARGE_BELOW:
        return grey.resize((width * 2, height * 2), Image.Resampling.LANCZOS)
    return grey


@lru_cache(maxsize=1)
def _module() -> Any:
    try:
        import tesserocr
    except ImportError:
        return None
    return tesserocr


@lru_cache(maxsize=1)
def _languages() -> tuple[str, ...]:
    return tuple(name for name in WANTED[:2] if (TESSDATA / f"{name}.traineddata").exists())
