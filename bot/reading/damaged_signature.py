"""What can still be read of a signature that was cut on its way: the mail stands in it before the certificates."""

from collections.abc import Iterator

_DATA = bytes.fromhex("06092a864886f70d010701")  # id-data (RFC 5652 section 4)
_EXPLICIT, _OCTETS, _PIECES = 0xA0, 0x04, 0x24
_MOST_PIECES = 100_000


def words_left(content: bytes) -> bytes | None:
    """The enclosed mail as far as it arrived; None where none begins, as in an encrypted one."""
    place = content.find(_DATA)
    if place < 0:
        return None
    outer = _head(content, place + len(_DATA))
    inner = _head(content, outer[1]) if outer and outer[0] == _EXPLICIT else None
    if inner is None or inner[0] not in (_OCTETS, _PIECES):
        return None
    kind, begin, length = inner
    return content[begin : begin + length] if kind == _OCTETS else b"".join(_pieces(content, begin))


def _pieces(content: bytes, place: int) -> Iterator[bytes]:
    """Those of a program that wrote them as they came (BER)."""
    for _ in range(_MOST_PIECES):
        head = _head(content, place)
        if head is None or head[0] != _OCTETS:
            return
        _, begin, length = head
        yield content[begin : begin + length]
        place = begin + length


def _head(content: bytes, place: int) -> tuple[int, int, int] | None:
    """Tag, where the content begins, how long it is: to the end where that is not said (X.690 section 8.1.3)."""
    tag, first = content[place : place + 1], content[place + 1 : place + 2]
    if not first:
        return None
    if first[0] < 0x80:
        return tag[0], place + 2, first[0]
    begin = place + 2 + (first[0] & 0x7F)
    length = int.from_bytes(content[place + 2 : begin][:8], "big") if first[0] > 0x80 else len(content)
    return tag[0], begin, length
