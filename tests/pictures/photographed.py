"""What a telephone's camera makes of paper, screens and things: perspective, grain, shadow, moire."""

import random

import numpy as np
from pictures.drawn_art import grained, letters, photo_ground
from pictures.invented_people import invented
from PIL import Image, ImageDraw, ImageFilter

SIZES = ((900, 1200), (1200, 900), (1000, 1333), (1200, 1600))


def paper(chance: random.Random) -> Image.Image:
    """A sheet with a letter on it, flat, as a scanner would give it."""
    image = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(image)
    one, size = invented(chance), chance.choice((22, 26, 30))
    lines = [one.name, one.street, one.place, "", "Onderwerp: uw aanvraag", "", f"Geachte {one.name},", ""]
    lines += [f"Uw burgerservicenummer is {one.bsn}.", f"Wij betalen uit op rekening {one.iban}."]
    lines += [" ".join(chance.choice(_WORDS) for _ in range(8)) for _ in range(chance.randint(6, 18))]
    for row, text in enumerate(lines):
        draw.text((120, 160 + row * size * 1.6), text, (30, 30, 40), letters(size))
    return image


def photo_of_paper(chance: random.Random) -> Image.Image:
    """A sheet on a table, askew, with the shadow of a hand."""
    width, height = chance.choice(SIZES)
    sheet = paper(chance)
    table = photo_ground(chance, width, height)
    held = _laid(sheet, table, chance, tilt=0.06)
    return grained(_shadowed(held, chance), chance, chance.choice((3, 6, 10)))


def photo_of_screen(screen: Image.Image, chance: random.Random) -> Image.Image:
    """A monitor in a room: moire, glare, perspective."""
    width, height = chance.choice(SIZES)
    pixels = np.asarray(screen.convert("RGB").resize((1280, 560)), dtype=np.float32)
    y, x = np.mgrid[0:560, 0:1280].astype(np.float32)
    period = chance.uniform(5, 12)
    waves = 1 + 0.10 * np.sin(x / period + y / (period * 3)) + 0.06 * np.sin(y * chance.uniform(0.7, 1.4))
    bright = Image.fromarray(np.clip(pixels * waves[..., None] * 0.92, 0, 255).astype(np.uint8))
    seen = _laid(bright, photo_ground(chance, width, height), chance, tilt=0.08)
    return grained(seen.filter(ImageFilter.GaussianBlur(0.8)), chance, 5)


def photo_of_thing(chance: random.Random) -> Image.Image:
    """A stick on the pavement, a box of files, an envelope: no word to be read."""
    width, height = chance.choice(SIZES)
    image = photo_ground(chance, width, height)
    draw = ImageDraw.Draw(image)
    for _ in range(chance.randint(2, 7)):
        x, y = chance.randint(0, width - 300), chance.randint(0, height - 300)
        box = (x, y, x + chance.randint(120, 500), y + chance.randint(80, 400))
        draw.rounded_rectangle(
            box, 14, fill=chance.choice(("#333", "#c9b37e", "#e8e4d8", "#7d8b99")), outline="#222", width=4
        )
    return grained(_shadowed(image, chance).filter(ImageFilter.GaussianBlur(1.2)), chance, 8)


def _laid(sheet: Image.Image, ground: Image.Image, chance: random.Random, tilt: float) -> Image.Image:
    """The sheet put on the ground by its four corners."""
    width, height = ground.size
    scale = min(width / sheet.width, height / sheet.height) * chance.uniform(0.82, 0.98)
    across, down = sheet.width * scale, sheet.height * scale
    left, top = (width - across) / 2, (height - down) / 2
    shift = [chance.uniform(-tilt, tilt) * min(across, down) for _ in range(8)]
    corners = [
        (left + shift[0], top + shift[1]),
        (left + across + shift[2], top + shift[3]),
        (left + across + shift[4], top + down + shift[5]),
        (left + shift[6], top + down + shift[7]),
    ]
    bend = _perspective(corners, [(0, 0), (sheet.width, 0), sheet.size, (0, sheet.height)])
    laid = sheet.transform(ground.size, Image.Transform.PERSPECTIVE, bend, Image.Resampling.BICUBIC)
    place = Image.new("L", sheet.size, 255).transform(ground.size, Image.Transform.PERSPECTIVE, bend)
    return Image.composite(laid, ground, place)


def _perspective(seen: list[tuple[float, float]], flat: list[tuple[int, int]]) -> list[float]:
    rows, wanted = [], []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    return [float(value) for value in np.linalg.solve(np.array(rows), np.array(wanted))]


def _shadowed(image: Image.Image, chance: random.Random) -> Image.Image:
    shade = Image.new("L", image.size, 255)
    draw = ImageDraw.Draw(shade)
    x, y = chance.randint(0, image.width), chance.randint(0, image.height)
    draw.ellipse((x - 500, y - 400, x + 500, y + 400), fill=chance.randint(110, 190))
    soft = shade.resize((image.width // 8, image.height // 8)).filter(ImageFilter.GaussianBlur(14)).resize(image.size)
    return Image.composite(image, Image.new("RGB", image.size, (20, 20, 25)), soft)


_WORDS = (
    *("de", "het", "een", "van", "in", "uw", "onze", "dossier", "begeleiding", "aanvraag", "bedrag", "betaling"),
    *("gemeente", "brief", "besluit", "indicatie", "uren", "ondersteuning", "zorg", "vergoeding", "bijlage"),
    *("formulier", "datum", "contact", "afspraak", "gesprek", "verslag", "plan", "huisarts"),
)
