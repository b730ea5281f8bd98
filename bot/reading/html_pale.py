"""Which elements are written in the colour of their ground, so that a filter reads them and a person does not."""

import re

from lxml.etree import _Element

_NEARLY = 16  # of 255: eyes do not tell such shades apart
WHITE = (255, 255, 255)  #: the ground of a mail that paints none
_NAMED = {
    "white": WHITE, "#fff": WHITE, "snow": (255, 250, 250), "ivory": (255, 255, 240), "whitesmoke": (245, 245, 245),
    "ghostwhite": (248, 248, 255), "black": (0, 0, 0), "red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255),
    "gray": (128, 128, 128), "grey": (128, 128, 128), "silver": (192, 192, 192), "yellow": (255, 255, 0),
    "navy": (0, 0, 128), "windowtext": (0, 0, 0), "window": WHITE,
}  # fmt: skip
_COLOUR = re.compile(r"(?:^|;)color:([^;!]{1,40})")
_GROUND = re.compile(r"(?:^|;)background(?:-color)?:([^;!]{1,200})")
_RGB = re.compile(r"rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})(?:,([\d.]{1,6})%?)?\)")
_SEEN_THROUGH = re.compile(r"rgba\([^)]{1,30},0(\.0*)?\)")
_PAINTING = re.compile(r"color:|background")

Colour = tuple[int, int, int]


def is_pale(element: _Element, style: str, ground: Colour | None) -> bool:
    """Is the text of this element itself invisible? Only a certain yes counts: a lost word is worse than a heard trick.

    `style` is the inline style as `plain` gives it.
    """
    spelled = _last(_COLOUR, style) or "".join(element.get("color", "").split()).lower()
    if not spelled or ground is None:
        return False
    if spelled == "transparent" or _SEEN_THROUGH.search(spelled):
        return True
    colour = colour_of(spelled)
    return colour is not None and all(abs(one - other) <= _NEARLY for one, other in zip(colour, ground, strict=True))


def ground_of(element: _Element, style: str, around: Colour | None) -> Colour | None:
    """On what its words stand: what it paints itself, else what lies around; None where a picture may lie there."""
    if element.get("background"):
        return None
    painted = _last(_GROUND, style) or plain(element.get("bgcolor", ""))
    if not painted or painted in ("transparent", "none", "inherit", "initial"):
        return around
    return None if "url(" in painted or "gradient" in painted else colour_of(painted)


def paints(element: _Element, style: str) -> bool:
    """Does it set a colour or a ground of its own?"""
    return bool("color" in element.attrib or "bgcolor" in element.attrib or _PAINTING.search(style))


def plain(style: str) -> str:
    """A style without spaces, in lower case."""
    return "".join(style[:2000].split()).lower() if style else ""


def _last(pattern: re.Pattern[str], style: str) -> str:
    found = pattern.findall(style)
    return str(found[-1]) if found else ""


def colour_of(spelled: str) -> Colour | None:
    """Red, green and blue; None when it is not told in a way we know."""
    spelled = "".join(spelled.split())
    if spelled in _NAMED:
        return _NAMED[spelled]
    if re.fullmatch(r"#[0-9a-f]{3}", spelled):
        spelled = "#" + "".join(digit * 2 for digit in spelled[1:])
    if re.fullmatch(r"#?[0-9a-f]{6}", spelled):
        number = int(spelled.lstrip("#"), 16)
        return number >> 16, number >> 8 & 255, number & 255
    found = _RGB.fullmatch(spelled)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None
