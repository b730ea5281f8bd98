"""What looking at a picture and reading it cost, in time and memory, as multiples of merely unpacking it.

Run `PYTHONPATH=.:tests .venv/bin/python tests/bench/pictures_bench.py`; add `rendered` for Chromium's screens.
"""

import io
import os
import random
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor

from pictures import drawn_art, photographed
from pictures.picture_mails import as_bytes
from pictures.rendered import rendered_screens
from PIL import Image

from classifiers.blurred import blurred_thumbnail
from classifiers.picture_likeness import likeness_hash
from classifiers.picture_look import look_of
from classifiers.picture_words import read_pictures
from classifiers.words import Picture

TIMES = 3
PATIENCE = 60.0


def main() -> None:
    """One line for each picture and each thing done with it."""
    sys.stdout.write(f"{'picture':<22}{'done':<12}{'s':>8}{'x floor':>9}{'MB':>7}{'x floor':>9}\n")
    for name, content in _pictures("rendered" in sys.argv):
        floor_seconds, floor_memory = _cost(_unpack, content)
        for what, work in WORK.items():
            seconds, memory = _cost(work, content)
            times, more = seconds / floor_seconds, memory / floor_memory
            sys.stdout.write(f"{name:<22}{what:<12}{seconds:>8.3f}{times:>9.1f}{memory:>7.0f}{more:>9.1f}\n")


def _pictures(rendered: bool) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(1)
    yield "logo", as_bytes(drawn_art.word_logo(chance), "PNG")
    yield "letter, scanned", as_bytes(photographed.paper(chance), "PNG")
    yield "letter, photographed", as_bytes(photographed.photo_of_paper(chance), "JPEG", quality=85)
    yield "thing, photographed", as_bytes(photographed.photo_of_thing(chance), "JPEG", quality=85)
    yield "grain, 7 Mpixel", as_bytes(Image.frombytes("L", (3000, 2500), chance.randbytes(7_500_000)), "PNG")
    yield "blank, 59 Mpixel", as_bytes(Image.new("RGB", (9000, 6600), "white"), "PNG", compress_level=1)
    if rendered:
        with ProcessPoolExecutor(max_workers=1) as browser:  # apart, so that its memory is not ours
            yield from browser.submit(_screens).result()


def _screens() -> list[tuple[str, bytes]]:
    return [
        (f"screen {image.width}{' dark' if page.is_dark else ''}", as_bytes(image, "PNG"))
        for image, page in rendered_screens(7)[::5]
    ]


def _cost(work: Callable[[bytes], object], content: bytes) -> tuple[float, float]:
    """Seconds of processor of the quickest of some runs, and the most memory in MB: in a child, which starts anew."""
    runs = [_run(work, content) for _ in range(TIMES)]
    return min(seconds for seconds, _ in runs), max(memory for _, memory in runs)


def _run(work: Callable[[bytes], object], content: bytes) -> tuple[float, float]:
    child = os.fork()
    if child == 0:
        work(content)
        os._exit(0)
    _, _, used = os.wait4(child, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _unpack(content: bytes) -> None:
    with Image.open(io.BytesIO(content)) as image:
        image.load()


def _given(content: bytes) -> Picture:
    return Picture(name="", content_type="image/png", content=content, is_inline=False)


WORK: dict[str, Callable[[bytes], object]] = {
    "look": look_of,
    "likeness": lambda content: likeness_hash(_given(content)),
    "blur": lambda content: blurred_thumbnail(_given(content)),
    "read": lambda content: read_pictures([_given(content)], PATIENCE),
}

if __name__ == "__main__":
    main()
