"""Originals of a case as one archive that only its passphrase opens: AES-256 (WinZip AE-2), as 7-Zip reads it."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

import pyzipper

#: The central directory of a zip stands open: names tell nothing of what a file holds.
_SUFFIXES = {
    "message/rfc822": "eml",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/bmp": "bmp",
    "image/tiff": "tif",
    "image/heic": "heic",
    "image/avif": "avif",
}
#: A zip holds the time of writing; ours say nothing.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """One file for the archive."""

    content_type: str
    content: bytes


def archive_of(originals: Iterable[Original], passphrase: str) -> bytes:
    """The archive; every file in it is encrypted."""
    held = io.BytesIO()
    with pyzipper.AESZipFile(held, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(passphrase.encode("utf-8"))
        archive.setencryption(pyzipper.WZ_AES, nbits=256)
        for number, original in enumerate(originals, start=1):
            entry = pyzipper.zipfile_aes.AESZipInfo(_name(number, original.content_type), date_time=_NO_TIME)
            entry.compress_type = pyzipper.ZIP_DEFLATED
            archive.writestr(entry, original.content)
    return held.getvalue()


def _name(number: int, content_type: str) -> str:
    kind = "mail" if content_type == "message/rfc822" else "beeld"
    return f"{number:02d}-{kind}.{_SUFFIXES.get(content_type, 'bin')}"
