"""A dry run over the real mailbox: what would have been done, and nothing done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.doors import Inbox
from bot.errors import MailError
from bot.intake import understand
from bot.office import Office
from bot.triage import Route
from register_store.findings import Verdict
from register_store.journal import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One mail of the past, as it would have been judged; no words of it."""

    uid: int
    arrived_at: datetime
    route: Route | None  #: None: it would have been set aside
    verdict: Verdict | None
    probability: float | None
    labels: tuple[str, ...]  #: names of the clues, not their words
    would_answer: bool


def scan(office: Office, inbox: Inbox, back: timedelta) -> Iterator[Seen]:
    """Judge what arrived in this period, oldest first."""
    day = (office.clock() - back).date()
    state = inbox.open()
    for fetched in inbox.fetch(inbox.existing_uids_since(day)):
        place = Place(organisation=office.organisation.key, folder="", uidvalidity=state.uidvalidity, uid=fetched.uid)
        try:
            received = understand(office, place, fetched, office.bookcase.keys.fingerprint_of(fetched.raw))
        except MailError:
            yield _unreadable(fetched.uid, fetched.arrived_at)
            continue
        findings = received.examined.findings if received.examined else None
        yield Seen(
            uid=fetched.uid,
            arrived_at=fetched.arrived_at,
            route=received.triage.route,
            verdict=findings.verdict if findings else None,
            probability=findings.probability if findings else None,
            labels=tuple(dict.fromkeys(clue.label for clue in findings.clues if clue.weight > 0)) if findings else (),
            would_answer=bool(findings and findings.verdict is Verdict.REPORT and received.triage.may_answer),
        )


def _unreadable(uid: int, arrived_at: datetime) -> Seen:
    return Seen(
        uid=uid, arrived_at=arrived_at, route=None, verdict=None, probability=None, labels=(), would_answer=False
    )
