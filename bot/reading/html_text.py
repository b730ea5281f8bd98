"""HTML mail -> the text its reader sees, and the pictures that stand in it."""

import base64
import html as html_words
import re
from dataclasses import dataclass
from itertools import count
from urllib.parse import unquote_to_bytes

import lxml.html
from inscriptis import Inscriptis
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.model.config import ParserConfig
from lxml.etree import LxmlError, SubElement, _Element

from bot.reading.html_doubted import surely_seen as seen_for_sure
from bot.reading.html_hidden import drop_hidden
from bot.reading.html_history import mark_history

LONGEST = 1_000_000  #: letters of HTML that are read, pictures inside not counted
_MOST_PICTURES = 100
_MOST_LINKS = 200
_MOST_DRAWN = 200
_MOST_TAGS = 150_000  # a page of more would take longer than two seconds

# Letters of the private use area stand in the text for what plain text cannot say; a mail's own are taken out first.
_QUOTE, _UNQUOTE, _PICTURE, _END = "\ue000", "\ue001", "\ue002", "\ue003"
_INDENT, _OUTDENT = "\ue004", "\ue005"
_MARKS = re.compile("[\x00\ue000-\ue005]")
_INDENTS = re.compile("[\ue004\ue005]")
PICTURE_MARK = re.compile(_PICTURE + r"(\d{1,6})" + _END)  #: where the picture of that number stands in `marked`

