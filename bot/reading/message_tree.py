"""Bytes -> the tree of MIME parts, flattened to its leaves within limits of number, depth and size."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email.feedparser import BytesFeedParser
from email.message import Message
from functools import partial

from bot.reading.long_bodies import lifted
from bot.reading.mail_part import BOUNDED, Part, decoded_as, encoding_of, payload_of

MOST_LEAVES = 1000
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_CHUNK = 65_536  # what the parser is fed at once: the whole mail would be decoded into four bytes a letter
_MAIL_TYPES = ("message/rfc822", "message/global", "message/news", "message/partial")
_HEADERS_END = re.compile(rb"\r?\n\r?\n|\r\r")
_START = re.compile(r"\bstart\s?=\s?\"?<?([^\s<>\";]{1,500})", re.IGNORECASE)
_BOUNDARY = re.compile(r"^--([\w'()+,./:=?-]{1,70})\r?\nContent-", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One part without parts of its own, or a whole mail inside the mail."""

    part: Message
    alternatives: tuple[int, ...]  #: which multipart/alternative parts it stands in, the outermost first
    branch: tuple[int, ...] = ()  #: which version it is of each of these, or a part of that version
    is_beside: bool = False  #: in a multipart/related, and not its root: no program shows it by itself (RFC 2387)

    @property
    def content_type(self) -> str:
        return self.part.get_content_type()

    @property
    def is_mail(self) -> bool:
        return self.content_type in _MAIL_TYPES and self.part.is_multipart()


def parsed(raw: bytes) -> Message:
    """The mail as the standard library sees it; a mail nested too deep to parse becomes headers and one text."""
    raw = raw.removeprefix(_BYTE_ORDER_MARK)  # some editors save mails with one: the first header would be lost
    try:
        return _fed(raw)
    except RecursionError:
        return _flat(raw)


def leaves(message: Message) -> Iterator[Leaf]:
    """The leaves in the order of the mail; mails inside are given whole. Without recursion, so no depth hurts."""
    waiting = [Leaf(part=message, alternatives=())]
    given = 0
    while waiting and given < MOST_LEAVES:
        leaf = waiting.pop()
        children = _children(leaf.part)
        if children is None:
            given += 1
            yield leaf
        else:
            waiting.extend(reversed([_below(leaf, number, children) for number in range(len(children))]))


def _below(leaf: Leaf, number: int, children: Sequence[Message]) -> Leaf:
    """A part of this one, and where in it that stands."""
    child = replace(leaf, part=children[number])
    match leaf.content_type:
        case "multipart/alternative":
            alternatives = (*leaf.alternatives[-20:], id(leaf.part))
            return replace(child, alternatives=alternatives, branch=(*leaf.branch[-20:], number))
        case "multipart/related":
            return replace(child, is_beside=leaf.is_beside or number != _root(leaf.part, children))
        case _:
            return child


def _root(related: Message, children: Sequence[Message]) -> int:
    """The part that is shown: the first, where no other is named (RFC 2387 section 3.2)."""
    named = _START.search(str(related.get("content-type", "")))
    ids = [str(child.get("content-id", "")).strip().strip("<>") for child in children] if named else []
    return ids.index(named[1]) if named and named[1] in ids else 0


def mail_inside(leaf: Leaf) -> Message | None:
    """The mail that a message/rfc822 part holds; some senders encode it against RFC 2046 section 5.2.1."""
    payload = payload_of(leaf.part)
    inner = payload[0] if isinstance(payload, list) and payload else None
    if not isinstance(inner, Message):
        return None
    if encoding_of(leaf.part) in ("base64", "quoted-printable"):
        return _decoded(leaf.part, inner)
    return inner


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
    slices, bodies = lifted(raw)
    parser: BytesFeedParser[Message] = BytesFeedParser(_factory=partial(Part, bodies), policy=BOUNDED)
    for piece in slices:
        for start in range(0, len(piece), _CHUNK):
            parser.feed(bytes(piece[start : start + _CHUNK]))
    return parser.close()


def _flat(raw: bytes) -> Message:
    end = _HEADERS_END.search(raw)
    message = _fed(re.sub(rb"(?im)^content-[\w-]+:", b"X-Too-Deep:", raw[: end.start() if end else 0] + b"\n\n"))
    message.set_payload(raw[end.end() if end else 0 :].decode("ascii", "surrogateescape"))
    return message


def _decoded(part: Message, inner: Message) -> Message:
    encoding = encoding_of(part)
    if inner.is_multipart() or (len(inner) and encoding_of(inner) == "quoted-printable"):
        return inner  # it was parsed as it stands: only its own encoding is real
    # headers look the same in quoted-printable, and were parsed; in base64 there are none yet
    headers = "".join(f"{name}: {value}\n" for name, value in inner.raw_items())
    content = decoded_as(inner, encoding, f"{headers}\n".encode("utf-8", "surrogateescape") if headers else b"")
    return parsed(content) if b":" in content[:2000] else inner
