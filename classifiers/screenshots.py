"""Tells pictures that show something from logos, icons, signature art and tracking pixels."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from classifiers.words import Picture

SMALLEST_SIDE = 120  #: a screenshot that can be read is not smaller
SMALLEST_AREA = 50_000
MOST_PIXELS = 60_000_000  #: a bomb is not opened; it is shown to a person as evidence
WIDEST_BANNER = 4.5  #: width by height of a bar above or below a mail
LOGO_WIDTH, LOGO_HEIGHT = 420, 220
FLATTEST = 0.15  #: bits per pixel: a bar of one colour
UNREADABLE_BYTES = 8_000  #: pictures in formats we cannot open count from this size


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What a picture looks like."""

    width: int
    height: int
    entropy: float
    colours: int


def evidence_pictures(pictures: Sequence[Picture]) -> tuple[Picture, ...]:
    """The pictures that may show a breach, each once; names tell nothing (image001.png)."""
    seen: set[bytes] = set()
    evidence: list[Picture] = []
    for picture in pictures:
        digest = hashlib.sha256(picture.content).digest()
        if digest not in seen and _may_show_something(picture):
            evidence.append(picture)
        seen.add(digest)
    return tuple(evidence)


def _may_show_something(picture: Picture) -> bool:
    if picture.is_in_signature:
        return False
    if picture.content_type.lower() == "image/svg+xml":
        return False  # drawn, not photographed: logos and icons
    try:
        look = _look(picture.content)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return len(picture.content) >= UNREADABLE_BYTES
    return look is None or not (
        _is_tiny(look) or _is_banner(look) or _is_logo(look, picture) or look.entropy < FLATTEST
    )


def _look(content: bytes) -> _Look | None:
    """Size, entropy and colours; None when the picture is too large to open."""
    with Image.open(io.BytesIO(content)) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            return None
        small = image.convert("RGB").resize((min(width, 256), min(height, 256)), Image.Resampling.NEAREST)
    colours = small.getcolors(maxcolors=256 * 256) or []
    return _Look(width=width, height=height, entropy=small.convert("L").entropy(), colours=len(colours))


def _is_tiny(look: _Look) -> bool:
    return min(look.width, look.height) < SMALLEST_SIDE or look.width * look.height < SMALLEST_AREA


def _is_banner(look: _Look) -> bool:
    """Bars are wide and low; a screenshot of a long row of cells is high enough to read."""
    return look.width / look.height > WIDEST_BANNER and look.height < 200


def _is_logo(look: _Look, picture: Picture) -> bool:
    """Logos are small and of few colours; a small photo has many."""
    is_small = look.width <= LOGO_WIDTH and look.height <= LOGO_HEIGHT
    return is_small and (picture.is_inline or look.colours < 64)
