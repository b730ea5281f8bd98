"""Clocks beside the 72 hours: off by themselves, dated, months by the calendar."""

from datetime import UTC, datetime

import pytest
from cases import a_case

from register_store.other_clocks import clock_rules, clocks_of


def due(aware: datetime, *sets: str) -> dict[str, str]:
    clocks = clocks_of(a_case(provisional_aware_at=aware), sets)
    return {clock.rule.name: clock.due_at.strftime("%Y-%m-%d %H:%M") for clock in clocks}


def test_without_a_setting_there_is_no_other_clock() -> None:
    assert due(datetime(2026, 11, 23, 8, 12, tzinfo=UTC)) == {}


def test_the_cbw_asks_a_warning_a_report_and_a_final_report() -> None:
    assert due(datetime(2026, 11, 23, 8, 12, tzinfo=UTC), "cbw") == {
        "cbw_early_warning": "2026-11-24 08:12",
        "cbw_report": "2026-11-26 08:12",
        "cbw_final": "2026-12-26 08:12",
    }


@pytest.mark.parametrize(
    ("aware", "final"),
    [
        (datetime(2027, 1, 28, 9, 0, tzinfo=UTC), "2027-02-28 09:00"),
        (datetime(2028, 1, 28, 9, 0, tzinfo=UTC), "2028-02-29 09:00"),
        (datetime(2027, 2, 25, 9, 0, tzinfo=UTC), "2027-03-28 08:00"),
        (datetime(2026, 11, 28, 9, 0, tzinfo=UTC), "2027-01-01 09:00"),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last_one_in_dutch_time(aware: datetime, final: str) -> None:
    assert due(aware, "cbw")["cbw_final"] == final


def test_a_clock_does_not_run_before_its_law_is_in_force() -> None:
    assert due(datetime(2026, 8, 14, 12, 0, tzinfo=UTC), "cbw") == {}
    assert "cbw_report" in due(datetime(2026, 8, 15, 12, 0, tzinfo=UTC), "cbw")


def test_every_clock_says_on_what_it_rests_and_how_sure_we_are() -> None:
    known = {"aware"}
    for rule in clock_rules():
        assert rule.starts in known, "a clock stands behind the one it follows"
        assert rule.legal_basis
        assert rule.checked in ("sourced", "from memory")
        assert rule.unit in ("hours", "months", "contract")
        known.add(rule.name)


def test_the_cra_ends_with_a_report_on_the_vulnerability_or_on_the_incident() -> None:
    assert due(datetime(2026, 11, 23, 8, 12, tzinfo=UTC), "cra") == {
        "cra_early_warning": "2026-11-24 08:12",
        "cra_report": "2026-11-26 08:12",
        "cra_final_vulnerability": "2026-12-10 08:12",
        "cra_final_incident": "2026-12-26 08:12",
    }


def test_dora_and_telecom_follow_their_first_report() -> None:
    aware = datetime(2026, 11, 23, 8, 12, tzinfo=UTC)
    assert due(aware, "dora") == {
        "dora_first": "2026-11-24 08:12",
        "dora_intermediate": "2026-11-27 08:12",
        "dora_final": "2026-12-27 08:12",
    }
    assert due(aware, "telecom", "wpg") == {
        "telecom_first": "2026-11-24 08:12",
        "wpg": "2026-11-26 08:12",
        "telecom_rest": "2026-11-27 08:12",
    }
