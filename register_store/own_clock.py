"""A clock that no law but a contract of the organisation sets: its cyber insurance, a customer (pure; domain 11)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnClock:
    """One of them, under the name that people of the organisation know it by."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    name: Annotated[str, Field(min_length=1, max_length=80)]  #: "Cyberverzekering: melding aan de verzekeraar"
    hours: Annotated[int, Field(ge=1)]  #: elapsed hours from awareness on
    basis: str = ""  #: where it stands: "polis 2026-17, artikel 5"
    on: bool = True  #: off: kept in the file and not shown
    valid_from: date = date(2018, 5, 25)  #: a case of before that day has no such clock
