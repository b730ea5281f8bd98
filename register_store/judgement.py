"""How readily officers are asked about a mail (pure; part of an organisation file)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field


class Caution(StrEnum):
    """How readily an officer is asked about a mail."""

    LESS = "less"  #: fewer questions: a report that is told strangely may be missed
    NORMAL = "normal"  #: as the model was measured
    MORE = "more"  #: more questions: fewer reports missed, and fewer receipts to somebody who reported nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Where doubts and reports begin at this organisation, against where they were measured; in log-odds."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    caution: Caution = Caution.NORMAL
    doubt_shift: Annotated[float, Field(ge=-3, le=1.5)] = 0.0  #: below 0: an officer is asked sooner
    report_shift: Annotated[float, Field(ge=-1.5, le=3)] = 0.0  #: above 0: a mail is called a report later

    @property
    def contradicts_itself(self) -> bool:
        """Are both the word and the numbers given?"""
        return self.caution is not Caution.NORMAL and bool(self.doubt_shift or self.report_shift)

    @property
    def doubt(self) -> float:
        """By how much a doubt begins elsewhere."""
        return _DOUBT[self.caution] + self.doubt_shift

    @property
    def report(self) -> float:
        """By how much a report begins elsewhere."""
        return _REPORT[self.caution] + self.report_shift


#: Half the odds, or half as much again.
_DOUBT = {Caution.LESS: 0.4, Caution.NORMAL: 0.0, Caution.MORE: -0.7}
_REPORT = {Caution.LESS: 0.0, Caution.NORMAL: 0.0, Caution.MORE: 0.7}
