"""Counts for the weekly digest: cases, decisions, mails; numbers only, never names or content."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta

from bot.digest_asks import asks_of
from bot.digest_shares import causes_of, kinds_of, measures_due
from bot.digest_times import timings
from bot.drill_steps import last_drill
from bot.receipt_caps import HELD_BY_CAP
from bot.silent_cases import silent_cases
from bot.triage import Route
from register_store.books import Books
from register_store.case import ApState, Case, CaseState, PeopleState
from register_store.case_history import CaseHistory, histories
from register_store.deadlines import AMSTERDAM, deadline_of, is_running
from register_store.drill_case import is_drill
from register_store.due_rounds import BACKED_UP
from register_store.due_times import Targets
from register_store.event_chain import CaseEvent, EventKind
from register_store.findings import Verdict
from register_store.journal import KNOWN, MailState
from register_store.organisation import Organisation
from register_store.outbox import OutboxState
from register_store.reckoning import FolderCount
from replies.digest import CaseLine, DigestFigures, ServerCount, Trained

WEEKS_SHOWN = 12

_Counts = Mapping[tuple[str, str | None, str | None], int]  # by state, route and verdict


def figures_of(
    books: Books,
    *,
    since: datetime,
    until: datetime,
    organisation: Organisation | None = None,
    folders: Collection[str] | None = None,
) -> DigestFigures:
    """What happened between two moments, and what stood open at the end; `folders` are those that are watched.

    Drills count nowhere: they say how the house works, not what befell it.
    """
    told = _histories(books, until)
    cases = [history.last for history in told]
    happened = [event for event in books.register.chain.between(since, until) if not is_drill(event.reference)]
    events = [event for event in happened if event.payload]
    recent = [case for case in cases if until - WEEKS_SHOWN * timedelta(weeks=1) <= case.opened_at < until]
    measures = measures_due(cases, until.astimezone(AMSTERDAM).date())
    silent = [one.reference for one in silent_cases(books, organisation, until)] if organisation else []
    counts = books.reckoning.counts(since, until)
    answers = books.reckoning.answers(since, until)
    return DigestFigures(
        since=since,
        until=until,
        opened=sum(since <= case.opened_at < until for case in cases),
        doubts=sum(case.state is CaseState.DOUBT for case in cases),
        open_cases=tuple(_line(case) for case in sorted(cases, key=lambda case: case.aware_at) if case.is_open),
        overdue=sum(is_running(case) and deadline_of(case) <= until for case in cases),
        decided=_moved(events, "state", {CaseState.BREACH_ESTABLISHED, CaseState.NO_BREACH, CaseState.NOT_A_REPORT}),
        ap_reported=_moved(events, "ap_state", {ApState.INITIAL}),
        people_informed=_moved(events, "people_state", {PeopleState.INFORMED}),
        by_week=_by_week(cases, until),
        kinds=kinds_of(recent),
        causes=causes_of(recent),
        timings=timings(books, told, organisation.targets if organisation else Targets(), since, until),
        measures=measures,
        asks=asks_of(cases, measures, [reference for reference in silent if not is_drill(reference)], until),
        backup_at=books.agenda.due_at(BACKED_UP),
        last_drill=last_drill(books, until),
        erased=len({event.reference for event in happened if event.kind is EventKind.ERASED}),
        mails_seen=sum(counts.values()),
        mails_judged=_in_state(counts, MailState.DONE),
        mails_ordinary=_judged(counts, verdict=Verdict.ORDINARY),
        mails_reports=_judged(counts, verdict=Verdict.REPORT),
        mails_doubts=_judged(counts, verdict=Verdict.DOUBT),
        mails_other=sum(_judged(counts, route=route) for route in Route),
        mails_known=_judged(counts, route=KNOWN),
        mails_forgotten=_judged(counts),
        mails_set_aside=_in_state(counts, MailState.SET_ASIDE),
        mails_gone=_in_state(counts, MailState.GONE),
        reports_answered=answers.answered,
        reports_held=answers.held,
        server=_server(books.reckoning.folders(folders)),
        trained=_trained(happened),
        letters_sent=books.outbox.count(OutboxState.SENT, since, until),
        letters_lost=books.outbox.lost(since, until),
        receipts_held=sum(since <= case.opened_at < until and case.receipt_held in HELD_BY_CAP for case in cases),
        chain_head=books.register.chain.head(),
    )


def _trained(events: Iterable[CaseEvent]) -> Trained | None:
    """The newest training of the period."""
    told = [event.payload for event in events if event.kind is EventKind.TRAINED and event.payload]
    return Trained(labels=told[-1]["labels"], is_taken=told[-1]["taken"]) if told else None


def _histories(books: Books, until: datetime) -> list[CaseHistory]:
    """Every case as it stood at the end of the period."""
    cases = [case for case in books.register.every_case() if case.opened_at <= until and not is_drill(case.reference)]
    return [history.until(until) for history in histories(cases, books.register.chain.every_event())]


def _in_state(counts: _Counts, wanted: MailState) -> int:
    return sum(count for (state, _, _), count in counts.items() if state == wanted)


def _judged(counts: _Counts, *, route: str | None = None, verdict: str | None = None) -> int:
    """Judged mails with this verdict, or without one by this route; with neither: it was forgotten."""
    return sum(
        count
        for (state, by, found), count in counts.items()
        if state == MailState.DONE and found == verdict and (verdict is not None or by == route)
    )


def _server(folders: Collection[FolderCount]) -> ServerCount | None:
    if not folders:
        return None
    counted, read = [each.counted_at for each in folders], [each.read_at for each in folders]
    return ServerCount(
        counted_at=None if None in counted else min(filter(None, counted)),
        read_at=None if None in read else min(filter(None, read)),
        mails=sum(each.on_server for each in folders),
        before_us=sum(each.before_us for each in folders),
        unknown=sum(each.unknown for each in folders),
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
