"""Opens foreign pictures within limits: few formats, a bound on pixels, the right way up."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import numpy as np
import pi_heif
from PIL import Image, ImageChops, ImageFile, ImageOps

#: What people send; HEIC is what iPhones make. Others may start programs (EPS starts Ghostscript) or are old code.
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "AVIF", "HEIF")
MOST_PIXELS = 60_000_000  #: a bomb is not unpacked; a telephone's largest photos have 50 million
TOO_LARGE = (100_000, 100_000)  #: stands for a size that even Pillow refuses to hear of
MOVING = ("GIF", "WEBP", "PNG", "AVIF")  #: formats whose frames are a film; a TIFF's are pages


class CannotOpen(Exception):
    """This is no picture that we can open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A picture small enough to work on, and what it was."""

    image: Image.Image  #: RGB or L, at most as large as asked
    width: int  #: as sent
    height: int  #: of what arrived
    is_animated: bool
    is_cut: bool = False  #: it broke on its way, and only a part of it arrived


def open_picture(content: bytes, *, longest: int, colour: bool = False) -> Opened:
    """The picture with no side longer than this; raises `CannotOpen`, whatever is wrong with it."""
    for is_cut in (False, True):
        try:
            with _forgiven(is_cut), _opened(content) as image:
                return _unpacked(image, longest, colour, is_cut)
        except Exception:  # noqa: S112  # Pillow raises almost anything on broken files, struct.error and KeyError too
            continue
    raise CannotOpen


def size_of(content: bytes) -> tuple[int, int] | None:
    """Width and height as the first bytes tell, without unpacking; None when they do not."""
    try:
        with _opened(content) as image:
            return image.size
    except Image.DecompressionBombError:
        return TOO_LARGE
    except Exception:  # as above
        return None


def _opened(content: bytes) -> Image.Image:
    _learn_heic()
    return Image.open(io.BytesIO(content), formats=FORMATS)


@contextmanager
def _forgiven(is_cut: bool) -> Iterator[None]:
    """What is left of a cut picture may be unpacked: the words in its upper part are the report.

    Pillow knows this for a whole process only: pictures are opened where mails are read, by one thread.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = is_cut
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False


def _unpacked(image: Image.Image, longest: int, colour: bool, is_cut: bool) -> Opened:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise CannotOpen
    moves = image.format in MOVING and bool(getattr(image, "is_animated", False))
    image.seek(0)
    image.draft("RGB" if colour else "L", (longest, longest))  # JPEG unpacks to a smaller size at once
    small = _on_white(image, colour)
    if is_cut:
        small, whole = _arrived(small), small.height
        height = max(1, height * small.height // whole)
    small.thumbnail((longest, longest), Image.Resampling.BOX)
    return Opened(image=ImageOps.exif_transpose(small), width=width, height=height, is_animated=moves, is_cut=is_cut)


def _arrived(image: Image.Image) -> Image.Image:
    """Without the rows at the bottom that were never filled: they are all of one colour."""
    last = image.getpixel((image.width - 1, image.height - 1))
    empty = Image.new(image.mode, image.size, last)
    filled = ImageChops.difference(image, empty).getbbox()
    if filled is None:
        raise CannotOpen  # nothing of it was unpacked
    return image.crop((0, 0, image.width, filled[3]))


@cache
def _learn_heic() -> None:
    """Pillow meets HEIC; a photo's own small picture and its depth map are of no use."""
    pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


def _on_white(image: Image.Image, colour: bool) -> Image.Image:
    """Transparent pictures are drawn to be seen on white paper."""
    mode = "RGB" if colour else "L"
    if image.mode.startswith(("I", "F")):
        return _stretched(image).convert(mode)
    if not image.has_transparency_data:
        return image.convert(mode)
    clear = image if image.mode == "RGBA" else image.convert("RGBA")
    paper = Image.new(mode, clear.size, "white")
    paper.paste(clear.convert(mode), mask=clear.getchannel("A"))
    return paper


def _stretched(image: Image.Image) -> Image.Image:
    """Scans with more than 256 greys, brought back to as many."""
    greys = np.asarray(image.convert("F"))
    low, high = float(greys.min()), float(greys.max())
    return Image.fromarray(((greys - low) * (255 / max(high - low, 1.0))).astype(np.uint8))
