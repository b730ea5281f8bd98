"""The figures of a digest: counts and states, never names or content."""

from dataclasses import dataclass
from datetime import date, datetime

from register_store.case import ApState, CaseState, PeopleState


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One open case as management sees it."""

    reference: str
    state: CaseState
    ap_state: ApState
    people_state: PeopleState
    deadline: datetime  #: UTC
    is_running: bool  #: does the 72-hour clock still tick?
    has_handler: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestFigures:
    """What happened between two moments, and what stands open now."""

    since: datetime
    until: datetime
    opened: int
    doubts: int
    open_cases: tuple[CaseLine, ...] = ()  #: most urgent first
    overdue: int
    decided: int
    ap_reported: int
    people_informed: int
    by_week: tuple[tuple[date, int], ...] = ()  #: (Monday, new cases), twelve weeks, oldest first
    mails_seen: int
    mails_judged: int
    mails_ordinary: int
    mails_reports: int
    mails_doubts: int
    mails_other: int  #: own mail, bounces, follow-ups, commands
    mails_set_aside: int
    letters_sent: int
    letters_lost: int = 0  #: refused, given up or returned
    receipts_held: int = 0  #: by the caps on receipts: an officer may send them
    chain_head: str  #: hash of the last event: who keeps it can prove that nothing before it was changed

    @property
    def unaccounted(self) -> int:
        """Mails seen but neither judged nor set aside: anything but 0 is said plainly."""
        return self.mails_seen - self.mails_judged - self.mails_set_aside

    @property
    def judged_adds_up(self) -> bool:
        """Is every judged mail one of the four sorts?"""
        sorts = self.mails_ordinary + self.mails_reports + self.mails_doubts + self.mails_other
        return sorts == self.mails_judged

    @property
    def is_quiet(self) -> bool:
        """Did nothing happen, does nothing stand open, and do the mail figures add up?"""
        busy = self.opened or self.doubts or self.open_cases or self.decided or self.ap_reported or self.people_informed
        return not (busy or self.overdue or self.mails_set_aside or self.unaccounted) and self.judged_adds_up
