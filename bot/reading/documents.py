"""What kind of document this is, by its first bytes rather than its name, and what can be read of it."""

from bot.reading import old_excel, old_powerpoint, old_word
from bot.reading.allowance import Allowance
from bot.reading.document import UNREAD, Document
from bot.reading.office_document import read_office
from bot.reading.outlook_message import streams_of
from bot.reading.pdf_document import read_pdf
from bot.reading.rtf_text import rtf_text
from bot.reading.spreadsheet import read_spreadsheet
from bot.reading.zip_files import is_zip, opened

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 1024  # some programs write a line of their own above "%PDF" (ISO 32000-1, annex H.3.4.1)


def read_document(content: bytes, allowance: Allowance) -> Document:
    """Words and pictures of a PDF, an office document old or new, or an RTF; nothing of anything else. Never fails."""
    if allowance.is_spent():
        return UNREAD
    if b"%PDF-" in content[:_HEAD]:
        return read_pdf(content, allowance)
    if content.startswith(b"{\\rtf"):
        return Document(text=rtf_text(content))
    if content.startswith(_OLE):
        return Document(text=_old_office_text(content, allowance))
    match office_kind(content):
        case "xl":
            return read_spreadsheet(content, allowance)
        case "word" | "ppt" | "odf":
            return read_office(content, allowance)
    return UNREAD


def _old_office_text(content: bytes, allowance: Allowance) -> str:
    streams = streams_of(content, (*old_word.STREAMS, *old_excel.STREAMS, *old_powerpoint.STREAMS))
    return (
        old_word.old_word_text(streams)
        or old_excel.old_excel_text(streams, allowance)
        or old_powerpoint.old_powerpoint_text(streams)
    )


def office_kind(content: bytes) -> str:
    """ "word", "ppt", "xl" or "odf" for an office document, "" for any other file, an ordinary zip too."""
    archive = opened(content) if is_zip(content) else None
    if archive is None:
        return ""
    with archive:
        names = archive.namelist()
        if "[Content_Types].xml" in names:
            return next((kind for kind in ("word", "ppt", "xl") if any(n.startswith(f"{kind}/") for n in names)), "")
        return "odf" if "content.xml" in names and "mimetype" in names else ""
