"""What hangs on a mail is read: words and pictures of documents, within limits, never a macro."""

import io
import logging
import zipfile
from collections.abc import Callable

import matplotlib
import numpy
import openpyxl
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.reading.allowance import Allowance, allowance_for
from bot.reading.calendar_text import calendar_text
from bot.reading.document import UNREAD, Document
from bot.reading.documents import read_document
from bot.reading.rtf_text import rtf_text

WORDS = "Loonstrook van een ander"


def a_picture(kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(file, kind)
    return file.getvalue()


def zipped(files: dict[str, bytes | str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def word(body: str, **more: bytes | str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = f'<?xml version="1.0"?><w:document {space}><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **more})


def opendocument(body: str) -> bytes:
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    )
    content = f"<office:document-content {spaces}>{body}</office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def workbook(rows: list[list[object]]) -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(file)
    return file.getvalue()


def a_pdf(text: str, picture: bool = False) -> bytes:
    matplotlib.use("pdf")
    from matplotlib import pyplot

    figure, file = pyplot.figure(), io.BytesIO()
    figure.text(0.1, 0.5, text)
    if picture:
        figure.figimage(numpy.ones((30, 40)))
    figure.savefig(file, format="pdf")
    pyplot.close(figure)
    return file.getvalue()


def read(content: bytes) -> Document:
    return read_document(content, allowance_for(len(content)))


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


DOCUMENTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "word": (lambda: word(paragraph(WORDS)), WORDS),
    "word split in runs": (
        lambda: word("<w:p><w:r><w:t>Loon</w:t></w:r><w:r><w:t>strook</w:t></w:r></w:p>"),
        "Loonstrook",
    ),
    "word table": (
        lambda: word(
            "<w:tbl><w:tr>" + "".join(f"<w:tc>{paragraph(x)}</w:tc>" for x in ("Jan", "999990019")) + "</w:tr></w:tbl>"
        ),
        "Jan\t999990019",
    ),
    "word deleted text": (
        lambda: word(f"<w:p><w:del><w:r><w:delText>weg</w:delText></w:r></w:del><w:r><w:t>{WORDS}</w:t></w:r></w:p>"),
        WORDS,
    ),
    "opendocument text": (
        lambda: opendocument("<text:p>Loonstrook <text:span>van een</text:span> ander</text:p>"),
        WORDS,
    ),
    "opendocument table": (
        lambda: opendocument(
            "<table:table><table:table-row><table:table-cell><text:p>Jan</text:p></table:table-cell>"
            "<table:table-cell><text:p>5</text:p></table:table-cell></table:table-row></table:table>"
        ),
        "Jan\t5",
    ),
    "excel": (lambda: workbook([["naam", "bsn"], ["Jan", 999990019]]), "Sheet\nnaam\tbsn\nJan\t999990019"),
    "pdf": (lambda: a_pdf(WORDS), WORDS),
    "rtf": (
        lambda: rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 Loonstrook van\par een ander}",
        "Loonstrook van\neen ander",
    ),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_the_words_of_a_document_are_read(kind: str) -> None:
    make, words = DOCUMENTS[kind]
    assert read(make()).text == words


def test_powerpoint_slides_are_read() -> None:
    slide = '<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>Loonstrook</a:t></a:r></a:p></p:sld>'
    assert read(zipped({"[Content_Types].xml": "", "ppt/slides/slide1.xml": slide})).text == "Loonstrook"


def test_pictures_in_a_word_document_are_found() -> None:
    (picture,) = read(word(paragraph("zie"), **{"word/media/image1.png": a_picture()})).pictures
    assert (picture.name, picture.content) == ("image1.png", a_picture())


def test_pictures_in_a_pdf_are_found() -> None:
    (picture,) = read(a_pdf("zie", picture=True)).pictures
    assert picture.content.startswith(b"\x89PNG")


def test_a_photo_in_a_pdf_is_found_as_it_was_made() -> None:
    file = io.BytesIO()
    with Image.open(io.BytesIO(a_picture("JPEG"))) as image:
        image.save(file, "PDF")
    (picture,) = read(file.getvalue()).pictures
    assert picture.content.startswith(b"\xff\xd8\xff")


def test_a_pdf_locked_with_a_password_is_not_read() -> None:
    writer, file = pypdf.PdfWriter(io.BytesIO(a_pdf(WORDS))), io.BytesIO()
    writer.encrypt("geheim", algorithm="AES-256")
    writer.write(file)
    assert read(file.getvalue()) == UNREAD


def test_a_macro_is_never_read() -> None:
    assert "Shell" not in read(word(paragraph("x"), **{"word/vbaProject.bin": b"Shell"})).text


def test_an_entity_is_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "boem">]><x xmlns:w="w"><w:p><w:t>&a;voor</w:t></w:p></x>'
    assert "boem" not in read(zipped({"[Content_Types].xml": "", "word/document.xml": bomb})).text


def test_a_bomb_in_a_word_document_is_left_alone() -> None:
    assert read(word(paragraph("a" * 50_000_000))).text == ""


def test_a_spent_allowance_ends_the_reading() -> None:
    assert read_document(word(paragraph(WORDS)), Allowance(seconds=-1)) == UNREAD


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"Jan;1"])
def test_what_is_no_document_gives_nothing(content: bytes) -> None:
    assert read(content) == UNREAD


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(DOCUMENTS)), st.data())
def test_damaged_documents_never_raise(kind: str, data: st.DataObject) -> None:
    content = bytearray(DOCUMENTS[kind][0]())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read(bytes(content[: data.draw(st.integers(1, len(content)))]))


def test_no_word_of_a_pdf_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        read(b"%PDF-1.4\n1 0 obj\n<< /Geheim (geheim) /Length x >>\nendobj\ntrailer << /Root 1 0 R >>")
    assert "geheim" not in caplog.text.lower()


RTF = [
    (rb"{\rtf1 Pati\'ebnt}", "Patiënt"),
    (rb"{\rtf1 Pati\u235?nt}", "Patiënt"),
    (rb"{\rtf1 a\tab b\line c}", "a\tb\nc"),
    (rb"{\rtf1 {\*\generator Word;}x}", "x"),
    (rb"{\rtf1 {\pict 0102ff}x}", "x"),
    (rb"{\rtf1 zien {\v verborgen}en \v weg\v0 lezen}", "zien en lezen"),
    (rb"{\rtf1 \{haken\}", "{haken}"),
    (rb"{\rtf1 }}}x", "x"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "words"), RTF)
def test_rich_text_loses_its_marks_only(content: bytes, words: str) -> None:
    assert rtf_text(content) == words


def test_an_invitation_says_what_where_and_who() -> None:
    invitation = (
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nORGANIZER;CN=Jan Jansen:mailto:jan@x.example\r\nLOCATION:Kamer 1\r\n"
        "SUMMARY:Dossier van\r\n  een ander\r\nDESCRIPTION:Zie\\nbijlage\\, graag\r\nEND:VEVENT\r\nEND:VCALENDAR"
    )
    assert calendar_text(invitation).splitlines() == [
        "Dossier van een ander", "Zie", "bijlage, graag", "Jan Jansen <jan@x.example>", "Kamer 1"
    ]  # fmt: skip
