"""Bytes sealed with AES-256-GCM in frames of 1 MiB, so that large evidence never stands in memory whole.

Layout: magic (4) · key id (8) · nonce prefix (8), then frames of ciphertext and tag. The nonce of a frame is the prefix
and its number; its associated data are the header, its number and whether it is the last, so that frames cannot be cut
off, swapped or taken from another file.
"""

import hashlib
import secrets
import struct
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FRAME = 1024 * 1024
_MAGIC = b"MPE1"
_TAG = 16
_HEADER = struct.Struct(">4s8s8s")


class WrongKey(ValueError):
    """This evidence was sealed with another key; put the key of that time back into the settings."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class DamagedEvidence(ValueError):
    """This evidence file is damaged or was changed; restore it from a back-up."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def key_id(key: bytes) -> bytes:
    """Eight bytes that name a key without telling it."""
    return hashlib.sha256(b"meldpost key id" + key).digest()[:8]


def sealed_with(source: BinaryIO) -> bytes:
    """The id of the key that a sealed file names, read from its beginning, where it is left again."""
    header = source.read(_HEADER.size)
    source.seek(0)
    return header[4:12]


def seal(source: Iterable[bytes], target: BinaryIO, key: bytes) -> None:
    """Write `source` sealed into `target`."""
    header = _HEADER.pack(_MAGIC, key_id(key), secrets.token_bytes(8))
    target.write(header)
    cipher = AESGCM(key)
    for number, (frame, is_last) in enumerate(_frames(source)):
        target.write(cipher.encrypt(_nonce(header, number), frame, _bound(header, number, is_last)))


def unseal(source: BinaryIO, key: bytes) -> Iterator[bytes]:
    """The frames of a sealed file; raises `WrongKey` or `DamagedEvidence`."""
    header = source.read(_HEADER.size)
    if len(header) != _HEADER.size or header[:4] != _MAGIC:
        raise DamagedEvidence
    if header[4:12] != key_id(key):
        raise WrongKey
    cipher = AESGCM(key)
    number, sealed = 0, source.read(FRAME + _TAG)
    while True:
        following = source.read(FRAME + _TAG)
        try:
            yield cipher.decrypt(_nonce(header, number), sealed, _bound(header, number, not following))
        except InvalidTag:
            raise DamagedEvidence from None
        if not following:
            return
        number, sealed = number + 1, following


def _frames(source: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Cut into frames; the last one is told apart, and an empty source is one empty frame."""
    waiting = bytearray()
    for piece in source:
        waiting += piece
        while len(waiting) > FRAME:
            yield bytes(waiting[:FRAME]), False
            del waiting[:FRAME]
    yield bytes(waiting), True


def _nonce(header: bytes, number: int) -> bytes:
    return header[12:20] + struct.pack(">I", number)


def _bound(header: bytes, number: int, is_last: bool) -> bytes:
    return header + struct.pack(">I?", number, is_last)
