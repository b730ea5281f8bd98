"""Which elements of an HTML mail its reader never sees: preheaders, tracking, hidden instructions."""

import re

from lxml.etree import _Element

_NEVER_SHOWN = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "embed", "map", "svg"})
_HIDING = re.compile(
    r"display:none|visibility:(hidden|collapse)|mso-hide:all|opacity:0?\.?0*(%|!|;|$)"
    r"|max-height:0(px)?[^;]{0,40};([^;]{1,80};){0,6}overflow:hidden"
    r"|overflow:hidden;([^;]{1,80};){0,6}max-height:0(px|;|$)"
)
_NO_SIZE = re.compile(r"(^|;)font-size:0(\.0*)?(px|pt|em|rem|%)?(!|;|$)")
_SOME_SIZE = re.compile(r"(^|;)font(-size)?:[^;]{0,60}[1-9]")


def drop_hidden(root: _Element) -> None:
    """Takes out of the tree what is not shown; text behind a hidden element stays."""
    hidden_names = _hidden_by_style_sheet(root)
    for element in list(root.iter()):
        if element is not root and _is_hidden(element, hidden_names):
            _drop(element)


def _is_hidden(element: _Element, hidden_names: frozenset[str]) -> bool:
    if not isinstance(element.tag, str):
        return True  # comments, Outlook's conditional ones too, and processing instructions
    if element.tag in _NEVER_SHOWN or "hidden" in element.attrib:
        return True
    names = {f".{name}" for name in element.get("class", "").lower().split()} | {f"#{element.get('id', '').lower()}"}
    style = _plain(element.get("style", ""))
    return bool(_HIDING.search(style) or names & hidden_names or _has_no_size(element, style))


def _has_no_size(element: _Element, style: str) -> bool:
    """Newsletters set size 0 on a row to close gaps, and a real size on each cell: those cells are seen."""
    if not _NO_SIZE.search(style):
        return False
    inner = (child for child in element.iterdescendants() if isinstance(child.tag, str))
    return not any(_SOME_SIZE.search(_plain(child.get("style", ""))) for child in inner)


def _plain(style: str) -> str:
    return "".join(style[:2000].split()).lower()


def _hidden_by_style_sheet(root: _Element) -> frozenset[str]:
    """Class and id selectors that hide, outside media queries (those hide for one screen size only)."""
    sheets = (sheet.text or "" for sheet in root.iter("style"))
    return frozenset(name for sheet in sheets for name in _hiding_selectors(sheet[:100_000]))


def _hiding_selectors(sheet: str) -> list[str]:
    found, depth, selector = [], 0, ""
    for piece in re.split(r"([{}])", sheet):
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            selector = piece
        elif depth == 1 and _HIDING.search(_plain(piece)):
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
