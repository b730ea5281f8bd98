"""How long receipt, taking, decision and the AP took, against the organisation's targets."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from statistics import median

from register_store.books import Books
from register_store.case import ApState, Case, CaseState, Channel
from register_store.case_history import CaseHistory, Step
from register_store.deadlines import AMSTERDAM
from register_store.due_times import Targets
from register_store.letter import LetterKind
from replies.digest_parts import FEW, Stage, Timing

_DECIDED = frozenset({CaseState.BREACH_ESTABLISHED, CaseState.NO_BREACH})
_TOLD = frozenset({ApState.INITIAL, ApState.COMPLETE})

#: When a step was done, and how long it had taken.
_Taken = tuple[datetime, timedelta]


def timings(
    books: Books, told: Collection[CaseHistory], targets: Targets, since: datetime, until: datetime
) -> tuple[Timing, ...]:
    """One for each step that happened in the period."""
    receipts = books.outbox.first_sent(LetterKind.RECEIPT)
    measured: Mapping[Stage, list[_Taken]] = {
        Stage.RECEIPT: list(_receipts(told, receipts)),
        Stage.TAKE: [taken for history in told if (taken := _take(history))],
        Stage.DECISION: [taken for history in told if (taken := _decision(history))],
        Stage.AP: [taken for history in told if (taken := _ap(history))],
    }
    in_period = {stage: [passed for at, passed in steps if since <= at < until] for stage, steps in measured.items()}
    return tuple(_timing(stage, _target(stage, targets), passed) for stage, passed in in_period.items() if passed)


def _timing(stage: Stage, target: timedelta, passed: list[timedelta]) -> Timing:
    is_told = len(passed) >= FEW
    return Timing(
        stage=stage,
        target=target,
        count=len(passed),
        in_time=sum(each <= target for each in passed),
        median=timedelta(seconds=median(each.total_seconds() for each in passed)) if is_told else None,
        worst=max(passed) if is_told else None,
    )


def _target(stage: Stage, targets: Targets) -> timedelta:
    match stage:
        case Stage.RECEIPT:
            return timedelta(minutes=targets.receipt_minutes)
        case Stage.TAKE:
            return timedelta(hours=targets.take_hours)
        case Stage.DECISION:
            return timedelta(hours=targets.decision_hours)
        case Stage.AP:
            return timedelta(hours=targets.ap_hours)


def _receipts(told: Collection[CaseHistory], sent: Mapping[str, datetime]) -> Iterator[_Taken]:
    """Only those that went by themselves: a receipt that an officer released had to wait for him."""
    for history in told:
        case = history.first
        at = sent.get(case.reference)
        if at and case.channel is Channel.MAIL and not case.receipt_held:
            yield at, at - case.provisional_aware_at


def _take(history: CaseHistory) -> _Taken | None:
    step = next((step for step in history.steps if step.after.handler and not step.before.handler), None)
    return (step.event.at, step.event.at - history.first.opened_at) if step else None


def _decision(history: CaseHistory) -> _Taken | None:
    step = next((step for step in history.steps if step.after.state in _DECIDED), None)
    return (step.event.at, step.event.at - step.after.aware_at) if step else None


def _ap(history: CaseHistory) -> _Taken | None:
    step = next((step for step in history.steps if step.after.ap_state in _TOLD), None)
    return (step.event.at, _told_at(step) - step.after.aware_at) if step else None


def _told_at(step: Step) -> datetime:
    """The moment that the officer named, else that of his command."""
    return _typed(step.after) or step.event.at


def _typed(case: Case) -> datetime | None:
    try:
        moment = datetime.strptime(case.fields.get("ap_notified_at", ""), "%d-%m-%Y %H:%M")  # noqa: DTZ007 - Dutch time
    except ValueError:
        return None
    return moment.replace(tzinfo=AMSTERDAM)
