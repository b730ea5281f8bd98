"""After the AP was told: the people affected must hear of it, and the first report must be completed."""

from datetime import timedelta

import pytest
from cases import MONDAY, a_case
from conftest import SettableClock
from house import KARIN, House
from mails import REPORT, a_mail
from officer_talk import commands

from register_store.case import ApState, CaseState, PeopleState
from register_store.due_times import Reminders
from register_store.owed import Owed, debts_due, owed_by

PEOPLE, SUPPLEMENT = "Betrokkenen zijn nog niet geïnformeerd", "De melding bij de AP is nog niet aangevuld"


@pytest.mark.parametrize(
    ("ap", "people", "owed"),
    [
        (ApState.UNDECIDED, PeopleState.UNDECIDED, ()),
        (ApState.NOT_REQUIRED, PeopleState.UNDECIDED, ()),
        (ApState.UNDECIDED, PeopleState.PLANNED, (Owed.PEOPLE,)),
        (ApState.INITIAL, PeopleState.UNDECIDED, (Owed.PEOPLE, Owed.SUPPLEMENT)),
        (ApState.INITIAL, PeopleState.INFORMED, (Owed.SUPPLEMENT,)),
        (ApState.COMPLETE, PeopleState.UNDECIDED, (Owed.PEOPLE,)),
        (ApState.COMPLETE, PeopleState.NOT_REQUIRED, ()),
        (ApState.WITHDRAWN, PeopleState.UNDECIDED, ()),
    ],
)
def test_what_a_case_owes(ap: ApState, people: PeopleState, owed: tuple[Owed, ...]) -> None:
    case = a_case(state=CaseState.BREACH_ESTABLISHED, ap_state=ap, people_state=people)
    assert owed_by(case) == owed
    assert owed_by(a_case(state=CaseState.CLOSED, ap_state=ap, people_state=people)) == ()


@pytest.mark.parametrize(
    ("owed", "hours", "due"),
    [
        (Owed.PEOPLE, 23.9, ()),
        (Owed.PEOPLE, 24, (24,)),
        (Owed.PEOPLE, 71, (24,)),
        (Owed.PEOPLE, 500, (72,)),
        (Owed.SUPPLEMENT, 335, ()),
        (Owed.SUPPLEMENT, 336, (336,)),
        (Owed.SUPPLEMENT, 700, (672,)),
    ],
)
def test_when_it_is_due(owed: Owed, hours: float, due: tuple[int, ...]) -> None:
    found = debts_due({owed: MONDAY}, MONDAY + timedelta(hours=hours), Reminders())
    assert tuple(debt.hours for debt in found) == due


def test_each_reminder_comes_once_and_ends_when_it_is_done(house: House, clock: SettableClock) -> None:
    house.receives(a_mail(REPORT))
    commands(house, "OPPAKKEN\nBEVESTIG")
    commands(house, "AP GEMELD 2026-1187 vandaag 09:00 risico")

    def told(days: int) -> tuple[int, int]:
        for _ in range(2 * days):
            clock.forward(hours=12)
            house.rounds.turn()
        subjects = [
            str(letter["Subject"]).removeprefix("[DL-2026-0001] ") for letter in house.letters_to(KARIN.address)
        ]
        return subjects.count(PEOPLE), subjects.count(SUPPLEMENT)

    assert told(0) == (0, 0)
    assert told(1) == (1, 0)
    assert told(1) == (1, 0)
    assert told(2) == (2, 0)
    commands(house, "GEINFORMEERD: 1, brief, vandaag, hoog risico")
    assert told(11) == (2, 1)
    commands(house, "AP GEMELD 2026-1187 vandaag 09:30 alles bekend")
    assert told(20) == (2, 1)
