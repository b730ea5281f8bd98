"""The hours contracts give for telling the other side of a breach (pure; GDPR art. 33(2), K13, domain 11)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from register_store.ap_form_answers import role_of
from register_store.case import Case
from register_store.deadlines import AMSTERDAM
from register_store.organisation import ClockSet, DataRole, Organisation
from register_store.other_clocks import ClockRule, OtherClock, clock_rules, clocks_of
from register_store.own_clock import OwnClock


def all_clocks_of(case: Case, organisation: Organisation) -> tuple[OtherClock, ...]:
    """Every clock beside the 72 hours that this organisation wants to see with this case, the first due first."""
    by_law = clocks_of(case, organisation.clocks)
    notice = _contract_clock(case, organisation)
    own = _own_clocks(case, organisation)
    return tuple(sorted((*by_law, *([notice] if notice else []), *own), key=lambda clock: clock.due_at))


def _contract_clock(case: Case, organisation: Organisation) -> OtherClock | None:
    """We are the processor: the controller must hear of it within the hours of our contract with him."""
    if ClockSet.CONTRACT not in organisation.clocks or role_of(case, organisation) is not DataRole.PROCESSOR:
        return None
    rule = next(rule for rule in clock_rules() if rule.set == ClockSet.CONTRACT)
    hours = organisation.contract_hours
    return OtherClock(rule=replace(rule, after=hours), due_at=_aware(case) + timedelta(hours=hours))


def _own_clocks(case: Case, organisation: Organisation) -> Iterator[OtherClock]:
    """What insurance and customers ask, under the names the organisation gave."""
    for clock in organisation.own_clocks:
        if clock.on and _aware(case).astimezone(AMSTERDAM).date() >= clock.valid_from:
            yield OtherClock(rule=_rule_of(clock), due_at=_aware(case) + timedelta(hours=clock.hours))


def _rule_of(clock: OwnClock) -> ClockRule:
    title = f"{clock.name} ({clock.basis})" if clock.basis else clock.name
    return ClockRule(
        name=clock.name,
        set="own",
        nl=title,
        en=title,
        legal_basis=clock.basis,
        starts="aware",
        after=clock.hours,
        unit="hours",
        valid_from=clock.valid_from,
        checked="own",
    )


def _aware(case: Case) -> datetime:
    """Awareness to the minute, as the 72 hours count it."""
    return case.aware_at.astimezone(UTC).replace(second=0, microsecond=0)
