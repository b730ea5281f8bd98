"""The seam of text encoders: how much each text tells of a breach; without one, the lexical model works alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from register_store.findings import BreachKind, DataKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What an encoder makes of one text."""

    report: float  #: log-odds that it tells of a breach
    kinds: dict[BreachKind, float]  #: log-probability of each kind, if it does
    data: dict[DataKind, float]  #: log-odds that data of each kind are exposed, if it does


class TextEncoder(Protocol):
    """A sentence encoder with its heads; the same text always gives the same numbers."""

    def hear(self, texts: Sequence[str]) -> list[Heard]:
        """What each text tells."""
        ...


@lru_cache(maxsize=2)
def load_encoder(folder: Path) -> TextEncoder | None:
    """The encoder of this model; None where its base is not installed, or is another than it was taught on."""
    from classifiers.adapted_encoder import AdaptedEncoder, EncoderMissing

    try:
        return AdaptedEncoder(folder / "encoder.npz")
    except EncoderMissing:
        return None
