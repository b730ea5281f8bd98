"""The figures of a digest: counts and states, never names or content."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from register_store.case import ApState, CaseState, PeopleState
from replies.digest_parts import BACKUP_OLD, Asked, DrillTold, MeasureDue, Timing


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


#: A count of what lies on the mail server is fresh for so long: it is made once a day.
FRESH = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerCount:
    """What lay on the mail server when it was last compared with the journal, all watched folders together."""

    counted_at: datetime | None  #: of the folder counted longest ago; None: one was never counted
    read_at: datetime | None  #: the last look at the folder read longest ago
    mails: int
    before_us: int  #: from before the first start: left alone
    unknown: int  #: not in the journal, which should not be

    @property
    def known(self) -> int:
        """Those that the journal knows."""
        return self.mails - self.before_us - self.unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """The classifier learnt from officers' decisions."""

    labels: int
    is_taken: bool  #: into use; else the model before it stays, for the new one was worse


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
    kinds: tuple[tuple[str, int], ...] = ()  #: of those cases; what is too few to be named stands under "rest"
    causes: tuple[tuple[str, int], ...] = ()
    timings: tuple[Timing, ...] = ()
    measures: tuple[MeasureDue, ...] = ()  #: preventive ones that are not done, the most urgent first
    asks: tuple[Asked, ...] = ()
    backup_at: datetime | None = None
    last_drill: DrillTold | None = None
    erased: int = 0  #: cases whose contents were erased in this period
    mails_seen: int
    mails_judged: int
    mails_ordinary: int
    mails_reports: int
    mails_doubts: int
    mails_other: int  #: own mail, bounces, follow-ups, commands, the same once more
    mails_known: int = 0  #: judged before, under another number or in another folder
    mails_forgotten: int = 0  #: judged so long ago that the verdict is forgotten
    mails_set_aside: int
    mails_gone: int = 0  #: moved or deleted by people before they could be read
    reports_answered: int = 0  #: reports and doubts whose finder got a receipt
    reports_held: int = 0  #: those without one, and the case says why
    server: ServerCount | None = None
    trained: Trained | None = None  #: what became of the newest training of this period
    letters_sent: int
    letters_lost: int = 0  #: refused, given up or returned
    receipts_held: int = 0  #: by the caps on receipts: an officer may send them
    chain_head: str  #: hash of the last event: who keeps it can prove that nothing before it was changed

    @property
    def unaccounted(self) -> int:
        """Mails seen but neither judged nor set aside nor gone: anything but 0 is said plainly."""
        return self.mails_seen - self.mails_judged - self.mails_set_aside - self.mails_gone

    @property
    def judged_adds_up(self) -> bool:
        """Is every judged mail of one of the sorts?"""
        sorts = self.mails_ordinary + self.mails_reports + self.mails_doubts + self.mails_other
        return sorts + self.mails_known + self.mails_forgotten == self.mails_judged

    @property
    def unanswered(self) -> int:
        """Reports and doubts with neither a receipt nor a reason: anything but 0 is said plainly."""
        return self.mails_reports + self.mails_doubts - self.reports_answered - self.reports_held

    @property
    def unknown_on_server(self) -> int:
        """Mails that lie on the server and were passed by: anything but 0 is said plainly."""
        return self.server.unknown if self.server else 0

    @property
    def is_counted(self) -> bool:
        """Was the mail server compared with the journal a short time ago?"""
        counted_at = self.server.counted_at if self.server else None
        return counted_at is not None and self.until - counted_at <= FRESH

    @property
    def adds_up(self) -> bool:
        """Is nothing left over on either side of any count?"""
        return self.judged_adds_up and not (self.unaccounted or self.unanswered or self.unknown_on_server)

    @property
    def has_old_backup(self) -> bool:
        """Is the newest back-up too old, or is there none?"""
        return self.backup_at is None or self.until - self.backup_at > BACKUP_OLD

    @property
    def is_quiet(self) -> bool:
        """Did nothing happen, does nothing stand open, and do the mail figures add up?"""
        busy = self.opened or self.doubts or self.open_cases or self.decided or self.ap_reported or self.people_informed
        return not (busy or self.overdue or self.mails_set_aside or self.asks) and self.adds_up
