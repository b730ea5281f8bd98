"""The register of GDPR art. 33(5) at one moment: its rows, the incidents beside it, and what was corrected (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from register_store.register_columns import Cell

#: One line of a list, by the keys of its columns.
Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A column that was changed after its case was closed: nothing is overwritten, both values stay."""

    reference: str
    at: datetime  #: UTC
    by: str  #: the officer's name, or a pseudonym where the event names nobody
    header: str
    before: Cell
    after: Cell
    event: int  #: its number in the chain


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterBook:
    """Everything an export shows."""

    organisation: str
    as_of: datetime  #: UTC
    chain_head: str  #: hash of the last event by then: who holds it can prove that nothing before was changed
    events: int  #: how many events that covers
    rows: tuple[Row, ...]
    incidents: tuple[Row, ...] = ()
    corrections: tuple[Correction, ...] = ()
    elsewhere: tuple[tuple[str, str], ...] = ()  #: numbers that stand in neither list, and why: none is missing
    erased: tuple[str, ...] = ()  #: numbers of which earlier states are erased: shown as they were afterwards
