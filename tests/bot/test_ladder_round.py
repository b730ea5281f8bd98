"""Nobody looks: all officers, then management; who takes the case ends it; silent cases return in the digest."""

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SettableClock
from house import JUIST, KARIN, OMAR, House, at, later, text_of
from mails import REPORT, a_mail, proven
from officer_talk import answer, bounce_of, commands, events_of, newest_to

from bot.direct_reader import DirectReader
from bot.silent_cases import silent_cases
from register_store.organisation import Officer, OfficerRole

FENNA = Officer(name="Fenna Groot", address="fenna.groot@juist.nl", role=OfficerRole.DPO)
MANAGEMENT = "directie@juist.nl"
MONDAY_TEN, FRIDAY_FIVE = at("2026-03-02 09:00"), at("2026-03-06 16:00")


@pytest.fixture
def watched(tmp_path: Path, clock: SettableClock, reader: DirectReader) -> House:
    """A house with handler, deputy and FG, in which a report came in on Monday at ten."""
    house = House(tmp_path, clock, organisation=replace(JUIST, officers=(KARIN, OMAR, FENNA)), reader=reader)
    house.start()
    house.receives(a_mail(REPORT))
    return house


def reminders(house: House, address: str) -> int:
    """How often this person read that nobody handles the report."""
    return sum("Nog niemand behandelt" in str(letter["Subject"]) for letter in house.letters_to(address))


def test_all_officers_then_management_each_once(watched: House, clock: SettableClock) -> None:
    assert len(watched.letters_to(FENNA.address)) == 0, "the FG is not alarmed at once"
    later(watched, clock, hours=2, minutes=59)
    assert reminders(watched, FENNA.address) == 0
    later(watched, clock, minutes=1)
    assert [reminders(watched, one.address) for one in (KARIN, OMAR, FENNA)] == [1, 1, 1]
    assert reminders(watched, MANAGEMENT) == 0
    for _ in range(40):
        later(watched, clock, minutes=30)
    assert [reminders(watched, one) for one in (KARIN.address, FENNA.address, MANAGEMENT)] == [1, 1, 1]
    assert [event.payload for event in events_of(watched, "DL-2026-0001") if event.kind == "escalated"] == [
        {"text": "officers"},
        {"text": "management"},
    ]


def test_management_reads_reference_sort_and_hours_and_nothing_else(watched: House, clock: SettableClock) -> None:
    later(watched, clock, hours=22)  # after eight hours it is six in the evening: the next morning is soon enough
    letter = next(one for one in watched.letters_to(MANAGEMENT) if "Nog niemand" in str(one["Subject"]))
    words = text_of(letter)
    assert "DL-2026-0001" in words
    assert "50 uur" in words
    assert KARIN.name in words
    for secret in ("Anja", "buurt.example", "loonstrook", "burgerservice"):
        assert secret not in letter.as_string()
    assert "OPPAKKEN" not in words, "management commands nothing"


@pytest.mark.parametrize("text", ["OPPAKKEN", "TOEWIJZEN: Omar Haddad"])
def test_who_takes_or_assigns_the_case_stops_the_ladder(watched: House, clock: SettableClock, text: str) -> None:
    commands(watched, text)
    later(watched, clock, hours=23)
    assert [reminders(watched, one) for one in (KARIN.address, OMAR.address, FENNA.address, MANAGEMENT)] == [0] * 4


def test_who_decides_something_without_taking_it_gets_the_time_anew(watched: House, clock: SettableClock) -> None:
    clock.forward(hours=2)
    commands(watched, "GEGEVENS: naam en BSN")
    later(watched, clock, hours=2)
    assert reminders(watched, OMAR.address) == 0
    later(watched, clock, hours=1)
    assert reminders(watched, OMAR.address) == 1


