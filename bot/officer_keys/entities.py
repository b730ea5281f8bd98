"""The parts of a mail to the byte: a parsed and rewritten part no longer fits its signature."""

import re
from email import message_from_bytes
from email.message import Message

from bot.reading.mail_part import Part

#: Deeper and more than any program nests.
DEEPEST, MOST_PARTS = 6, 60
_LINE_END = re.compile(rb"\r\n|\r|\n")


def as_sent(raw: bytes) -> bytes:
    """With the line ends of the wire."""
    return _LINE_END.sub(b"\r\n", raw)


def headers_of(entity: bytes) -> Message:
    """Its headers alone."""
    return message_from_bytes(entity.partition(b"\r\n\r\n")[0] + b"\r\n\r\n", _class=Part)


def parts_of(entity: bytes, headers: Message) -> list[bytes]:
    """The parts between the boundaries; the line end before a boundary is the boundary's (RFC 2046 section 5.1.1)."""
    boundary = headers.get_boundary()
    if not boundary:
        return []
    mark = b"\r\n--" + boundary.encode("utf-8", "surrogateescape")
    body = b"\r\n" + entity.partition(b"\r\n\r\n")[2]
    pieces = body.split(mark)[1 : MOST_PARTS + 1]
    return [piece.partition(b"\r\n")[2] for piece in pieces if not piece.startswith(b"--")]


def decoded(entity: bytes) -> bytes:
    """What it holds, its transfer encoding undone; nothing where it has parts of its own."""
    payload = message_from_bytes(entity).get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
