"""Opens winmail.dat, in which some Outlook senders hide their words and attachments (MS-OXTNEF)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from bot.reading.charsets import decode
from bot.reading.compressed_rtf import rich_text
from bot.reading.html_text import html_to_text
from bot.reading.made_leaf import made_leaf, made_text
from bot.reading.mail_part import content_of
from bot.reading.mapi_properties import properties
from bot.reading.message_tree import Leaf
from bot.reading.rtf_text import rtf_text

MOST_FILES = 200
_DEEPEST = 3  # mails inside mails

_SIGNATURE = b"\x78\x9f\x3e\x22"
_HEAD = struct.Struct("<BHHI")  # level, name, type, length; a checksum of two bytes follows the content
# properties (MS-OXPROPS)
_BODY, _RTF, _HTML, _CONTENT, _LONG_NAME = 0x1000, 0x1009, 0x1013, 0x3701, 0x3707
_INTERFACE = 16  # bytes that name the interface of an object; the mail inside follows them


class _Level(IntEnum):
    """Of what an attribute tells."""

    MAIL = 1
    FILE = 2  #: of the attachment that began last


class _Name(IntEnum):
    """The attributes that matter (MS-OXTNEF 2.1.3.3)."""

    WORDS = 0x800C  #: as plain text
    FILE_CONTENT = 0x800F
    FILE_NAME = 0x8010  #: short, of old programs
    NEW_FILE = 0x9002
    MAIL_PROPERTIES = 0x9003
    FILE_PROPERTIES = 0x9005


@dataclass(slots=True)
class _File:
    """An attachment as far as it was read."""

    name: str = ""
    content: bytes = b""


def unpacked(leaf: Leaf) -> tuple[Leaf, ...]:
    """The words and files inside this leaf as leaves; the leaf itself when it is no winmail.dat or holds nothing."""
    if leaf.part.is_multipart() or leaf.content_type not in ("application/ms-tnef", "application/octet-stream"):
        return (leaf,)
    content = content_of(leaf.part)
    return tuple(_leaves(content, _DEEPEST)) if content.startswith(_SIGNATURE) and any(_leaves(content, 0)) else (leaf,)


def _leaves(content: bytes, depth: int) -> Iterator[Leaf]:
    files: list[_File] = []
    words = ""
    for level, name, value in _attributes(content):
        match level, name:
            case (_Level.MAIL, _Name.WORDS) if not words:
                words = decode(value)
            case (_Level.MAIL, _Name.MAIL_PROPERTIES):
                words = _words(properties(value)) or words
            case (_Level.FILE, _Name.NEW_FILE):
                files.append(_File())
            case (_Level.FILE, _) if files:
                _fill(files[-1], name, value)
    if words.strip():
        yield made_text(words)
    for file in [file for file in files if file.content][:MOST_FILES]:
        if depth and file.content.startswith(_SIGNATURE):
            yield from _leaves(file.content, depth - 1)
        else:
            yield made_leaf(file.name, file.content)


def _words(found: dict[int, bytes]) -> str:
    """HTML says most, plain text next, rich text is what is left."""
    if _HTML in found:
        return html_to_text(decode(found[_HTML]))
    return decode(found[_BODY]) if _BODY in found else rtf_text(rich_text(found.get(_RTF, b"")))


def _fill(file: _File, name: int, value: bytes) -> None:
    if name == _Name.FILE_NAME:
        file.name = file.name or decode(value.rstrip(b"\x00"))
    elif name == _Name.FILE_CONTENT:
        file.content = value
    elif name == _Name.FILE_PROPERTIES:
        found = properties(value)
        file.name = decode(found[_LONG_NAME]) if _LONG_NAME in found else file.name
        inside = found.get(_CONTENT, b"")[_INTERFACE:]
        file.content = inside if inside.startswith(_SIGNATURE) else file.content


def _attributes(content: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Level, name and value of each attribute, up to the first that is cut off."""
    place = 6
    while place + _HEAD.size <= len(content):
        level, name, _, length = _HEAD.unpack_from(content, place)
        place += _HEAD.size
        if place + length > len(content):
            return
        yield level, name, content[place : place + length]
        place += length + 2
