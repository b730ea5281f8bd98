"""A letter for the holder of a key alone: encrypted whole, under headers that say no more than the way needs.

OpenPGP as RFC 3156 section 4 says, S/MIME as RFC 8551 section 3.3. Headers stay as they are, so that answers find their
thread; the subject moves inside.
"""

import base64
import hashlib
import re

from bot.officer_keys import openpgp, smime
from bot.officer_keys.officer_key import KeyKind, OfficerKey

_FIELD = re.compile(rb"([!-9;-~]+):[^\n]*\n(?:[ \t][^\n]*\n)*")
_ONLY_INSIDE = ("subject", "mime-version")
_LINE = 76


def sealed(letter: bytes, key: OfficerKey, subject: str) -> bytes:
    """The letter as ciphertext, under another subject; raises whatever the library does when the key takes nothing."""
    outer, inner = _parted(letter)
    body = _openpgp(key, inner, letter) if key.kind is KeyKind.OPENPGP else _smime(key, inner)
    return outer + _subject(subject) + b"MIME-Version: 1.0\r\n" + body


def plain_instead(letter: bytes, subject: str, text: str) -> bytes:
    """A short text in place of a letter that cannot be encrypted, with its Message-ID and in its thread."""
    outer, _ = _parted(letter)
    body = base64.encodebytes(text.encode()).replace(b"\n", b"\r\n")
    head = b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return outer + _subject(subject) + head + body


def _parted(letter: bytes) -> tuple[bytes, bytes]:
    """The headers of the way; and the content with its subject, as a MIME part."""
    head, _, body = letter.partition(b"\r\n\r\n")
    outer, inner = b"", b""
    for field in _FIELD.finditer(head + b"\r\n"):
        name = field[1].decode("ascii").lower()
        if name.startswith("content-") or name in _ONLY_INSIDE:
            inner += field[0] if name != "content-type" else _with_subject_shown(field[0])
        else:
            outer += field[0]
    return outer, inner + b"\r\n" + body


def _with_subject_shown(content_type: bytes) -> bytes:
    """Thunderbird, K-9 and others show the subject inside when the part says that it bears one."""
    return content_type.rstrip(b"\r\n").rstrip(b";") + b';\r\n protected-headers="v1"\r\n'


def _openpgp(key: OfficerKey, inner: bytes, letter: bytes) -> bytes:
    boundary = "=_sealed_" + hashlib.sha256(letter).hexdigest()[:24]
    armoured = openpgp.encrypted(key, inner).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return (
        'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted";\r\n'
        f' boundary="{boundary}"\r\n\r\n'
        f"--{boundary}\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n\r\n"
        f"--{boundary}\r\nContent-Type: application/octet-stream; name=encrypted.asc\r\n"
        "Content-Disposition: inline; filename=encrypted.asc\r\n\r\n"
    ).encode() + b"%s\r\n--%s--\r\n" % (armoured, boundary.encode())


def _smime(key: OfficerKey, inner: bytes) -> bytes:
    text = base64.b64encode(smime.encrypted(key, inner)).decode()
    lines = (text[at : at + _LINE] for at in range(0, len(text), _LINE))
    head = (
        "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n"
        "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=smime.p7m\r\n\r\n"
    )
    return (head + "\r\n".join(lines) + "\r\n").encode()


def _subject(subject: str) -> bytes:
    return f"Subject: {subject}\r\n".encode("ascii")
