"""What a digest tells beside its counts: times, kinds, measures due, the last drill, what is asked of management."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

#: A count below this is not split further: few cases would point at people.
FEW = 3
#: The key under which what is too few to be named is counted together.
REST = "rest"
#: A back-up older than this is said plainly.
BACKUP_OLD = timedelta(days=8)


class Stage(StrEnum):
    """The steps whose time is measured."""

    RECEIPT = "receipt"  #: from the arrival of a report to the receipt that left
    TAKE = "take"  #: until somebody took the case
    DECISION = "decision"  #: from awareness until it was said whether it is a breach
    AP = "ap"  #: from awareness until the AP was told (72 hours)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How long a step took in the cases of a period; of few cases only how many were in time."""

    stage: Stage
    target: timedelta
    count: int
    in_time: int
    median: timedelta | None = None
    worst: timedelta | None = None


class Ask(StrEnum):
    """A decision or act that only management can see to."""

    HANDLER = "handler"  #: nobody took a case that is urgent: name somebody
    OVERDUE = "overdue"  #: 72 hours passed and the AP was not told: decide, and give the reason
    PEOPLE = "people"  #: the AP was told, the people affected were not: decide
    SILENT = "silent"  #: nothing happened for days: ask why
    MEASURES = "measures"  #: preventive measures whose date has passed: provide time or means


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing asked, and of which cases."""

    ask: Ask
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureDue:
    """A preventive measure that is not done, without its words (J2, K4)."""

    reference: str
    due: date | None  #: None: nobody named a date
    is_overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillTold:
    """How the last drill went; None: that step was not reached."""

    reference: str
    at: datetime
    is_recognised: bool = True  #: was it found to be a report, or at least a doubt?
    arrived_after: timedelta | None = None
    judged_after: timedelta | None = None
    alarmed_after: timedelta | None = None
    taken_after: timedelta | None = None
