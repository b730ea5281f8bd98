"""Reads the words in pictures (OCR); where that is not installed, it reads nothing."""

import os
import time
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from classifiers.misread_numbers import with_repaired_numbers
from classifiers.open_picture import CannotOpen
from classifiers.readable_picture import readable
from classifiers.words import Picture

LANGUAGES = ("nld", "eng")
PLACES = ("tesseract-ocr/*/tessdata", "tessdata", "tesseract/tessdata")  #: of language data, below these folders
FOLDERS = (Path("/usr/share"), Path("/usr/local/share"))
MOST_PICTURES = 12
LONGEST = 20_000  #: characters of one picture; more is grain, read as letters
LEAST_SECONDS = 0.2  #: with less time left, nothing is begun
_RESOLUTION = 150  #: dots an inch: told, not guessed from the type


def ocr_available() -> bool:
    """Can pictures be read on this machine?"""
    return bool(_languages()) and _module() is not None


def read_pictures(pictures: Sequence[Picture], seconds: float) -> str:
    """The words of at most twelve pictures, as far as they can be read in this time; never raises."""
    module, folder = _module(), _tessdata()
    if module is None or folder is None or not pictures or seconds <= 0:
        return ""
    until = time.monotonic() + seconds
    try:
        with module.PyTessBaseAPI(path=str(folder), lang="+".join(_languages())) as reader:
            return "\n\n".join(_texts(reader, pictures[:MOST_PICTURES], until))
    except (RuntimeError, OSError, MemoryError):  # language data that cannot be read
        return ""


def _texts(reader: Any, pictures: Sequence[Picture], until: float) -> Iterator[str]:
    """Each picture may use its share of what is left, so that one of grain costs the others nothing."""
    for place, picture in enumerate(pictures):
        now = time.monotonic()
        share = (until - now) / (len(pictures) - place)
        yield from _text(reader, picture, now + share)


def _text(reader: Any, picture: Picture, until: float) -> Iterator[str]:
    try:
        for prepared in readable(picture.content):
            left = until - time.monotonic()
            if left < LEAST_SECONDS:
                return
            reader.SetImage(prepared)
            reader.SetSourceResolution(_RESOLUTION)
            reader.Recognize(int(left * 1000))
            if text := str(reader.GetUTF8Text()).strip():
                yield with_repaired_numbers(text[:LONGEST])
    except (CannotOpen, RuntimeError, OSError, ValueError, MemoryError):  # one bad picture costs the next ones nothing
        return
    finally:
        reader.Clear()


@lru_cache(maxsize=1)
def _module() -> Any:
    try:
        import tesserocr
    except ImportError:
        return None
    tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)  # it would talk on stderr about odd pictures
    return tesserocr


@lru_cache(maxsize=1)
def _tessdata() -> Path | None:
    """Where the language data are: as Tesseract itself is told, or where Debian and others put them."""
    told = os.environ.get("TESSDATA_PREFIX")
    found = [Path(told)] if told else [hit for each in FOLDERS for place in PLACES for hit in sorted(each.glob(place))]
    return next((each for each in found if _names(each)), None)


@lru_cache(maxsize=1)
def _languages() -> tuple[str, ...]:
    folder = _tessdata()
    return _names(folder) if folder else ()


def _names(folder: Path) -> tuple[str, ...]:
    return tuple(name for name in LANGUAGES if (folder / f"{name}.traineddata").is_file())
