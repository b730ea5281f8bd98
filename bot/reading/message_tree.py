"""Bytes -> the tree of MIME parts, flattened to its leaves within limits of number, depth and size."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.feedparser import BytesFeedParser
from email.message import Message
from email.policy import Compat32

MOST_LEAVES = 1000
_CHUNK = 65_536  # feeding in chunks keeps 50 MB of mail at 84 MB of memory instead of 322
_LONGEST = {"content-type": 8_000, "content-disposition": 8_000}  # parameters are split in quadratic time
_MAIL_TYPES = ("message/rfc822", "message/global", "message/news")
_HEADERS_END = re.compile(rb"\r?\n\r?\n|\r\r")
_BOUNDARY = re.compile(r"^--([\w'()+,./:=?-]{1,70})\r?\nContent-", re.IGNORECASE | re.MULTILINE)


class _Bounded(Compat32):
    """Headers stay the text of the wire, eight-bit letters escaped, and are cut where they would take for ever."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[: _LONGEST.get(name.lower(), 1_000_000)]

    def header_fetch_parse(self, name: str, value: str) -> str:
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One part without parts of its own, or a whole mail inside the mail."""

    part: Message
    alternatives: tuple[int, ...]  #: which multipart/alternative parts it stands in, the outermost first

    @property
    def content_type(self) -> str:
        return self.part.get_content_type()

    @property
    def is_mail(self) -> bool:
        return self.content_type in _MAIL_TYPES and self.part.is_multipart()


def parsed(raw: bytes) -> Message:
    """The mail as the standard library sees it; a mail nested too deep to parse becomes headers and one text."""
    try:
        return _fed(raw)
    except RecursionError:
        return _flat(raw)


def leaves(message: Message) -> Iterator[Leaf]:
    """The leaves in the order of the mail; mails inside are given whole. Without recursion, so no depth hurts."""
    waiting: list[tuple[Message, tuple[int, ...]]] = [(message, ())]
    given = 0
    while waiting and given < MOST_LEAVES:
        part, alternatives = waiting.pop()
        children = _children(part)
        if children is None:
            given += 1
            yield Leaf(part=part, alternatives=alternatives)
            continue
        if part.get_content_type() == "multipart/alternative":
            alternatives = (*alternatives[-20:], id(part))
        waiting.extend((child, alternatives) for child in reversed(children))


def mail_inside(leaf: Leaf) -> Message | None:
    """The mail that a message/rfc822 part holds; some senders encode it against RFC 2046 section 5.2.1."""
    payload = payload_of(leaf.part)
    inner = payload[0] if isinstance(payload, list) and payload else None
    if not isinstance(inner, Message):
        return None
    if str(leaf.part.get("content-transfer-encoding", "")).strip().lower() in ("base64", "quoted-printable"):
        return _decoded(leaf.part, inner)
    return inner


def content_of(part: Message) -> bytes:
    """The decoded bytes of one leaf; empty when there are none."""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        content = None
    if isinstance(content, bytes):
        return content
    payload = payload_of(part)
    return payload.encode("utf-8", "surrogateescape") if isinstance(payload, str) else b""


def payload_of(part: Message) -> object:
    """The payload as the parser left it: `get_payload()` decodes it by any charset the mail names, even punycode."""
    return getattr(part, "_payload", None)


def _children(part: Message) -> list[Message] | None:
    if part.get_content_maintype() != "multipart":
        return None
    payload = payload_of(part)
    if isinstance(payload, str):
        payload = _with_found_boundary(payload)
    return None if not isinstance(payload, list) else [child for child in payload if isinstance(child, Message)]


def _with_found_boundary(text: str) -> object:
    """The parts of a multipart whose header names no boundary or another one, as servers that rewrite headers do."""
    found = _BOUNDARY.search(text[:_CHUNK])
    if found is None:
        return text
    head = f'Content-Type: multipart/mixed; boundary="{found[1]}"\n\n'
    return payload_of(_fed((head + text).encode("utf-8", "surrogateescape")))


def _fed(raw: bytes) -> Message:
    parser: BytesFeedParser[Message] = BytesFeedParser(policy=_Bounded())
    for start in range(0, len(raw), _CHUNK):
        parser.feed(raw[start : start + _CHUNK])
    return parser.close()


def _flat(raw: bytes) -> Message:
    end = _HEADERS_END.search(raw)
    message = _fed(re.sub(rb"(?im)^content-[\w-]+:", b"X-Too-Deep:", raw[: end.start() if end else 0] + b"\n\n"))
    message.set_payload(raw[end.end() if end else 0 :].decode("ascii", "surrogateescape"))
    return message


def _decoded(part: Message, inner: Message) -> Message:
    holder = Message(policy=_Bounded())
    holder["Content-Transfer-Encoding"] = str(part["content-transfer-encoding"])
    payload = payload_of(inner)
    holder.set_payload(payload if isinstance(payload, str) else "")
    content = content_of(holder)
    return parsed(content) if b":" in content[:2000] else inner
