"""The hours a processing agreement gives for telling the other side of a breach (pure; GDPR art. 33(2), K13, K14)."""

from dataclasses import replace
from datetime import UTC, timedelta

from register_store.ap_form_answers import role_of
from register_store.case import Case
from register_store.organisation import ClockSet, DataRole, Organisation
from register_store.other_clocks import OtherClock, clock_rules, clocks_of


def all_clocks_of(case: Case, organisation: Organisation) -> tuple[OtherClock, ...]:
    """Every clock beside the 72 hours that this organisation wants to see with this case, the first due first."""
    clocks = clocks_of(case, organisation.clocks)
    own = _contract_clock(case, organisation)
    return tuple(sorted((*clocks, *([own] if own else [])), key=lambda clock: clock.due_at))


def _contract_clock(case: Case, organisation: Organisation) -> OtherClock | None:
    """We are the processor: the controller must hear of it within the hours of our contract with him."""
    if ClockSet.CONTRACT not in organisation.clocks or role_of(case, organisation) is not DataRole.PROCESSOR:
        return None
    rule = next(rule for rule in clock_rules() if rule.set == ClockSet.CONTRACT)
    hours = organisation.contract_hours
    aware = case.aware_at.astimezone(UTC).replace(second=0, microsecond=0)
    return OtherClock(rule=replace(rule, after=hours), due_at=aware + timedelta(hours=hours))
