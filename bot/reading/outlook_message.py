"""Opens a mail that Outlook saved as a file (.msg, MS-OXMSG): who wrote it, its words, what hung on it."""

from base64 import b64encode
from collections.abc import Sequence
from email.message import Message
from io import BytesIO
from typing import Any, TypeAlias

import olefile

from bot.reading.charsets import decode
from bot.reading.made_leaf import made_leaf
from bot.reading.message_tree import parsed

MOST_FILES = 100  #: attachments of one mail that are read
_DEEPEST = 5  # mails inside mails
_LARGEST = 40_000_000  # bytes of one file; larger ones are named only
_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# property tags of MS-OXPROPS
_HEADERS, _SUBJECT, _MESSAGE_ID = "007D", "0037", "1035"
_SENDER_NAME, _SENDER_ADDRESS, _SENDER_SMTP = "0C1A", "0C1F", "5D01"
_BODY, _HTML = "1000", "1013"
_FILE, _LONG_NAME, _SHORT_NAME, _CONTENT_ID = "3701", "3707", "3704", "3712"
_INNER_MAIL = "__substg1.0_3701000D"


_Ole: TypeAlias = "olefile.OleFileIO[Any]"


def outlook_mail(content: bytes) -> Message | None:
    """The mail in this file, built anew as one of RFC 5322; None when there is none or it is damaged."""
    if not content.startswith(_SIGNATURE) or len(content) > _LARGEST:
        return None
    try:
        with olefile.OleFileIO(BytesIO(content)) as file:
            return _mail(file, (), _DEEPEST) if file.exists("__properties_version1.0") else None
    except Exception:  # olefile raises OSError, struct.error, IndexError and more on damaged files: it stays a file
        return None


def streams_of(content: bytes, names: Sequence[str]) -> dict[str, bytes]:
    """The named streams of any file of this make (MS-CFB), as old Word and Excel files are; {} when damaged."""
    if not content.startswith(_SIGNATURE) or len(content) > _LARGEST:
        return {}
    try:
        with olefile.OleFileIO(BytesIO(content)) as file:
            return {name: bytes(file.openstream(name).read(_LARGEST)) for name in names if file.exists(name)}
    except Exception:  # as above
        return {}


def _mail(file: _Ole, at: tuple[str, ...], depth: int) -> Message:
    mail = _headers(file, at)
    mail["Content-Type"] = "multipart/mixed"
    parts = _bodies(file, at)
    for place in _attachments(file, at):
        if file.exists([*place, _INNER_MAIL]):
            if depth:
                parts.append(_enclosed(_mail(file, (*place, _INNER_MAIL), depth - 1)))
        elif file.exists([*place, f"__substg1.0_{_FILE}0102"]):
            parts.append(_file(file, place))
    mail.set_payload([*parts])
    return mail


def _headers(file: _Ole, at: tuple[str, ...]) -> Message:
    """Those of the way it came, if Outlook kept them; a mail from the sender's own folder has none."""
    kept = parsed(_text(file, at, _HEADERS).encode("utf-8", "replace").lstrip() + b"\n\n")
    mail = Message()
    for name, value in kept.raw_items():
        if not name.lower().startswith(("content-", "mime-")):
            mail[name] = str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    address = _text(file, at, _SENDER_SMTP) or _text(file, at, _SENDER_ADDRESS)
    for name, value in (
        ("From", f'"{_quoted(_text(file, at, _SENDER_NAME))}" <{address}>' if "@" in address else ""),
        ("Subject", _text(file, at, _SUBJECT)),
        ("Message-ID", _text(file, at, _MESSAGE_ID)),
    ):
        if value and name not in mail:
            mail[name] = " ".join(value.split())
    return mail


def _bodies(file: _Ole, at: tuple[str, ...]) -> list[Message]:
    html = _octets(file, at, f"{_HTML}0102")
    words = {"text/plain": _text(file, at, _BODY), "text/html": decode(html) if html else _text(file, at, _HTML)}
    twins = [_words(kind, text) for kind, text in words.items() if text.strip()]
    if len(twins) < 2:
        return twins
    both = Message()
    both["Content-Type"] = "multipart/alternative"
    both.set_payload([*twins])
    return [both]


def _words(kind: str, text: str) -> Message:
    part = Message()
    part["Content-Type"] = f"{kind}; charset=utf-8"
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(b64encode(text.encode("utf-8", "replace")).decode("ascii"))
    return part


def _attachments(file: _Ole, at: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The storages of attachments directly inside this mail."""
    depth = len(at) + 1
    found = (tuple(entry[:depth]) for entry in file.listdir() if tuple(entry[: len(at)]) == at and len(entry) > depth)
    return list(dict.fromkeys(place for place in found if place[-1].startswith("__attach_version1.0_")))[:MOST_FILES]


def _file(file: _Ole, place: tuple[str, ...]) -> Message:
    name = _text(file, place, _LONG_NAME) or _text(file, place, _SHORT_NAME)
    part = made_leaf(name, _octets(file, place, f"{_FILE}0102")).part
    content_id = _text(file, place, _CONTENT_ID)
    if content_id:
        part["Content-ID"] = f"<{' '.join(content_id.split())}>"
    return part


def _enclosed(mail: Message) -> Message:
    part = Message()
    part["Content-Type"] = "message/rfc822"
    part.set_payload([mail])
    return part


def _text(file: _Ole, at: tuple[str, ...], tag: str) -> str:
    wide = _octets(file, at, f"{tag}001F")
    return (wide.decode("utf-16-le", "replace") if wide else decode(_octets(file, at, f"{tag}001E"))).strip("\x00")


def _octets(file: _Ole, at: tuple[str, ...], tag: str) -> bytes:
    name = [*at, f"__substg1.0_{tag}"]
    return bytes(file.openstream(name).read(_LARGEST)) if file.exists(name) else b""


def _quoted(name: str) -> str:
    return name.replace("\\", "").replace('"', "")