_EMBEDDED = re.compile(
    r"data:(image/(?:png|jpe?g|gif|bmp|webp|tiff))[^,\"'>]{0,80},([A-Za-z0-9+/=%\s]{0,40000000})", re.IGNORECASE
)
_QUOTING_CLASSES = ("gmail_quote", "moz-", "yahoo_quoted", "protonmail_quote", "quote", "cite")
_LINE = "_" * 32  # as Outlook itself draws it in plain text
_TAG = re.compile(r"<[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedPicture:
    """A picture written into the HTML itself (RFC 2397)."""

    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlText:
    """What a reader of the HTML sees."""

    text: str
    marked: str  #: the text with a mark for each picture, see PICTURE_MARK
    shown: tuple[str, ...]  #: Content-IDs in the order of their marks; "" for other pictures
    embedded: dict[int, EmbeddedPicture]  #: by number of the mark
    links: tuple[str, ...]  #: where links lead, never opened
    indented: tuple[str, ...] = ()  #: lines that stand in a bare blockquote: typed or quoted, nobody knows


def html_to_text(html: str) -> str:
    """The text as seen: hidden parts out, tables and lists readable, quotes marked with > as in plain text."""
    return read_html(html).text


def read_html(html: str, *, surely_seen: bool = False) -> HtmlText:
    """The text and its pictures. Never fails: HTML that no parser takes loses its tags and is read as text.

    `surely_seen`: only what no style can hide from its reader, and nothing of HTML that no parser takes.
    """
    without, embedded = _lift_pictures(_MARKS.sub("", html))
    try:
        bounded = _bounded(without)
        root = seen_for_sure(bounded, _root) if surely_seen else _root(bounded)
        drop_hidden(root)
        _draw_lines(root)
        _break_before_tables(root)
        mark_history(root)
        _mark_quotes(root)
        shown = _mark_pictures(root)
        links = tuple(_links(root))
        written = Inscriptis(root, ParserConfig(css=CSS_PROFILES["strict"].copy())).get_text()
    except (LxmlError, ValueError, AssertionError, RecursionError, KeyError, IndexError):
        return _without_tags("" if surely_seen else without)
    indented, written = _indented(written)
    marked = _quoted(written)
    return HtmlText(
        text=PICTURE_MARK.sub("", marked).strip(),
        marked=marked,
        shown=tuple(shown),
        embedded={number: embedded[cid] for number, cid in enumerate(shown) if cid in embedded},
        links=links,
        indented=indented,
    )


def _bounded(html: str) -> str:
    if html.count("<", 0, LONGEST) > _MOST_TAGS:
        raise ValueError("too many elements: its words are read without them")
    return html[:LONGEST]


def _root(html: str) -> _Element:
    # bytes: text that declares an encoding is refused as str; the mail has been decoded already
    parser = lxml.html.HTMLParser(encoding="utf-8")
    root = lxml.html.document_fromstring(html.encode("utf-8", "replace") or b"<p></p>", parser=parser)
    if any(fault.type_name == "ERR_RESOURCE_LIMIT" for fault in parser.error_log):
        raise ValueError("nested too deep: the parser left out what came next")
    return root


def _lift_pictures(html: str) -> tuple[str, dict[str, EmbeddedPicture]]:
    """Pictures written into the HTML become cid: links, so that they do not count as letters."""
    found: dict[str, EmbeddedPicture] = {}
    numbers = count()

    def lift(data: re.Match[str]) -> str:
        content = _embedded(data)
        if content is None or len(found) >= _MOST_PICTURES:
            return ""
        cid = f"embedded-{next(numbers)}@html"
        found[cid] = content
        return f"cid:{cid}"

    return _EMBEDDED.sub(lift, html), found


def _embedded(data: re.Match[str]) -> EmbeddedPicture | None:
    try:
        content = base64.b64decode(unquote_to_bytes(data[2]))
    except ValueError:
        return None
    return EmbeddedPicture(content_type=data[1].lower(), content=content) if content else None


def _draw_lines(root: _Element) -> None:
    """Outlook and others tell only by a line where the typed words end and the answered mail begins."""
    for line in list(root.iter("hr"))[:_MOST_DRAWN]:
        line.tag, line.text = "div", _LINE
        line.attrib.clear()


def _break_before_tables(root: _Element) -> None:
    """A table that follows words begins a line of its own."""
    for table in list(root.iter("table")):
        if next(table.iterancestors("table"), None) is None:
            table.addprevious(table.makeelement("br"))


def _mark_quotes(root: _Element) -> None:
    for block in root.iter("blockquote"):
        begin, end = (_QUOTE, _UNQUOTE) if _is_quote(block) else (_INDENT, _OUTDENT)
        first = block.makeelement("div")
        first.text, first.tail, block.text = begin, block.text, None
        block.insert(0, first)
        SubElement(block, "div").text = end


def _is_quote(block: _Element) -> bool:
    """Word processors indent with bare blockquotes: what stands in those was typed now."""
    names = f"{block.get('class', '')} {block.get('id', '')}".lower()
    return block.get("type") == "cite" or "cite" in block.attrib or any(name in names for name in _QUOTING_CLASSES)


def _mark_pictures(root: _Element) -> list[str]:
    shown: list[str] = []
    for picture in list(root.iter("img"))[:_MOST_PICTURES]:
        source = (picture.get("src") or "").strip()
        picture.tail = f" {_PICTURE}{len(shown)}{_END} {picture.tail or ''}"
        shown.append(unquote_to_bytes(source[4:]).decode("utf-8", "replace") if source[:4].lower() == "cid:" else "")
    return shown


def _links(root: _Element) -> list[str]:
    targets = (link.get("href", "").strip() for link in root.iter("a"))
    return list(dict.fromkeys(link[:2000] for link in targets if link.lower().startswith("http")))[:_MOST_LINKS]


def _indented(written: str) -> tuple[tuple[str, ...], str]:
    """The lines within indents; and the text, without these marks and the lines that held nothing else."""
    inside, kept, depth = [], [], 0
    for line in written.splitlines():
        bare = _INDENTS.sub("", line)
        if depth and bare.strip():
            inside.append(PICTURE_MARK.sub("", bare).strip())
        depth = max(0, depth + line.count(_INDENT) - line.count(_OUTDENT))
        if bare.strip() or bare == line:
            kept.append(bare)
    return tuple(inside), "\n".join(kept)


def _quoted(written: str) -> str:
    """Lines between quote marks get one > for each level."""
    lines, depth = [], 0
    for line in written.replace("\xa0", " ").splitlines():
        bare = line.replace(_QUOTE, "").replace(_UNQUOTE, "")
        depth += line.count(_QUOTE)
        if bare.strip() or not (line.count(_QUOTE) or line.count(_UNQUOTE)):
            lines.append(f"{'>' * depth} {bare}".rstrip() if depth else bare.rstrip())
        depth = max(0, depth - line.count(_UNQUOTE))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _without_tags(html: str) -> HtmlText:
    text = html_words.unescape(_TAG.sub(" ", html[:LONGEST])).strip()
    return HtmlText(text=text, marked=text, shown=(), embedded={}, links=())
