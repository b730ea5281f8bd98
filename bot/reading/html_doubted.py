"""Which elements of an HTML mail may show their words to nobody: good enough for a report, no ground for a command."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml.etree import _Element

from bot.reading.html_pale import WHITE, Colour, colour_of, ground_of, plain
from bot.reading.html_signature import is_signature
from bot.reading.html_spans import without_spans
from bot.reading.plain_looks import SMALLEST, declarations_of, font_size_in, is_plain_look, size_of
from bot.reading.style_sheets import TALL_LENGTH, Selector, hiding_rules, names_of

#: What mail programs write typed words with; in all others (forms, films, folds, unknown ones) nothing is ordered.
_TAGS = frozenset({
    "html", "body", "head", "meta", "style", "link", "title", "base", "div", "p", "span", "a", "br", "wbr", "hr",
    "img", "b", "i", "u", "em", "strong", "font", "small", "big", "sub", "sup", "center", "pre", "code", "tt", "kbd",
    "samp", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "q", "cite", "abbr",
    "mark", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "colgroup", "col", "figure",
    "figcaption", "address", "section", "article", "main", "header", "footer", "aside", "nav", "ins", "label", "time",
    "picture", "o:p", "o:lock", "w:sdt", "st1:personname",
})  # fmt: skip
_DEEPEST = 80
_NEAREST = 60  # of 255 in at least one colour: paler letters are not surely read
_NORMAL = 16.0
_BLACK = (0, 0, 0)
#: Not cut out by their tags: they are the page, or hold nothing that is shown.
_PAGE = frozenset({"html", "body", "head", "meta", "style", "title", "link", "base", "script"})
#: What a parser needs around a tag to keep it.
_FRAMES = {
    **dict.fromkeys(("tr", "td", "th", "tbody", "thead", "tfoot", "caption", "colgroup"), "<table>{}"),
    **dict.fromkeys(("li",), "<ul>{}"),
}
_SMALLER = {"small": 0.8, "sub": 0.8, "sup": 0.8}
_ALPHA = re.compile(r"rgba?\((?:[\d.]{1,9},){3}(?!1(?:\.0{0,3})?\))")  # seen through: how much so is not weighed
_ONLY_SOME = re.compile(r"<!(?:--)?\[if\b", re.IGNORECASE)
_ONLY_SOME_END = re.compile(r"<!(?:--)?(?:<!)?\[endif\](?:--)?>", re.IGNORECASE)
#: A thousand px, or a hundred of what is larger; hairs such as .0001pt and colours are none. Sums are not worked out.
_TALL = re.compile(
    r"<\w[^<>]{0,3000}?(?:height|margin|padding|spacing|font-size|border(?!-color|-radius))[\w-]{0,20}"
    rf"\s?[:=]\s?[\"']?[^;\"'<>]{{0,40}}?(?:{TALL_LENGTH})",
    re.IGNORECASE,
)
_BODY = re.compile(r"<body\b[^<>]{0,2000}", re.IGNORECASE)
_CONTENT = re.compile(r"<(?:p|div|span|table|font|b|i|u|a|br|pre|h\d|center|ul|ol)\b", re.IGNORECASE)
_BODY_LOOKS = re.compile(r"\b(text|bgcolor|background|hidden|color|style|class|id|dir)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looks:
    """What an element takes over from those around it."""

    ink: Colour
    ground: Colour
    size: float
    depth: int


_START = _Looks(ink=_BLACK, ground=WHITE, size=_NORMAL, depth=0)


def surely_seen(html: str, parse: Callable[[str], _Element]) -> _Element:
    """The tree of a page without whatever is not surely seen; text behind that stays, on a line of its own."""
    html = _for_every_program(html)
    rules = None if _has_strange_bodies(html) else hiding_rules(parse(html))
    root = parse(without_spans(html, lambda tag: _is_doubted(tag, rules, parse)) or "<p></p>")
    _drop_doubted(root, rules)
    return root


def _for_every_program(html: str) -> str:
    """Without what one program shows and another does not: `<![if !mso]>` and, as a comment, `<!--[if !mso]><!-->`.

    Nor with what stands below something taller than a screen.
    """
    kept, place = [], 0
    while begin := _ONLY_SOME.search(html, place):
        end = _ONLY_SOME_END.search(html, begin.end())
        kept += [html[place : begin.start()], "<!---->"]
        place = end.end() if end else len(html)
    html = "".join([*kept, html[place:]])
    tall = _TALL.search(html)
    return html[: tall.start()] if tall else html


def _is_doubted(tag: str, rules: tuple[Selector, ...] | None, parse: Callable[[str], _Element]) -> bool:
    """Would this tag alone, on a blank page, leave doubt?"""
    name = tag[1:].split(">")[0].split()[0].lower()
    if name in _PAGE:
        return False
    page = parse(_FRAMES.get(name, "{}").format(tag.replace("{", "").replace("}", "")))
    return any(_looks(one, _START, rules) is None for one in page.iter(name))


def _drop_doubted(root: _Element, rules: tuple[Selector, ...] | None) -> None:
    waiting = [(root, _START)]
    while waiting:
        element, around = waiting.pop()
        looks = _looks(element, around, rules)
        if looks is None:
            _clear(element)
        else:
            waiting.extend((child, looks) for child in element)


def _has_strange_bodies(html: str) -> bool:
    """Are there looks in a second <body>? Browsers add them to those of the first, and the parser here does not."""
    places = [found.end() for found in (_CONTENT.search(html), _BODY.search(html)) if found]
    return any(_BODY_LOOKS.search(body) for body in _BODY.findall(html, min(places, default=0)))


def _looks(element: _Element, around: _Looks, rules: tuple[Selector, ...] | None) -> _Looks | None:
    """How its words look; None when that is not sure."""
    if not isinstance(element.tag, str):
        return around
    tag = element.tag.lower()
    if tag not in _TAGS or rules is None or around.depth >= _DEEPEST or element.get("dir", "").lower() == "rtl":
        return None
    names = names_of(element)
    if is_signature(element) or any(rule.may_mean(tag, names) for rule in rules):
        return None
    declared = declarations_of(element.get("style", ""))
    if declared is None or not is_plain_look(declared):
        return None
    return _weighed(element, tag, declared, around)


def _weighed(element: _Element, tag: str, declared: dict[str, str], around: _Looks) -> _Looks | None:
    size = _size(tag, declared, around.size)
    ground = ground_of(element, plain(element.get("style", "")), around.ground)
    spelled = declared.get("color") or " ".join((element.get("color") or element.get("text") or "").lower().split())
    ink = (
        around.ink if spelled in ("", "inherit") else _BLACK if spelled in ("initial", "unset") else colour_of(spelled)
    )
    if size is None or size < SMALLEST or ground is None or ink is None or _is_seen_through(spelled):
        return None
    if max(abs(one - other) for one, other in zip(ink, ground, strict=True)) < _NEAREST:
        return None
    return _Looks(ink=ink, ground=ground, size=size, depth=around.depth + 1)


def _is_seen_through(colour: str) -> bool:
    return bool(_ALPHA.match("".join(colour.split())))


def _size(tag: str, declared: dict[str, str], around: float) -> float | None:
    if "font-size" in declared:
        return size_of(declared["font-size"], around)
    if "font" in declared:
        return size_of(font_size_in(declared["font"]) or "?", around)
    return around * _SMALLER.get(tag, 1.0)


def _clear(element: _Element) -> None:
    """Without its words and what it holds; a mark in its place keeps the lines beside it from becoming one."""
    tail = element.tail
    element.clear()
    element.tag, element.tail = "br", tail
