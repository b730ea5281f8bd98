"""When people work, are reminded and called for help, and how fast they want to be (pure; of an organisation file)."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import AfterValidator, ConfigDict, Field

from register_store.notification_term import within_the_term

#: Hours of a term: how many it has is dated data, so the limit is no number here.
TermHours = Annotated[int, Field(ge=1), AfterValidator(within_the_term)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHours:
    """Between which hours of the Dutch clock people work, Monday to Friday and on no public holiday."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    opens: Annotated[int, Field(ge=0, le=23)] = 8
    closes: Annotated[int, Field(ge=1, le=24)] = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """When it is said that nobody took a case; hours are office hours, until it is urgent."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    remind_after: Annotated[int, Field(ge=1)] = 3  #: hours: all officers; before the first reminder of the term
    management_after: Annotated[int, Field(ge=1)] = 8  #: hours: management, after about a working day
    urgent_below: TermHours = 24  #: hours left of the term: from then on nights count too
    silent_after: Annotated[int, Field(ge=1)] = 5  #: days in which nothing happened: the case stands in the digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """How many elapsed hours after awareness somebody is reminded that the AP is not yet decided about."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    milestones: tuple[TermHours, ...] = (4, 24, 48, 60, 70)
    overdue_every: Annotated[int, Field(ge=1)] = 24  #: hours: from the end of the term on, until it is decided
    people: tuple[Annotated[int, Field(ge=1)], ...] = (24, 72)  #: hours after it was decided to tell people affected
    supplement_days: Annotated[int, Field(ge=1)] = 14  #: between reminders to complete a first report to the AP


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """How fast an organisation wants to be; the digest holds what happened against them."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")  # an unknown key stops the start

    receipt_minutes: Annotated[int, Field(ge=1)] = 15  #: from the arrival of a report to the receipt (J16)
    take_hours: Annotated[int, Field(ge=1)] = 4  #: until somebody handles the case (J26)
    decision_hours: Annotated[int, Field(ge=1)] = 48  #: from awareness to the decision whether it is a breach
    ap_hours: TermHours = 72  #: from awareness to the AP (GDPR art. 33(1))
