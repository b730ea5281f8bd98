"""The parts of a mail to the byte: a parsed and rewritten part no longer fits its signature."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from bot.reading.mail_part import Part

#: Deeper and more than any program nests.
_DEEPEST, _MOST_PARTS = 6, 60
_LINE_END = re.compile(rb"\r\n|\r|\n")


def as_sent(raw: bytes) -> bytes:
    """With the line ends of the wire."""
    return _LINE_END.sub(b"\r\n", raw)


def entities_of(mail: bytes, shut: str = "") -> Iterator[tuple[bytes, Message]]:
    """The mail and its parts with their headers, the outer before the inner; `shut`: a type that is not entered.

    Mails attached to the mail are not entered either. Raises what the library raises that trips over foreign headers.
    """
    waiting, seen = [(mail, 0)], 0
    while waiting and seen < _MOST_PARTS:
        entity, depth = waiting.pop(0)
        seen += 1
        headers = headers_of(entity)
        yield entity, headers
        kind = headers.get_content_type()
        if kind.startswith("multipart/") and kind != shut and depth < _DEEPEST:
            waiting.extend((part, depth + 1) for part in parts_of(entity, headers))


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
    pieces = body.split(mark)[1 : _MOST_PARTS + 1]
    return [piece.partition(b"\r\n")[2] for piece in pieces if not piece.startswith(b"--")]


def decoded(entity: bytes) -> bytes:
    """What it holds, its transfer encoding undone; nothing where it has parts of its own."""
    payload = message_from_bytes(entity).get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
