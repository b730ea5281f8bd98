"""Where we are the processor, the hours of the contract run beside the 72 (K10, K13)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cases import a_case
from house import JUIST

from register_store.contract_clock import all_clocks_of
from register_store.organisation import ClockSet, DataRole

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
