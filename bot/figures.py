"""Counts for the weekly digest: cases, decisions, mails; numbers only, never names or content."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.receipt_caps import HELD_BY_CAP
from register_store.books import Books
from register_store.case import ApState, Case, CaseState, PeopleState
from register_store.deadlines import AMSTERDAM, deadline_of, is_running
from register_store.event_chain import CaseEvent, EventKind
from register_store.journal import MailState
from register_store.outbox import OutboxState
from replies.digest import CaseLine, DigestFigures

WEEKS_SHOWN = 12


def figures_of(books: Books, *, since: datetime, until: datetime) -> DigestFigures:
    """What happened between two moments, and what stands open now."""
    cases = books.register.every_case()
    events = [event for event in books.register.chain.between(since, until) if event.payload]
    counts = books.journal.counts(since, until)
    judged = sum(count for (state, _, _), count in counts.items() if state == MailState.DONE)
    by_verdict = {
        verdict: sum(
            count for (state, _, found), count in counts.items() if state == MailState.DONE and found == verdict
        )
        for verdict in ("ordinary", "report", "doubt")
    }
    return DigestFigures(
        since=since,
        until=until,
        opened=sum(since <= case.opened_at < until for case in cases),
        doubts=sum(case.state is CaseState.DOUBT for case in cases),
        open_cases=tuple(_line(case) for case in books.register.open_cases()),
        overdue=sum(is_running(case) and deadline_of(case) <= until for case in cases),
        decided=_moved(events, "state", {CaseState.BREACH_ESTABLISHED, CaseState.NO_BREACH, CaseState.NOT_A_REPORT}),
        ap_reported=_moved(events, "ap_state", {ApState.INITIAL}),
        people_informed=_moved(events, "people_state", {PeopleState.INFORMED}),
        by_week=_by_week(cases, until),
        mails_seen=sum(counts.values()),
        mails_judged=judged,
        mails_ordinary=by_verdict["ordinary"],
        mails_reports=by_verdict["report"],
        mails_doubts=by_verdict["doubt"],
        mails_other=judged - sum(by_verdict.values()),
        mails_set_aside=sum(count for (state, _, _), count in counts.items() if state == MailState.SET_ASIDE),
        letters_sent=books.outbox.count(OutboxState.SENT, since, until),
        letters_lost=books.outbox.lost(since, until),
        receipts_held=sum(since <= case.opened_at < until and case.receipt_held in HELD_BY_CAP for case in cases),
        chain_head=books.register.chain.head(),
    )


def _line(case: Case) -> CaseLine:
    return CaseLine(
        reference=case.reference,
        state=case.state,
        ap_state=case.ap_state,
        people_state=case.people_state,
        deadline=deadline_of(case),
        is_running=is_running(case),
        has_handler=case.handler is not None,
    )


def _moved(events: Iterable[CaseEvent], axis: str, wanted: set[str]) -> int:
    """How many cases were brought into one of these states by an officer, each counted once."""
    decided = (event for event in events if event.kind is EventKind.DECIDED)
    return len({event.reference for event in decided if _after(event, axis) in wanted})


def _after(event: CaseEvent, axis: str) -> str | None:
    changes = (event.payload or {}).get("changes", {})
    return changes[axis][1] if axis in changes else None


def _by_week(cases: Iterable[Case], until: datetime) -> tuple[tuple[date, int], ...]:
    """New cases per week, Mondays in Dutch time, the last twelve."""
    today = until.astimezone(AMSTERDAM).date()
    this_monday = today - timedelta(days=today.weekday())
    opened = [case.opened_at.astimezone(AMSTERDAM).date() for case in cases]
    mondays = [this_monday - timedelta(weeks=back) for back in reversed(range(WEEKS_SHOWN))]
    return tuple((monday, sum(monday <= day < monday + timedelta(weeks=1) for day in opened)) for monday in mondays)
