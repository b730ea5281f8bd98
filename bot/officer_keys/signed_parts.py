"""Finds what is signed in a mail, to the byte: a parsed and rewritten part no longer fits its signature."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from bot.officer_keys.officer_key import KeyKind
from bot.reading.mail_part import Part
from bot.reading.signed_data import enclosed

_DEEPEST, _MOST_PARTS = 6, 60
_LINE_END = re.compile(rb"\r\n|\r|\n")
_FRAME = re.compile(rb"(?m)^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\r\n(?:Hash: ?[^\r\n]{0,200}\r\n){0,5}\r\n")
_SIGNATURE, _END = b"\r\n-----BEGIN PGP SIGNATURE-----", b"-----END PGP SIGNATURE-----"
_ESCAPED_DASH = re.compile(rb"(?m)^- ")
_BLANKS = re.compile(rb"[ \t]{1,1000}(?=\r\n|\Z)")
_CHARSET = re.compile(r"[A-Za-z0-9._:-]{1,40}")
_PROTOCOLS = {
    "application/pgp-signature": KeyKind.OPENPGP,
    "application/pkcs7-signature": KeyKind.SMIME,
    "application/x-pkcs7-signature": KeyKind.SMIME,
}
_OPAQUE = ("application/pkcs7-mime", "application/x-pkcs7-mime")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedPart:
    """Bytes, the signature over them, and the same as a MIME part that can be read."""

    kind: KeyKind
    content: bytes
    signature: bytes
    entity: bytes


def signed_parts(raw: bytes) -> tuple[SignedPart, ...]:
    """Everything in a mail that is signed by itself; mails attached to it are not entered."""
    try:
        return tuple(_found(_LINE_END.sub(b"\r\n", raw)))
    except (ValueError, LookupError, RecursionError):  # foreign headers that the library trips over
        return ()


def _found(raw: bytes) -> Iterator[SignedPart]:
    waiting, seen = [(raw, 0)], 0
    while waiting and seen < _MOST_PARTS:
        entity, depth = waiting.pop(0)
        seen += 1
        headers = _headers(entity)
        kind = headers.get_content_type()
        if kind == "multipart/signed":
            yield _detached(entity, headers)
        elif kind.startswith("multipart/") and depth < _DEEPEST:
            waiting.extend((part, depth + 1) for part in _parts(entity, headers))
        elif kind in _OPAQUE:
            yield from _opaque(entity)
        elif kind == "text/plain":
            yield from _clear(entity, headers)


def _headers(entity: bytes) -> Message:
    return message_from_bytes(entity.partition(b"\r\n\r\n")[0] + b"\r\n\r\n", _class=Part)


def _parts(entity: bytes, headers: Message) -> list[bytes]:
    """The parts between the boundaries; the line end before a boundary is the boundary's (RFC 2046 section 5.1.1)."""
    boundary = headers.get_boundary()
    if not boundary:
        return []
    mark = b"\r\n--" + boundary.encode("utf-8", "surrogateescape")
    body = b"\r\n" + entity.partition(b"\r\n\r\n")[2]
    pieces = body.split(mark)[1 : _MOST_PARTS + 1]
    return [piece.partition(b"\r\n")[2] for piece in pieces if not piece.startswith(b"--")]


def _decoded(entity: bytes) -> bytes:
    payload = message_from_bytes(entity).get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _detached(entity: bytes, headers: Message) -> SignedPart:
    """RFC 1847: what is signed, and then its signature; anything else is a signature that does not hold."""
    parts = _parts(entity, headers)
    kind = _PROTOCOLS.get(str(headers.get_param("protocol", "")).lower(), KeyKind.OPENPGP)
    if len(parts) != 2:
        return SignedPart(kind=kind, content=b"", signature=b"", entity=b"")
    return SignedPart(kind=kind, content=parts[0], signature=_decoded(parts[1]), entity=parts[0])


def _opaque(entity: bytes) -> Iterator[SignedPart]:
    signature = _decoded(entity)
    content = enclosed(signature)
    if content is not None:
        yield SignedPart(kind=KeyKind.SMIME, content=content, signature=signature, entity=content)


def _clear(entity: bytes, headers: Message) -> Iterator[SignedPart]:
    """RFC 9580 section 7: the words stand in a frame; blanks at line ends and the last line end are not signed."""
    text = _LINE_END.sub(b"\r\n", _decoded(entity))
    for begin in _FRAME.finditer(text):
        last = text.find(_SIGNATURE, begin.end() - 2)
        end = text.find(_END, last)
        if last < 0 or end < 0:
            return
        content = _BLANKS.sub(b"", _ESCAPED_DASH.sub(b"", text[begin.end() : max(last, begin.end())]))
        charset = headers.get_content_charset() or "utf-8"
        head = f"Content-Type: text/plain; charset={charset if _CHARSET.fullmatch(charset) else 'utf-8'}\r\n"
        yield SignedPart(
            kind=KeyKind.OPENPGP,
            content=content,
            signature=text[last + 2 : end + len(_END)] + b"\r\n",
            entity=head.encode() + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + content,
        )
