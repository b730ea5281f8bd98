"""Reads the words and pictures of Word, PowerPoint and OpenDocument files; text only, macros are never looked at."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from bot.reading.allowance import Allowance
from bot.reading.document import LONGEST, MOST_PICTURES, Document, DocumentPicture
from bot.reading.zip_files import entries_named, opened, read_entry

_LARGEST_XML = 8_000_000  # bytes of one XML part; the words of a thousand pages take less
_MOST_PARTS = 200  # slides, headers, notes

_WORDS = re.compile(
    r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml|ppt/(slides|notesSlides)/\w{1,40}\.xml"
    r"|content\.xml",
)
_PICTURES = re.compile(r"(word|ppt|xl)/media/[^/]{1,200}|Pictures/[^/]{1,200}")
_ROWS = ("{*}tr", "{*}table-row")
_PARAGRAPHS = ("{*}p", "{*}h")


def read_office(content: bytes, allowance: Allowance) -> Document:
    """The text in the order of the file, a table row as one line with tabs between its cells."""
    archive = opened(content)
    if archive is None:
        return Document()
    with archive:
        text = "\n".join(_texts(archive, allowance))
        return Document(text=text[:LONGEST].strip(), pictures=pictures_in(archive, allowance))


def pictures_in(archive: ZipFile, allowance: Allowance) -> tuple[DocumentPicture, ...]:
    """The pictures an office program stores beside the text."""
    found = []
    for entry in list(entries_named(archive, _PICTURES))[:MOST_PICTURES]:
        picture = read_entry(archive, entry, allowance)
        if picture:
            found.append(DocumentPicture(name=entry.filename.rpartition("/")[2], content=picture))
    return tuple(found)


def _texts(archive: ZipFile, allowance: Allowance) -> Iterator[str]:
    for entry in list(entries_named(archive, _WORDS))[:_MOST_PARTS]:
        part = read_entry(archive, entry, allowance) if entry.file_size <= _LARGEST_XML else None
        if part:
            yield from _lines(part, allowance)


def _lines(xml: bytes, allowance: Allowance) -> Iterator[str]:
    # no entities, no DTD, no network: XML of strangers
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.parse(BytesIO(xml), parser).getroot()
    except etree.LxmlError:
        return
    if root is None:
        return
    etree.strip_elements(root, "{*}Fallback", with_tail=False)  # the same words once more, for old programs
    for block in root.iter(*_ROWS, *_PARAGRAPHS):
        if allowance.is_spent():
            return
        if next(block.iterancestors(*_ROWS, *_PARAGRAPHS), None) is None:
            yield _row(block) if _local(block) in ("tr", "table-row") else _words(block)


def _row(row: etree._Element) -> str:
    return "\t".join(_cell(cell) for cell in row.iterchildren()).strip()


def _cell(cell: etree._Element) -> str:
    return " ".join(words for paragraph in cell.iter(*_PARAGRAPHS) if (words := _words(paragraph)))


def _words(paragraph: etree._Element) -> str:
    """Word keeps its letters in `t`, and what was deleted or is computed elsewhere; OpenDocument mixes them in."""
    if "opendocument" in str(paragraph.tag) or "oasis" in str(paragraph.tag):
        return "".join(str(letters) for letters in paragraph.itertext(with_tail=True)).strip()
    shown = paragraph.iter("{*}t", "{*}tab", "{*}br", "{*}cr")
    return "".join(element.text or "" if _local(element) == "t" else " " for element in shown).strip()


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
