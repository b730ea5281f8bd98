"""Reads the text layer and the scanned pages of a PDF, within limits of pages, pixels and processor time."""

import logging
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any

import pypdf
from pypdf.generic import StreamObject

from bot.reading.allowance import Allowance
from bot.reading.document import LONGEST, MOST_PICTURES, Document, DocumentPicture

MOST_PAGES = 60  #: a report is in the first pages
_LARGEST = 30_000_000  # bytes of one PDF; a broken one is searched from end to end several times
_MOST_PIXELS = 12_000_000  # of one picture that must be unpacked: a page of A4 at 300 dpi has 8.7 million
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": 40_000_000,  # one picture of _MOST_PIXELS in colour
    "lzw_maximum_output_length": 40_000_000,
    "run_length_maximum_output_length": 40_000_000,
    "image_maximum_buffer_size": 40_000_000,
    "stream_decoding_work_maximum_length": 80_000_000,
    "stream_parsing_work_maximum_count": 100_000,  # a page of small print takes ten thousand
    "xform_maximum_invocations_per_extraction": 200,
    "page_tree_maximum_page_entries": 20_000,
    "jbig2dec_binary": None,  # no other program is ever started on a stranger's file
}
_JPEG = "/DCTDecode"


class _Enough(Exception):
    """The processor time for files is used up; what has been read so far counts."""


def read_pdf(content: bytes, allowance: Allowance) -> Document:
    """The words of the first pages and the pictures in them; nothing of a PDF that needs a password."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # its warnings quote what stands in the file
    texts: list[str] = []
    pictures: list[DocumentPicture] = []
    if len(content) > _LARGEST:
        return Document()
    try:
        with pypdf.apply_configuration(**_LIMITS):
            _read_pages(content, texts, pictures, allowance)
    except Exception:  # noqa: S110  # pypdf raises whatever a broken file makes Python raise: keep what was read
        pass
    return Document(text="\n".join(texts)[:LONGEST].strip(), pictures=tuple(pictures))


def _read_pages(content: bytes, texts: list[str], pictures: list[DocumentPicture], allowance: Allowance) -> None:
    for page in islice(_pages(content), MOST_PAGES):
        _read_page(page, texts, pictures, allowance)
        if allowance.is_spent() or sum(map(len, texts)) > LONGEST:
            return


def _pages(content: bytes) -> Iterator[pypdf.PageObject]:
    reader = pypdf.PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):  # many are locked against changes only
        return
    yield from reader.pages


def _read_page(page: pypdf.PageObject, texts: list[str], pictures: list[DocumentPicture], allowance: Allowance) -> None:
    said: list[str] = []

    def heard(text: str, *_: Any) -> None:
        said.append(text)

    def stop(*_: Any) -> None:
        if allowance.is_spent():
            raise _Enough

    try:
        text = page.extract_text(visitor_operand_before=stop, visitor_text=heard)
    except _Enough:
        text = "".join(said)
    texts.append(text.strip())
    for picture in _pictures(page, allowance):
        if len(pictures) < MOST_PICTURES and allowance.take(len(picture.content)):
            pictures.append(picture)


def _pictures(page: pypdf.PageObject, allowance: Allowance) -> Iterator[DocumentPicture]:
    drawn = page.get("/Resources", {}).get_object().get("/XObject", {}).get_object()
    for name in list(drawn)[:MOST_PICTURES]:
        stream = drawn[name].get_object()
        if allowance.is_spent() or not isinstance(stream, StreamObject) or stream.get("/Subtype") != "/Image":
            continue
        if _filters(stream) == [_JPEG]:  # a photo or scan as the camera made it: not unpacked at all
            yield DocumentPicture(name=f"{name[1:]}.jpg", content=bytes(stream._data))
        elif int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) <= _MOST_PIXELS:
            picture = page.images[name]
            yield DocumentPicture(name=picture.name, content=picture.data)


def _filters(stream: StreamObject) -> list[str]:
    named = stream.get("/Filter", [])
    return [str(each) for each in named] if isinstance(named, list) else [str(named)]
