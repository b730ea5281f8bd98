"""Makes a leaf of a file that was found inside another file, as if it had hung on the mail itself."""

from base64 import b64encode
from email.message import Message

from bot.reading.message_tree import Leaf

_TYPES = {
    "txt": "text/plain", "csv": "text/csv", "htm": "text/html", "html": "text/html", "ics": "text/calendar",
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "heic": "image/heic", "pdf": "application/pdf", "zip": "application/zip",
}  # fmt: skip


def made_leaf(name: str, content: bytes) -> Leaf:
    """An attachment of this name; its type is that of its ending, and later sniffed like any other."""
    part = Message()
    ending = name.rpartition(".")[2].lower()
    part.add_header("Content-Type", _TYPES.get(ending, "application/octet-stream"))
    plain = name.encode("utf-8", "replace").decode("utf-8")  # half letters of a broken name cannot be written
    part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", plain))
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(b64encode(content).decode("ascii"))
    return Leaf(part=part, alternatives=())
