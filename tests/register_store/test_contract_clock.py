"""Where we are the processor, the hours of the contract run beside the 72 (K10, K13)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from cases import a_case
from house import JUIST

from register_store.contract_clock import all_clocks_of
from register_store.organisation import ClockSet, DataRole
from register_store.own_clock import OwnClock

AWARE = datetime(2026, 10, 24, 10, 30, 40, tzinfo=UTC)  # the clocks go back in between: hours are elapsed hours
OURS = replace(JUIST, data_role=DataRole.PROCESSOR, clocks=(ClockSet.CONTRACT,), contract_hours=36)


@pytest.mark.parametrize(
    ("organisation", "fields", "due"),
    [
        (OURS, {}, ["2026-10-25 22:30"]),
        (OURS, {"data_role": "controller"}, []),
        (replace(OURS, data_role=DataRole.CONTROLLER), {}, []),
        (replace(OURS, data_role=DataRole.CONTROLLER), {"data_role": "processor"}, ["2026-10-25 22:30"]),
        (replace(OURS, clocks=()), {}, []),
        (replace(OURS, clocks=(ClockSet.CBW,)), {}, ["2026-10-25 10:30", "2026-10-27 10:30", "2026-11-27 10:30"]),
        (
            replace(OURS, clocks=(ClockSet.WPG, ClockSet.CONTRACT)),
            {},
            ["2026-10-25 22:30", "2026-10-27 10:30"],
        ),
    ],
)
def test_it_runs_where_it_is_switched_on_and_we_are_the_processor(
    organisation: object, fields: dict[str, str], due: list[str]
) -> None:
    clocks = all_clocks_of(a_case(provisional_aware_at=AWARE, fields=fields), organisation)  # type: ignore[arg-type]
    assert [f"{clock.due_at:%Y-%m-%d %H:%M}" for clock in clocks] == due


def test_it_is_named_in_both_languages() -> None:
    (clock,) = all_clocks_of(a_case(provisional_aware_at=AWARE), OURS)
    assert "verwerkingsverantwoordelijke" in clock.title("nl")
    assert "controller" in clock.title("en")
    assert clock.rule.after == 36


INSURANCE = OwnClock(name="Cyberverzekering", hours=48, basis="polis 2026-17, artikel 5", valid_from=date(2026, 10, 24))
CUSTOMER = OwnClock(name="Contract Gemeente Voorbeeld", hours=12)


@pytest.mark.parametrize(
    ("own", "shown"),
    [
        ((), []),
        (
            (INSURANCE, CUSTOMER),
            [
                "Contract Gemeente Voorbeeld 2026-10-24 22:30",
                "Cyberverzekering (polis 2026-17, artikel 5) 2026-10-26 10:30",
            ],
        ),
        ((replace(INSURANCE, on=False), CUSTOMER), ["Contract Gemeente Voorbeeld 2026-10-24 22:30"]),
        ((replace(INSURANCE, valid_from=date(2026, 10, 25)),), []),
    ],
)
def test_insurance_and_customers_have_clocks_of_their_own(own: tuple[OwnClock, ...], shown: list[str]) -> None:
    organisation = replace(JUIST, own_clocks=own)
    clocks = all_clocks_of(a_case(provisional_aware_at=AWARE), organisation)
    assert [f"{clock.title('nl')} {clock.due_at:%Y-%m-%d %H:%M}" for clock in clocks] == shown
    assert [clock.title("en") for clock in clocks] == [clock.title("nl") for clock in clocks]
