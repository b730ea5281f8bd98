"""Makes a leaf of a file that was found inside another file, as if it had hung on the mail itself."""

from collections.abc import Sequence

from bot.reading.mail_part import Part
from bot.reading.message_tree import Leaf

_TYPES = {
    "txt": "text/plain", "csv": "text/csv", "htm": "text/html", "html": "text/html", "ics": "text/calendar",
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "heic": "image/heic", "pdf": "application/pdf", "zip": "application/zip",
}  # fmt: skip


def made_leaf(name: str, content: bytes) -> Leaf:
    """An attachment of this name; its type is that of its ending, and later sniffed like any other."""
    part = Part()
    ending = name.rpartition(".")[2].lower()
    part.add_header("Content-Type", _TYPES.get(ending, "application/octet-stream"))
    plain = name.encode("utf-8", "replace").decode("utf-8")  # half letters of a broken name cannot be written
    part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", plain))
    part.content = content
    return Leaf(part=part, alternatives=())


def made_text(words: str) -> Leaf:
    """Words that were found inside a file but stand in the mail."""
    part = Part()
    part.add_header("Content-Type", "text/plain", charset="utf-8")
    part.content = words.encode("utf-8", "replace")
    return Leaf(part=part, alternatives=())


def made_mail(leaves: Sequence[Leaf]) -> Leaf:
    """A mail inside the mail, of these parts; it has no headers, so it names nobody."""
    mail = Part()
    mail.add_header("Content-Type", "multipart/mixed")
    mail.set_payload([leaf.part for leaf in leaves])
    part = Part()
    part.add_header("Content-Type", "message/rfc822")
    part.set_payload([mail])
    return Leaf(part=part, alternatives=())
