"""Unpacks the rich text of an Outlook mail (MS-OXRTFCP)."""

import struct

_COMPRESSED, _PLAIN = b"LZFu", b"MELA"
_LARGEST = 4_000_000  # unpacked bytes
_WINDOW = 4096
_BEGINNING = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n"
    b"\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)  # what the window holds at first, word for word from MS-OXRTFCP 2.1.2.1


def rich_text(content: bytes) -> bytes:
    """The RTF; b"" for what is none or damaged at its very head."""
    if len(content) < 16:
        return b""
    size, kind = struct.unpack_from("<I", content, 4)[0], content[8:12]
    if kind == _PLAIN:
        return content[16 : 16 + min(size, _LARGEST)]
    return _unpacked(content[16:], min(size, _LARGEST)) if kind == _COMPRESSED else b""


def _unpacked(packed: bytes, size: int) -> bytes:
    window = bytearray(_BEGINNING.ljust(_WINDOW, b"\0"))
    place, at, said = len(_BEGINNING), 0, bytearray()
    while at < len(packed) and len(said) < size:
        flags, at = packed[at], at + 1
        for bit in range(8):
            if flags >> bit & 1:
                if at + 2 > len(packed):
                    return bytes(said)
                pair = packed[at] << 8 | packed[at + 1]
                start, length, at = pair >> 4, (pair & 0x0F) + 2, at + 2
                if start == place % _WINDOW:
                    return bytes(said)  # the mark of the end
                letters = [(start + number) % _WINDOW for number in range(length)]
            else:
                if at >= len(packed):
                    return bytes(said)
                letters, window[place % _WINDOW], at = [place % _WINDOW], packed[at], at + 1
            for letter in letters:
                window[place % _WINDOW] = window[letter]
                said.append(window[letter])
                place += 1
    return bytes(said)
