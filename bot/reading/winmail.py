"""Opens winmail.dat, in which some Outlook senders hide their attachments (MS-OXTNEF)."""

import struct
from collections.abc import Iterator

from bot.reading.charsets import decode
from bot.reading.made_leaf import made_leaf
from bot.reading.message_tree import Leaf, content_of

MOST_FILES = 200

_SIGNATURE = b"\x78\x9f\x3e\x22"
_HEAD = struct.Struct("<BHHI")  # level, name, type, length; a checksum of two bytes follows the content
_OF_ATTACHMENT = 2
_NEW_FILE, _FILE_NAME, _FILE_CONTENT = 0x9002, 0x8010, 0x800F


def unpacked(leaf: Leaf) -> tuple[Leaf, ...]:
    """The files inside this leaf as leaves; the leaf itself when it is no winmail.dat or none can be read."""
    if leaf.part.is_multipart() or leaf.content_type not in ("application/ms-tnef", "application/octet-stream"):
        return (leaf,)
    content = content_of(leaf.part)
    return tuple(made_leaf(name, file) for name, file in _files(content)) or (leaf,)


def _files(content: bytes) -> list[tuple[str, bytes]]:
    files: list[tuple[str, bytes]] = []
    for name, value in _attributes(content):
        if name == _NEW_FILE:
            files.append(("", b""))
        elif files and name == _FILE_NAME:
            files[-1] = (decode(value.rstrip(b"\x00")), files[-1][1])
        elif files and name == _FILE_CONTENT:
            files[-1] = (files[-1][0], value)
    return [(name, file) for name, file in files if file][:MOST_FILES]


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Name and value of each attribute of an attachment, up to the first that is cut off."""
    place = 6 if content.startswith(_SIGNATURE) else len(content)
    while place + _HEAD.size <= len(content):
        level, name, _, length = _HEAD.unpack_from(content, place)
        place += _HEAD.size
        if place + length > len(content):
            return
        if level == _OF_ATTACHMENT:
            yield name, content[place : place + length]
        place += length + 2
