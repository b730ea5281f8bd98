"""Something that hangs on a mail: what it is called, what it says, which pictures are in it."""

import re
from dataclasses import dataclass
from email.message import Message

from bot.incoming_mail import Attachment
from bot.reading.allowance import Allowance
from bot.reading.calendar_text import calendar_text
from bot.reading.charsets import decode
from bot.reading.document import LONGEST, Document
from bot.reading.documents import read_document
from bot.reading.header_text import header_text
from bot.reading.html_text import html_to_text
from bot.reading.mail_part import content_of, payload_of
from bot.reading.message_tree import Leaf
from bot.reading.part_content import charset_of, name_of, picture_type_of, type_of
from bot.reading.zip_files import names_in
from classifiers.words import Picture

_READABLE_NAME = re.compile(r"\.(txt|csv|tsv|log|json|xml|ya?ml|md|sql|ini|ics|vcf|mbox|html?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """One attachment and the pictures that were found inside it."""

    attachment: Attachment
    pictures: tuple[Picture, ...]


def attached(leaf: Leaf, allowance: Allowance) -> Attached:
    """Reads what can be read of it; a program, a macro or an unknown kind of file is named only."""
    content, name = content_of(leaf.part), name_of(leaf.part)
    is_text = leaf.part.is_multipart() or leaf.part.get_content_maintype() == "text"
    document = Document() if is_text and not content.startswith(b"{\\rtf") else read_document(content, allowance)
    said = document.text or _plain_text(leaf, name, content) or names_in(content)
    text = said[:LONGEST].replace("\x00", "")  # no database takes a NUL, whichever file it came from
    return Attached(
        attachment=Attachment(
            name=name, content_type=type_of(leaf, content), size=len(content) or len(said), text=text
        ),
        pictures=tuple(_pictures(document)),
    )


def _pictures(document: Document) -> list[Picture]:
    typed = [(picture, picture_type_of(picture.content)) for picture in document.pictures]
    return [
        Picture(name=picture.name, content_type=kind, content=picture.content, is_inline=False)
        for picture, kind in typed
        if kind
    ]


def _plain_text(leaf: Leaf, name: str, content: bytes) -> str:
    blocks = payload_of(leaf.part) if leaf.part.is_multipart() else None
    if isinstance(blocks, list):
        return "\n".join(_header_lines(child) for child in blocks if isinstance(child, Message))
    if leaf.part.get_content_maintype() != "text" and not _READABLE_NAME.search(name):
        return ""
    words = decode(content[:LONGEST], charset_of(leaf.part)).replace("\r\n", "\n").replace("\r", "\n")
    if leaf.content_type == "text/calendar" or name.lower().endswith(".ics"):
        return calendar_text(words)
    is_html = leaf.content_type == "text/html" or name.lower().endswith((".htm", ".html"))
    return html_to_text(words) if is_html else words


def _header_lines(block: Message) -> str:
    """A block of a delivery report (RFC 3464 section 2.1) as the lines it is."""
    lines = [f"{name}: {header_text(str(value))}" for name, value in list(block.raw_items())[:100]]
    return "\n".join([*lines, decode(content_of(block)[:LONGEST])]).strip()
