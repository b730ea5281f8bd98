"""Finds what is signed in a mail, to the byte."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from bot.officer_keys.entities import as_sent, decoded, entities_of, parts_of
from bot.officer_keys.officer_key import KeyKind
from bot.reading.signed_data import enclosed

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
        return tuple(_found(as_sent(raw)))
    except (ValueError, LookupError, RecursionError):  # foreign headers that the library trips over
        return ()


def _found(raw: bytes) -> Iterator[SignedPart]:
    for entity, headers in entities_of(raw, shut="multipart/signed"):
        kind = headers.get_content_type()
        if kind == "multipart/signed":
            yield _detached(entity, headers)
        elif kind in _OPAQUE:
            yield from _opaque(entity)
        elif kind == "text/plain":
            yield from _clear(entity, headers)


def _detached(entity: bytes, headers: Message) -> SignedPart:
    """RFC 1847: what is signed, and then its signature; anything else is a signature that does not hold."""
    parts = parts_of(entity, headers)
    kind = _PROTOCOLS.get(str(headers.get_param("protocol", "")).lower(), KeyKind.OPENPGP)
    if len(parts) != 2:
        return SignedPart(kind=kind, content=b"", signature=b"", entity=b"")
    return SignedPart(kind=kind, content=parts[0], signature=decoded(parts[1]), entity=parts[0])


def _opaque(entity: bytes) -> Iterator[SignedPart]:
    signature = decoded(entity)
    content = enclosed(signature)
    if content is not None:
        yield SignedPart(kind=KeyKind.SMIME, content=content, signature=signature, entity=content)


def _clear(entity: bytes, headers: Message) -> Iterator[SignedPart]:
    """RFC 9580 section 7: the words stand in a frame; blanks at line ends and the last line end are not signed."""
    text = as_sent(decoded(entity))
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
