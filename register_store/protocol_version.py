"""Which version of an organisation's own protocol holds on a day (pure; K7)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from pydantic import ConfigDict


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolVersion:
    """One version of the protocol."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    version: str  #: as people call it: "Protocol datalekken 2.1"
    valid_from: date


def version_on(day: date, versions: Collection[ProtocolVersion]) -> str | None:
    """The newest version that holds on this day; None before the first."""
    held = [one for one in versions if one.valid_from <= day]
    return max(held, key=lambda one: one.valid_from).version if held else None
