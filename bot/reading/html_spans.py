"""Cuts elements out of a page by their tags alone: parsers disagree on where a wrongly nested element ends.

>>> without_spans("<s><p>x</p></s> y", lambda tag: tag == "<s>")
'<br> y'
"""

import re
from collections.abc import Callable

#: A tag; or the beginning of one that cannot be taken apart, such as `<p title="<"`.
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-z][\w:-]{0,40})"
    r"(?:(?P<whole>[^<>\"'\w:-]?[^<>\"']{0,2000}(?:(?:\"[^\"<]{0,9000}\"|'[^'<]{0,9000}')[^<>\"']{0,500}){0,60}>)|)",
    re.IGNORECASE,
)
_COMMENT_END = re.compile(r"--!?>")
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


def without_spans(html: str, is_unwanted: Callable[[str], bool]) -> str:
    """Each unwanted element goes with all up to its own end tag; where that is missing, all the rest goes."""
    html = without_comments(html)
    kept: list[str] = []
    place, name, depth = 0, "", 0
    known: dict[str, bool] = {}
    for tag in _TAG.finditer(html):
        found = tag["name"].lower()
        if depth and found == name:
            depth += -1 if tag["end"] else 1
            place = tag.end()
        elif not depth and found not in _VOID and not tag["end"]:
            if tag[0] not in known:
                known[tag[0]] = tag["whole"] is None or is_unwanted(tag[0])
            if known[tag[0]]:
                kept += [html[place : tag.start()], "<br>"]
                name, depth = found, 1
    return "".join(kept if depth else [*kept, html[place:]])


def without_comments(html: str) -> str:
    """As browsers end them: at the first "-->", of "<!-->" too (HTML 13.2.5.43)."""
    kept, place = [], 0
    while (start := html.find("<!--", place)) >= 0 and (end := _COMMENT_END.search(html, start + 2)):
        kept.append(html[place:start])
        place = end.end()
    return "".join([*kept, html[place:]])
