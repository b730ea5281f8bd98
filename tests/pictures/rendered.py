"""Portal pages as a real browser shows them: light and dark, at one and at two pixels a point."""

import io
import os
import random
from functools import lru_cache
from pathlib import Path

from pictures.portal_pages import HEIGHT, LAYOUTS, WIDTH, Page, one_document, portal_page
from PIL import Image
from serving.chromium import chromium_png
from serving.machine import server_folder

JUDGING_SEED = 41  #: the reader was tuned on screens of other seeds
AT_ONCE = 10  #: pages of one browser start; more would be higher than a texture may be


@lru_cache(maxsize=1)
def judged_screens() -> tuple[tuple[Image.Image, Page], ...]:
    """Twenty screens that nothing was tuned on; rendered once for all tests. MELDPOST_ALL_SCREENS=1 makes it forty."""
    return tuple(rendered_screens(JUDGING_SEED, everything=bool(os.environ.get("MELDPOST_ALL_SCREENS"))))


def rendered_screens(seed: int, *, everything: bool = False) -> list[tuple[Image.Image, Page]]:
    """Every layout light and dark, one of the two at double density; with `everything`, each of the four."""
    chance = random.Random(seed)
    wanted: dict[int, list[Page]] = {1: [], 2: []}
    for layout in range(len(LAYOUTS)):
        for dark in (False, True):
            for zoom in (1, 2) if everything else ((layout + dark) % 2 + 1,):
                wanted[zoom].append(portal_page(layout, chance, dark=dark))
    return [shown for zoom, pages in wanted.items() for shown in _rendered(pages, zoom)]


def _rendered(pages: list[Page], zoom: int) -> list[tuple[Image.Image, Page]]:
    shown: list[tuple[Image.Image, Page]] = []
    with server_folder("portal") as folder:
        for start in range(0, len(pages), AT_ONCE):
            some = pages[start : start + AT_ONCE]
            whole = _picture(folder / "portal.html", some, zoom)
            for place, page in enumerate(some):
                top = place * HEIGHT * zoom
                shown.append((whole.crop((0, top, WIDTH * zoom, top + HEIGHT * zoom)), page))
    return shown


def _picture(path: Path, pages: list[Page], zoom: int) -> Image.Image:
    path.write_text(one_document(pages, zoom), encoding="utf-8")
    png = chromium_png(path, WIDTH * zoom, HEIGHT * zoom * len(pages))
    return Image.open(io.BytesIO(png)).convert("RGB")
