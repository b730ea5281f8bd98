"""One mail on its way, and what became of it (values between the hops)."""

from dataclasses import dataclass

from bot.doors import FetchedMail
from bot.incoming_mail import IncomingMail
from bot.reader import Examined, Read
from bot.sameness import Sameness
from bot.triage import Route, ThreadFacts, Triage
from register_store.journal import MailState, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """Everything that hops 1 to 5 learnt of a mail."""

    place: Place
    fetched: FetchedMail
    fingerprint: str
    read: Read
    facts: ThreadFacts
    triage: Triage
    same: Sameness
    examined: Examined | None  #: None for own mail and bounces, which are not examined

    @property
    def mail(self) -> IncomingMail:
        """The mail itself."""
        return self.read.mail


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What hops 6 to 8 made of it."""

    verdict: str | None = None
    score: float | None = None
    reference: str | None = None
    is_report: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a mail: for the log, the demo's screen, the dry run."""

    uid: int
    state: MailState
    route: Route | None = None
    settled: Settled | None = None
    received: Received | None = None
