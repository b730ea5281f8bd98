"""A picture for sample letters: the layout of a portal page, as blurred as WHY shows one."""

import struct
import zlib

_WIDE, _HIGH, _SQUARE = 40, 25, 8
_PAPER, _BAR, _WORDS = (255, 255, 255), (36, 73, 146), (182, 182, 219)


def blurred_page() -> bytes:
    """A PNG of 320 by 200 pixels."""
    rows = [b"".join(bytes(_colour(x, y)) * _SQUARE for x in range(_WIDE)) for y in range(_HIGH)]
    lines = b"".join((b"\0" + row) * _SQUARE for row in rows)
    size = struct.pack(">IIBBBBB", _WIDE * _SQUARE, _HIGH * _SQUARE, 8, 2, 0, 0, 0)
    chunks = (_chunk(b"IHDR", size), _chunk(b"IDAT", zlib.compress(lines, 9)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _colour(x: int, y: int) -> tuple[int, int, int]:
    """A bar on top, and rows of words of different length."""
    if y < 3:
        return _BAR
    is_row = y % 3 == 0 and 2 <= x < 12 + (y * 7) % 24
    return _WORDS if is_row else _PAPER


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
