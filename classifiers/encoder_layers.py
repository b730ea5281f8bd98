"""Runs the encoder: attention and feed-forward layers in plain numpy (BERT, norms after each residual)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Dense:
    """A matrix, turned for multiplying from the left, and its bias."""

    weights: Numbers  #: (in, out)
    bias: Numbers

    def __call__(self, values: Numbers) -> Numbers:
        """(tokens, in) to (tokens, out)."""
        return values @ self.weights + self.bias


@dataclass(frozen=True, slots=True)
class Norm:
    """Layer normalisation."""

    scale: Numbers
    shift: Numbers
    epsilon: float

    def __call__(self, values: Numbers) -> Numbers:
        """Each token's numbers around zero, spread one, then scaled."""
        centred = values - values.mean(axis=1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + np.float32(self.epsilon))
        normal: Numbers = centred / spread * self.scale + self.shift
        return normal


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One layer of the encoder."""

    query: Dense
    key: Dense
    value: Dense
    gathered: Dense
    attended: Norm
    inner: Dense
    outer: Dense
    fed: Norm
    heads: int

    def __call__(self, values: Numbers) -> Numbers:
        """(tokens, width) to the same."""
        values = self.attended(values + self.gathered(self._attention(values)))
        return self.fed(values + self.outer(_gelu(self.inner(values))))

    def _attention(self, values: Numbers) -> Numbers:
        query, key, value = (self._by_head(part(values)) for part in (self.query, self.key, self.value))
        scores = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(query.shape[-1]))
        chances = np.exp(scores - scores.max(axis=-1, keepdims=True))
        chances /= chances.sum(axis=-1, keepdims=True)
        seen: Numbers = (chances @ value).transpose(1, 0, 2).reshape(values.shape)
        return seen

    def _by_head(self, values: Numbers) -> Numbers:
        return values.reshape(len(values), self.heads, -1).transpose(1, 0, 2)


def _gelu(values: Numbers) -> Numbers:
    """x times the normal distribution up to x; erf by Abramowitz and Stegun 7.1.26, right to 2e-7."""
    size = np.abs(values) * np.float32(0.70710678)
    step: Numbers = np.reciprocal(1 + np.float32(0.3275911) * size)
    curve: Numbers = np.full(size.shape, 1.061405429, np.float32)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        curve = (curve * step + factor).astype(np.float32)
    tail = curve * step * np.exp(-size * size)
    below: Numbers = np.where(values > 0, 1 - tail / 2, tail / 2)
    return values * below
