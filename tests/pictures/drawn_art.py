"""What adorns mails: logos, icons, banners, business cards, codes; each drawn anew by chance."""

import math
import random
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFilter, ImageFont

COLOURS = ("#0a5c9e", "#7a1f4b", "#1d6b3a", "#4a3aa8", "#b34a00", "#e2001a", "#00857c", "#222222")
COMPANIES = (
    "Juist",
    "doorKees",
    "Zorgwijs",
    "Bakker & Zn",
    "NovaPlan",
    "Werkt!",
    "Van Dorp Advies",
    "Stichting De Brug",
)
SLOGANS = (
    "Samen verder",
    "Wij zijn er voor u",
    "Meld u aan",
    "Nu ook in Beekdorp",
    "Kom naar de open dag",
    "Werken bij ons?",
)


def letters(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The typeface that Pillow carries along."""
    return ImageFont.load_default(size=size)


def pixel(chance: random.Random) -> Image.Image:
    """What tells a sender that his mail was opened."""
    return Image.new("RGBA", chance.choice(((1, 1), (1, 1), (2, 2), (3, 1))), (0, 0, 0, 0))


def divider(chance: random.Random) -> Image.Image:
    return Image.new("RGB", (chance.choice((300, 600, 1200)), chance.randint(1, 10)), chance.choice(COLOURS))


def social_button(chance: random.Random) -> Image.Image:
    side = chance.choice((16, 24, 32, 48, 64, 128, 256))
    image = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, side - 1, side - 1), side // chance.choice((2, 5, 8)), fill=chance.choice(COLOURS))
    draw.text(
        (side // 2, side // 2),
        chance.choice(("f", "in", "X", "yt", "@")),
        "white",
        letters(max(8, side // 2)),
        anchor="mm",
    )
    return image


def emoji(chance: random.Random) -> Image.Image:
    side = chance.choice((20, 72, 128, 136, 160))
    image = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(image)
    draw.ellipse((2, 2, side - 3, side - 3), fill="#ffcc33", outline="#c98a00")
    for x in (0.33, 0.67):
        draw.ellipse((side * x - side / 14, side * 0.35, side * x + side / 14, side * 0.5), fill="#553300")
    draw.arc((side * 0.25, side * 0.35, side * 0.75, side * 0.8), 10, 170, fill="#553300", width=max(1, side // 24))
    return image


def avatar(chance: random.Random) -> Image.Image:
    """A small photograph of a head."""
    side = chance.choice((48, 80, 96, 128, 200, 240, 300))
    image = photo_ground(chance, side, side)
    draw = ImageDraw.Draw(image)
    skin = chance.choice(("#e8b998", "#8d5a3b", "#f1cdb2", "#5e3a26"))
    draw.ellipse((side * 0.3, side * 0.15, side * 0.7, side * 0.65), fill=skin)
    draw.ellipse((side * 0.1, side * 0.7, side * 0.9, side * 1.5), fill=chance.choice(COLOURS))
    return grained(image.filter(ImageFilter.GaussianBlur(1)), chance, 6)


def word_logo(chance: random.Random) -> Image.Image:
    """A mark and a name, small or for sharp screens, on nothing or on white."""
    height = chance.choice((40, 60, 90, 140, 220, 320, 500))
    name, colour = chance.choice(COMPANIES), chance.choice(COLOURS)
    font = letters(int(height * 0.5))
    width = int(height * 1.3 + font.getlength(name) + height * 0.2)
    image = Image.new("RGBA", (width, height), chance.choice(("#ffffff", "#ffffff00")))
    draw = ImageDraw.Draw(image)
    _mark(draw, chance, (height * 0.1, height * 0.1, height * 0.9, height * 0.9), colour)
    draw.text((height * 1.1, height * 0.4), name, chance.choice((colour, "#333333")), font, anchor="lm")
    if chance.random() < 0.5:
        draw.text(
            (height * 1.1, height * 0.8),
            chance.choice(SLOGANS),
            "#666666",
            letters(max(8, int(height * 0.15))),
            anchor="lm",
        )
    return image


def mark_logo(chance: random.Random) -> Image.Image:
    """A mark alone, as large as a screen now and then, sometimes in graded colours."""
    side = chance.choice((64, 120, 200, 400, 512, 1024))
    image = Image.new("RGB", (side, side), "white")
    draw = ImageDraw.Draw(image)
    _mark(draw, chance, (side * 0.1, side * 0.1, side * 0.9, side * 0.9), chance.choice(COLOURS))
    if chance.random() < 0.4:
        shade = Image.linear_gradient("L").resize((side, side)).convert("RGB")
        image = Image.blend(image, shade, 0.25)
    return image


def badge(chance: random.Random) -> Image.Image:
    side = chance.choice((100, 150, 300, 600))
    image = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(image)
    draw.ellipse((2, 2, side - 3, side - 3), fill=chance.choice(COLOURS), outline="#d4af37", width=max(2, side // 20))
    for row, text in enumerate(
        ("KEURMERK", chance.choice(("Veilig", "Beste", "Groen")), str(chance.randint(2019, 2026)))
    ):
        draw.text((side / 2, side * (0.32 + 0.18 * row)), text, "white", letters(max(8, side // 9)), anchor="mm")
    return image


def banner(chance: random.Random) -> Image.Image:
    """A bar with a slogan and a button, flat or over a photograph."""
    width, height = chance.choice(
        ((600, 120), (600, 200), (700, 160), (1200, 300), (1200, 400), (468, 60), (1456, 360))
    )
    if chance.random() < 0.5:
        image = photo_ground(chance, width, height)
    else:
        image = Image.new("RGB", (width, height), chance.choice(COLOURS))
        draw = ImageDraw.Draw(image)
        for _ in range(4):
            x = chance.randint(0, width)
            draw.ellipse((x, -height // 2, x + height, height // 2), fill=chance.choice(COLOURS))
    draw = ImageDraw.Draw(image)
    draw.text((width * 0.05, height * 0.35), chance.choice(SLOGANS), "white", letters(int(height * 0.28)), anchor="lm")
    draw.text(
        (width * 0.05, height * 0.65),
        f"{chance.randint(1, 28)} maart van 10 tot 16 uur",
        "white",
        letters(max(9, int(height * 0.1))),
        anchor="lm",
    )
    draw.rounded_rectangle((width * 0.75, height * 0.35, width * 0.95, height * 0.65), 6, fill="white")
    draw.text((width * 0.85, height * 0.5), "Lees meer", "#222222", letters(max(9, int(height * 0.1))), anchor="mm")
    return image


def business_card(chance: random.Random) -> Image.Image:
    """A signature that somebody made into a picture."""
    scale = chance.choice((1, 1, 2))
    width, height = chance.choice((400, 480, 560)) * scale, chance.choice((130, 160, 190)) * scale
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    _mark(draw, chance, (10 * scale, 20 * scale, 100 * scale, 110 * scale), chance.choice(COLOURS))
    name = chance.choice(COMPANIES)
    lines = ("Karin Vos", "Adviseur", name, "T 0492 37 00 87", "www.juist.nl", "mail@juist.nl")
    step = height / (len(lines) + 1)
    for row, text in enumerate(lines):
        draw.text((130 * scale, step * (row + 0.5)), text, "#333333", letters(int(chance.choice((12, 13, 14)) * scale)))
    return image


def green_line(chance: random.Random) -> Image.Image:
    """A line of small type that asks not to print."""
    image = Image.new("RGB", (chance.choice((380, 520)), chance.choice((24, 36, 48))), "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((4, 4, 18, 18), fill="#1d8b3a")
    draw.text((26, 6), "Denk aan het milieu voordat u deze mail print", "#1d8b3a", letters(12))
    return image


def code_square(chance: random.Random) -> Image.Image:
    """Looks like a QR code."""
    count, cell = chance.choice((21, 25, 29, 37)), chance.choice((4, 6, 10, 16))
    image = Image.new("L", (count + 8, count + 8), 255)
    for x in range(count):
        for y in range(count):
            image.putpixel((x + 4, y + 4), chance.choice((0, 255)))
    draw = ImageDraw.Draw(image)
    for x, y in ((4, 4), (count - 3, 4), (4, count - 3)):
        draw.rectangle((x - 1, y - 1, x + 7, y + 7), fill=255)
        draw.rectangle((x, y, x + 6, y + 6), fill=0)
        draw.rectangle((x + 1, y + 1, x + 5, y + 5), fill=255)
        draw.rectangle((x + 2, y + 2, x + 4, y + 4), fill=0)
    return image.resize((image.width * cell, image.height * cell), Image.Resampling.NEAREST)


def moving(chance: random.Random) -> list[Image.Image]:
    """The frames of a GIF that waves."""
    width, height = chance.choice(((120, 120), (220, 160), (498, 280), (480, 480)))
    frames = []
    for number in range(6):
        frame = Image.new("RGB", (width, height), "#ffffff")
        draw = ImageDraw.Draw(frame)
        x = width * (0.5 + 0.3 * math.sin(number))
        draw.ellipse((x - 40, height / 2 - 40, x + 40, height / 2 + 40), fill=COLOURS[number])
        draw.text((width / 2, height * 0.85), "Bedankt!", "#333333", letters(24), anchor="mm")
        frames.append(frame)
    return frames


def photo_ground(chance: random.Random, width: int, height: int) -> Image.Image:
    """Patches of light and colour out of focus, as behind a head or a slogan."""
    small = Image.frombytes("RGB", (9, 6), chance.randbytes(9 * 6 * 3))
    tone = Image.new("RGB", small.size, chance.choice(("#b8a58a", "#7c8a94", "#d8d4cc", "#5d5148", "#8fa37f")))
    return grained(Image.blend(tone, small, 0.3).resize((width, height), Image.Resampling.BICUBIC), chance, 6)


def grained(image: Image.Image, chance: random.Random, strength: int) -> Image.Image:
    """With the grain of a camera."""
    grain = Image.frombytes("L", image.size, chance.randbytes(image.width * image.height))
    return Image.blend(image.convert("RGB"), grain.convert("RGB"), strength / 100)


def _mark(
    draw: ImageDraw.ImageDraw, chance: random.Random, box: tuple[float, float, float, float], colour: str
) -> None:
    left, top, right, bottom = box
    shapes: tuple[Callable[[], None], ...] = (
        lambda: draw.ellipse(box, fill=colour),
        lambda: draw.polygon([((left + right) / 2, top), (right, bottom), (left, bottom)], fill=colour),
        lambda: draw.rounded_rectangle(box, (right - left) / 6, fill=colour),
        lambda: draw.arc(box, 20, 320, fill=colour, width=int((right - left) / 7) or 1),
    )
    chance.choice(shapes)()
    middle = (right - left) / 3
    draw.ellipse((left + middle, top + middle, right - middle, bottom - middle), fill=chance.choice(COLOURS))
