"""Whom it is time to tell that nobody took a case, moment by moment."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cases import a_case

from register_store.case import ApState, CaseState
from register_store.due_times import Escalation
from register_store.ladder import Rung, rungs_due
from register_store.organisation import Officer, Organisation

KARIN = Officer(name="Karin Vos", address="karin.vos@juist.nl")


def organisation(**changes: Any) -> Organisation:
    values: dict[str, Any] = {
        "key": "juist",
        "name": "Juist B.V.",
        "mailbox": "mail@juist.nl",
        "domains": ("juist.nl",),
        "phone": "0492",
        "officers": (KARIN,),
        "management": (),
    }
    return Organisation(**{**values, **changes})


def utc(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def due(opened: str, now: str, **changes: Any) -> list[Rung]:
    at = utc(opened)
    case = a_case(provisional_aware_at=at, opened_at=at, **changes)
    return list(rungs_due(organisation(), case, at, utc(now)))


NOBODY: list[Rung] = []
OFFICERS, BOTH = [Rung.OFFICERS], [Rung.OFFICERS, Rung.MANAGEMENT]


@pytest.mark.parametrize(
    ("opened", "now", "told"),
    [
        ("2026-11-23 08:00", "2026-11-23 10:59", NOBODY),
        ("2026-11-23 08:00", "2026-11-23 11:00", OFFICERS),
        ("2026-11-23 08:00", "2026-11-23 15:59", OFFICERS),
        ("2026-11-23 08:00", "2026-11-23 16:00", BOTH),
        # Friday 17:00: one office hour, then people rest, until 24 of the 72 hours are left on Sunday 17:00.
        ("2026-11-20 16:00", "2026-11-22 15:59", NOBODY),
        ("2026-11-20 16:00", "2026-11-22 17:59", NOBODY),
        ("2026-11-20 16:00", "2026-11-22 18:00", OFFICERS),
        ("2026-11-20 16:00", "2026-11-22 23:00", BOTH),
        # Monday 20:00: the morning comes first, hours count from then.
        ("2026-11-23 19:00", "2026-11-24 09:59", NOBODY),
        ("2026-11-23 19:00", "2026-11-24 10:00", OFFICERS),
        # The second rung is reached as the office closes: it waits for the morning.
        ("2026-11-23 09:00", "2026-11-23 17:01", NOBODY),
        ("2026-11-23 09:00", "2026-11-24 07:00", BOTH),
    ],
)
def test_the_ladder_is_climbed_in_office_hours_until_it_is_urgent(opened: str, now: str, told: list[Rung]) -> None:
    assert due(opened, now) == told


@pytest.mark.parametrize(
    "change",
    [
        {"handler": KARIN.address},
        {"state": CaseState.NO_BREACH},
        {"state": CaseState.MERGED},
        {"ap_state": ApState.INITIAL},
    ],
)
def test_a_case_that_somebody_has_or_whose_clock_stands_does_not_climb(change: dict[str, Any]) -> None:
    assert due("2026-11-23 08:00", "2026-11-25 16:00", **change) == NOBODY


def test_a_doubt_climbs_too_and_so_does_the_case_of_an_officer_who_left() -> None:
    assert due("2026-11-23 08:00", "2026-11-23 11:00", state=CaseState.DOUBT) == OFFICERS
    assert due("2026-11-23 08:00", "2026-11-23 11:00", handler="left@juist.nl") == OFFICERS


def test_an_organisation_may_climb_faster() -> None:
    hasty = organisation(escalation=Escalation(remind_after=1, management_after=2, urgent_below=72))
    at = utc("2026-11-21 22:00")  # a Saturday night
    case = a_case(provisional_aware_at=at, opened_at=at)
    assert list(rungs_due(hasty, case, at, at + timedelta(hours=2))) == BOTH
