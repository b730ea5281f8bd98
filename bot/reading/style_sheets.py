"""Which rules of a page's style sheets may hide words, and which elements they may be meant for."""

import re
from dataclasses import dataclass

from lxml.etree import _Element

from bot.reading.html_pale import WHITE, colour_of
from bot.reading.plain_looks import SMALLEST, declarations_of, font_size_in, is_plain_look, size_of

_LONGEST = 100_000
_MOST_RULES = 100
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_DARKEST_GROUND, _PALEST_INK = 200, 150
#: A thousand px, a hundred of what is larger, or a sum: what stands below it is out of sight.
TALL_LENGTH = r"(?<![#\w.])(?:\d{4,6}|\d{3}(?:\.\d{1,9})?(?:r?em|ex|ch|in|cm|pc|[dls]?v[hwib]|vmin|vmax)|calc\()"
_TALL = re.compile(
    r"(?<![\w-])(?:(?:min-|line-)?height|(?:margin|padding|border(?!-color|-radius))[\w-]{0,20}|font-size|top)\s?:"
    rf"[^;{{}}]{{0,60}}?(?:{TALL_LENGTH})",
    re.IGNORECASE,
)
_NAME = re.compile(r"[.#]?[\w-]{1,100}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """The last part of a selector, which names the element itself: "p", ".note", "#x"; "" names all."""

    tag: str
    names: frozenset[str]

    def may_mean(self, tag: str, names: frozenset[str]) -> bool:
        """Could this be about such an element, wherever it stands?"""
        return self.tag in ("", tag) and self.names <= names


def hiding_rules(root: _Element) -> tuple[Selector, ...] | None:
    """Who is meant by rules that are not surely harmless; None when sheets cannot be weighed or push words down."""
    sheets = "\n".join(sheet.text or "" for sheet in root.iter("style"))
    bare = _COMMENT.sub(" ", sheets[: _LONGEST + 1])
    if len(sheets) > _LONGEST or "/*" in bare or "@import" in bare.lower() or _TALL.search(bare):
        return None
    rules = [
        selector for prelude, style in _blocks(bare) if not _is_harmless(style) for selector in _last_parts(prelude)
    ]
    return tuple(dict.fromkeys(rules)) if len(rules) <= _MOST_RULES else None


def names_of(element: _Element) -> frozenset[str]:
    """Its classes and id as selectors spell them."""
    classes = {f".{name}" for name in element.get("class", "").lower().split()}
    return frozenset(classes | {f"#{element.get('id', '').strip().lower()}"})


def _blocks(sheet: str) -> list[tuple[str, str]]:
    """Each block with what stands before it, "@media" and the like left out, for their rules may hold here."""
    found: list[tuple[str, str]] = []
    preludes: list[str] = []
    text = ""
    for piece in re.split(r"([{}])", sheet):
        if piece == "{":
            declared, _, prelude = text.rpartition(";")
            if declared and preludes:
                found.append((preludes[-1], declared))
            preludes.append(prelude.strip().lower())
        elif piece == "}":
            if preludes and text.strip():
                found.append((preludes[-1], text))
            if preludes:
                preludes.pop()
        text = "" if piece in "{}" else piece
    return [(prelude, style) for prelude, style in found if not prelude.startswith(("@page", "@list", "@viewport"))]


def _is_harmless(style: str) -> bool:
    declared = declarations_of(style)
    if declared is None or not is_plain_look(declared):
        return False
    size = size_of(declared.get("font-size", "inherit"), 16.0)
    short = size_of(font_size_in(declared.get("font", "inherit")) or "", 16.0)
    return size is not None and size >= SMALLEST and (short or 0) >= SMALLEST and _has_plain_colours(declared)


def _has_plain_colours(declared: dict[str, str]) -> bool:
    """Dark letters, on nothing or something light: read on whatever ground is found in an officer's mail."""
    ink = declared.get("color", "")
    colour = colour_of(ink)
    is_dark = ink in ("", "inherit", "initial", "windowtext") or (colour is not None and min(colour) <= _PALEST_INK)
    grounds = [declared.get(name, "") for name in ("background", "background-color")]
    return is_dark and all(_is_light(ground) for ground in grounds)


def _is_light(ground: str) -> bool:
    if ground in ("", "none", "transparent", "inherit", "initial", "window"):
        return True
    colour = WHITE if ground.startswith("white") else colour_of(ground)
    return colour is not None and min(colour) >= _DARKEST_GROUND


def _last_parts(prelude: str) -> list[Selector]:
    return [_last_part(selector) for selector in prelude.split(",")]


def _last_part(selector: str) -> Selector:
    words = re.split(r"[\s>+~]+", re.sub(r"\[[^\]]{0,200}\]|::?[\w-]{1,60}(\([^)]{0,200}\))?", "", selector).strip())
    names = _NAME.findall(words[-1]) if words else []
    tag = next((name for name in names if name[0] not in ".#"), "")
    return Selector(tag=tag, names=frozenset(name for name in names if name[0] in ".#"))
