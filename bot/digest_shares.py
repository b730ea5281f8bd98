"""Of which kinds and causes the cases of twelve weeks were, and which preventive measures are due."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from register_store.case import Case, CaseState
from register_store.cause_groups import cause_group
from register_store.review_dates import measures_in
from replies.digest_parts import FEW, REST, MeasureDue

#: Cases that say nothing about breaches.
_NONE = frozenset({CaseState.NOT_A_REPORT, CaseState.MERGED, CaseState.DOUBT})


def kinds_of(cases: Iterable[Case]) -> tuple[tuple[str, int], ...]:
    """Kinds of breach and how many, the most frequent first."""
    return _shares([str(case.findings.kind or REST) for case in cases if case.state not in _NONE])


def causes_of(cases: Iterable[Case]) -> tuple[tuple[str, int], ...]:
    """Sorts of cause and how many."""
    return _shares([cause_group(case).value for case in cases if case.state not in _NONE])


def measures_due(cases: Iterable[Case], today: date) -> tuple[MeasureDue, ...]:
    """Preventive measures that are not done: overdue ones first, those without a date last."""
    found = [
        MeasureDue(reference=case.reference, due=each.due, is_overdue=each.due is not None and each.due < today)
        for case in cases
        if case.state not in _NONE
        for each in measures_in(case.fields.get("measures_preventive", ""), case.opened_at.date())
        if not each.is_done
    ]
    return tuple(sorted(found, key=lambda one: (one.due is None, one.due or today, one.reference)))


def _shares(keys: Collection[str]) -> tuple[tuple[str, int], ...]:
    """Nothing at all of few; what is too few to be named is counted together."""
    if len(keys) < FEW:
        return ()
    counts = Counter(keys)
    named = [(key, count) for key, count in counts.most_common() if count >= FEW and key != REST]
    rest = len(keys) - sum(count for _, count in named)
    return (*named, *([(REST, rest)] if rest else []))
