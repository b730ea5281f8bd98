"""Reads a list of Outlook's properties as winmail.dat holds it (MS-OXTNEF 2.1.3.4): texts and bytes by their number."""

import struct

_MOST = 2000  # properties of one list
_MOST_VALUES = 1000  # values of one property
_WIDTHS = {
    0x0002: 4, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4, 0x000B: 4, 0x0014: 8, 0x0040: 8,
    0x0048: 16,
}  # fmt: skip
_NARROW, _WIDE, _OBJECT, _BINARY = 0x001E, 0x001F, 0x000D, 0x0102
_MANY, _NAMED = 0x1000, 0x8000


def properties(content: bytes) -> dict[int, bytes]:
    """Number -> value, of those with a length of their own; wide letters as UTF-8. Up to the first that is damaged."""
    found: dict[int, bytes] = {}
    try:
        (count,) = struct.unpack_from("<I", content, 0)
        place = 4
        for _ in range(min(count, _MOST)):
            kind, number = struct.unpack_from("<HH", content, place)
            place = _behind_name(content, place + 4, number)
            value, place = _value(content, place, kind)
            if value is not None:
                found.setdefault(number, value)
    except (struct.error, ValueError):
        pass
    return found


def _behind_name(content: bytes, place: int, number: int) -> int:
    if number < _NAMED:
        return place
    (is_text,) = struct.unpack_from("<I", content, place + 16)
    if not is_text:
        return place + 24
    (size,) = struct.unpack_from("<I", content, place + 20)
    return place + 24 + _padded(size)


def _value(content: bytes, place: int, kind: int) -> tuple[bytes | None, int]:
    base = kind & ~_MANY
    has_count = bool(kind & _MANY) or base in (_NARROW, _WIDE, _OBJECT, _BINARY)
    count = struct.unpack_from("<I", content, place)[0] if has_count else 1
    place += 4 if has_count else 0
    if count > _MOST_VALUES:
        raise ValueError("more values than anybody writes")
    if base in _WIDTHS:
        return None, place + count * _WIDTHS[base]
    if base not in (_NARROW, _WIDE, _OBJECT, _BINARY):
        raise ValueError("a kind that is not known: where it ends neither")
    first: bytes | None = None
    for _ in range(count):
        (size,) = struct.unpack_from("<I", content, place)
        value = content[place + 4 : place + 4 + size]
        first = value if first is None else first
        place += 4 + _padded(size)
    if first is not None and base == _WIDE:
        first = first.decode("utf-16-le", "replace").encode()
    return (first.rstrip(b"\0") if first is not None and base != _BINARY else first), place


def _padded(size: int) -> int:
    return -(-size // 4) * 4
