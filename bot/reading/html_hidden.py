"""Which elements of an HTML mail its reader never sees: preheaders, tracking, hidden instructions."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml.etree import _Element

from bot.reading.html_pale import WHITE, ground_of, is_pale, paints, plain

_LONGEST_SHEET = 100_000  # letters of style sheets that are looked at
_NEVER_SHOWN = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "embed", "map", "svg"})
_HIDING = re.compile(
    r"display:none|visibility:(hidden|collapse)|mso-hide:all|opacity:0?\.?0*(%|!|;|$)"
    r"|max-height:0(px)?[^;]{0,40};([^;]{1,80};){0,6}overflow:hidden"
    r"|overflow:hidden;([^;]{1,80};){0,6}(max-)?height:0(px|;|$)"
    r"|(^|;)height:0(px)?;([^;]{1,80};){0,6}overflow:hidden"
    r"|(left|top|text-indent|margin-left):-\d{3,6}(px|pt|em)|clip:rect\(0(px)?,0|clip-path:inset\((50|100)%"
    r"|transform:scale\(0\)"
)
_NO_SIZE = re.compile(r"(^|;)font-size:([012]?(\.\d{0,4})?(px|pt)|0?\.[01]\d{0,4}r?em|0(\.0*)?(em|rem)?|[0-9]%)(!|;|$)")
_SOME_SIZE = re.compile(
    r"(^|;)font(-size)?:[^;]{0,60}([3-9]|\d\d)(px|pt|%)|(^|;)font(-size)?:[^;]{0,60}[1-9]\d*(\.\d+)?r?em"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What is asked of every element, gathered once: asked one by one it would take quadratic time."""

    hidden_names: frozenset[str]
    around_sized: frozenset[_Element]  #: elements with an element of readable size inside
    around_painted: frozenset[_Element]  #: elements with an element inside that has colours of its own


def drop_hidden(root: _Element) -> None:
    """Takes out of the tree what is not shown; text behind a hidden element stays."""
    page = _page(root)
    sheets = "".join(sheet.text or "" for sheet in root.iter("style"))[:_LONGEST_SHEET].lower()
    ground = None if "background" in sheets else WHITE
    waiting = [(element, ground) for element in root]
    while waiting:
        element, around = waiting.pop()
        has_looks = isinstance(element.tag, str) and bool(element.attrib)
        style = plain(element.get("style", "")) if has_looks else ""
        ground = ground_of(element, style, around) if has_looks else around
        is_seen = not has_looks or not is_pale(element, style, ground) or element in page.around_painted
        if not is_seen or _is_hidden(element, style, page):
            _drop(element)
        else:
            waiting.extend((child, ground) for child in element)


def _page(root: _Element) -> _Page:
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    pairs = [(element, plain(element.get("style", ""))) for element in elements if element.attrib]
    return _Page(
        hidden_names=_hidden_by_style_sheet(root),
        around_sized=_around(element for element, style in pairs if _SOME_SIZE.search(style)),
        around_painted=_around(element for element, style in pairs if paints(element, style)),
    )


def _around(elements: Iterable[_Element]) -> frozenset[_Element]:
    """All that enclose one of these; each way up ends where another went before."""
    found: set[_Element] = set()
    for element in elements:
        place = element.getparent()
        while place is not None and place not in found:
            found.add(place)
            place = place.getparent()
    return frozenset(found)


def _is_hidden(element: _Element, style: str, page: _Page) -> bool:
    if not isinstance(element.tag, str):
        return True  # comments, Outlook's conditional ones too, and processing instructions
    if element.tag in _NEVER_SHOWN or "hidden" in element.attrib or (style and _HIDING.search(style)):
        return True
    # newsletters set size 0 on a row to close gaps, and a real size on each cell: those cells are seen
    has_no_size = bool(style and _NO_SIZE.search(style)) and element not in page.around_sized
    return has_no_size or bool(page.hidden_names and _names(element) & page.hidden_names)


def _names(element: _Element) -> set[str]:
    return {f".{name}" for name in element.get("class", "").lower().split()} | {f"#{element.get('id', '').lower()}"}


def _hidden_by_style_sheet(root: _Element) -> frozenset[str]:
    """Class and id selectors that hide, outside media queries (those hide for one screen size only)."""
    sheets = (sheet.text or "" for sheet in root.iter("style"))
    return frozenset(name for sheet in sheets for name in _hiding_selectors(sheet[:_LONGEST_SHEET]))


def _hiding_selectors(sheet: str) -> list[str]:
    found, depth, selector = [], 0, ""
    for piece in re.split(r"([{}])", sheet):
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            selector = piece
        elif depth == 1 and _HIDING.search(plain(piece)):
            found += [name for name in selector.lower().replace(",", " ").split() if re.fullmatch(r"[.#][\w-]+", name)]
    return found


def _drop(element: _Element) -> None:
    parent, tail = element.getparent(), element.tail or ""
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