def test_a_friday_evening_report_lets_people_rest_until_a_day_is_left(
    tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    clock.now = FRIDAY_FIVE
    house = House(tmp_path, clock, organisation=JUIST, reader=reader)
    house.start()
    house.receives(a_mail(REPORT))
    for moment in ("2026-03-06 22:00", "2026-03-07 11:00", "2026-03-08 11:00", "2026-03-08 17:59"):
        clock.now = at(moment)
        house.rounds.turn()
        assert reminders(house, OMAR.address) == 0, moment
    later(house, clock, minutes=1)
    assert reminders(house, OMAR.address) == 1
    later(house, clock, hours=5)
    assert reminders(house, MANAGEMENT) == 1
    assert at("2026-03-09 16:00") > clock.now, "while hours of the 72 are left"


def test_when_all_who_could_look_are_away_management_hears_at_once(watched: House, clock: SettableClock) -> None:
    away = "Ik ben op vakantie en kom maandag terug op kantoor."
    for officer in (KARIN, OMAR, FENNA):
        letter = newest_to(watched, officer.address)
        answer(watched, away, letter, officer.address, subject="Automatisch antwoord", Auto_Submitted="auto-replied")
    assert [len(watched.letters_to(one.address)) for one in (KARIN, OMAR, FENNA)] == [1, 2, 1]
    assert reminders(watched, MANAGEMENT) == 1
    assert "afwezig" in text_of(newest_to(watched, MANAGEMENT))
    answer(watched, away, newest_to(watched, KARIN.address), KARIN.address, Auto_Submitted="auto-replied")
    assert reminders(watched, MANAGEMENT) == 1


def test_a_bounce_is_not_told_to_who_is_away(watched: House) -> None:
    away = "Ik ben op vakantie en kom maandag terug op kantoor."
    alarm = watched.letters_to(OMAR.address)[0]
    answer(watched, away, newest_to(watched, KARIN.address), KARIN.address, Auto_Submitted="auto-replied")
    told = len(watched.letters_to(KARIN.address))
    watched.receives(bounce_of(alarm))
    assert len(watched.letters_to(KARIN.address)) == told
    assert "kwam niet aan" in str(newest_to(watched, FENNA.address)["Subject"])
    watched.receives(bounce_of(newest_to(watched, FENNA.address)))
    assert reminders(watched, MANAGEMENT) == 1, "nobody is left who could look"


def test_an_officer_who_came_back_and_worked_is_not_away_any_more(watched: House, clock: SettableClock) -> None:
    away = "Ik ben op vakantie en kom maandag terug op kantoor."
    answer(watched, away, newest_to(watched, KARIN.address), KARIN.address, Auto_Submitted="auto-replied")
    assert len(watched.letters_to(OMAR.address)) == 2
    commands(watched, "OPPAKKEN")
    answer(watched, away, newest_to(watched, OMAR.address), OMAR.address, Auto_Submitted="auto-replied")
    assert len(watched.letters_to(FENNA.address)) == 0
    assert reminders(watched, MANAGEMENT) == 0


def test_after_a_standstill_of_days_everybody_hears_once(watched: House, clock: SettableClock) -> None:
    later(watched, clock, days=2, hours=20)
    later(watched, clock, minutes=1)
    assert [reminders(watched, one) for one in (KARIN.address, FENNA.address, MANAGEMENT)] == [1, 1, 1]


def test_silent_cases_are_counted_until_somebody_moves_them(watched: House, clock: SettableClock) -> None:
    def silent() -> list[tuple[str, int]]:
        with watched.bookcase.transaction() as books:
            found = silent_cases(books, watched.organisation, clock())
        return [(one.reference, one.days) for one in found]

    commands(watched, "OPPAKKEN")
    later(watched, clock, days=4, hours=23)
    assert silent() == []
    later(watched, clock, hours=2)
    assert silent() == [("DL-2026-0001", 5)], "our own warnings are no sign of life"
    watched.receives(proven(a_mail("Nog iets: het waren er twee.", answers=receipt_id(watched))))
    assert silent() == []


def receipt_id(house: House) -> str:
    return str(house.letters_to("anja@buurt.example")[0]["Message-ID"])
