"""What the two protocols ask beyond the law, through the whole house: misuse, websites, late processors, no waiting."""

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SettableClock
from house import JUIST, KARIN, House, text_of
from mails import REPORT, a_mail
from officer_talk import commands, newest_to

from bot.direct_reader import DirectReader
from register_store.processor import Processor

IT = "it@juist.nl"
LOONWERK = Processor(
    name="Loonwerk Zuid", domains=("loonwerk.example",), address="fg@loonwerk.example", tells_within=24
)
NOTICE = (
    "Geachte relatie,\n\nAls verwerker melden wij u een datalek. Wij hebben op {knew} ontdekt dat loonstroken van uw "
    "medewerkers aan een verkeerde ontvanger zijn gestuurd. Het gaat om namen, adressen en burgerservicenummers.\n\n"
    "Hoogachtend,\nP. Wagenvoort\n"
)


@pytest.fixture
def house(tmp_path: Path, clock: SettableClock, reader: DirectReader) -> House:
    helped = replace(JUIST, it_contacts=(IT,), processors=(LOONWERK, "lader.example"), websites=("portaal.example",))
    house = House(tmp_path, clock, organisation=helped, reader=reader)
    house.start()
    return house


def alarm(house: House, text: str, sender: str = "Anja de Wit <anja@buurt.example>") -> str:
    house.receives(a_mail(text, sender=sender, subject="Melding datalek"))
    return " ".join(text_of(newest_to(house, KARIN.address)).split())


@pytest.mark.parametrize(
    ("sender", "knew", "said"),
    [
        ("fg@loonwerk.example", "27 februari 2026 om 09:00 uur", "binnen 24 uur: dit bericht is te laat"),
        ("fg@loonwerk.example", "2 maart 2026 om 06:00 uur", "Dat is binnen de 24 uur van zijn contract"),
        ("fg@loonwerk.example", "27 februari 2026", "dit bericht is te laat"),
        ("fg@loonwerk.example", "1 maart 2026", "binnen de 24 uur van zijn contract"),
        ("fg@lader.example", "27 februari 2026 om 09:00 uur", "uur eerder wist"),
    ],
)
def test_a_processors_notice_is_held_against_its_contract(house: House, sender: str, knew: str, said: str) -> None:
    told = alarm(house, NOTICE.format(knew=knew), f"Privacy <{sender}>")
    assert said in told
    if "lader" in sender:
        assert "contract" not in told
    case = house.cases()[0]
    assert case.provisional_aware_at == house.clock(), "the clock runs from the notice, not from what it knew"


def test_a_finder_is_no_processor_that_is_late(house: House) -> None:
    assert "eerder wist" not in alarm(house, REPORT)


def test_the_alarm_names_which_of_our_websites_it_was(house: House) -> None:
    told = alarm(
        house,
        "Op https://mijn.portaal.example/dossier?klant=12 kon ik zonder in te loggen de persoonsgegevens van andere "
        "klanten inzien, met adres en geboortedatum. Ook https://elders.example stond open.",
    )
    assert "mijn.portaal.example" in told
    assert "klant=12" not in told
    assert "elders.example" not in told


def test_misuse_in_a_mail_is_a_flag_and_a_persons_task(house: House) -> None:
    told = alarm(house, REPORT + "\nEen ander heeft de gegevens al misbruikt om een lening aan te vragen.\n")
    assert "De mail noemt misbruik" in told
    assert "beslissen over aangifte" in commands(house, "OPPAKKEN")
    told = commands(house, "AP VELD 11.4: geen aanwijzing")
    assert "aangifte" not in told.partition("Wat er nog moet gebeuren")[2].partition("Wat nu kan")[0]


def test_an_ordinary_report_speaks_of_no_misuse(house: House) -> None:
    assert "misbruik" not in alarm(house, REPORT)


def test_nobody_waits_for_it(house: House, clock: SettableClock) -> None:
    alarm(house, REPORT)
    commands(house, "OPPAKKEN")
    assert "Wacht niet" not in commands(house, "STATUS")
    assert "Wacht niet op het antwoord van IT" in commands(house, "IT: wie konden erbij?")
    assert "Wacht niet op het antwoord van IT" in commands(house, "STATUS")
    clock.forward(hours=25)
    house.rounds.turn()
    warnings = [one for one in house.letters_to(KARIN.address) if "Melden bij de AP" in str(one["Subject"])]
    assert "Wacht niet op het antwoord van IT" in " ".join(text_of(warnings[-1]).split())


def test_it_is_asked_for_a_back_up_where_data_is_lost(house: House) -> None:
    alarm(house, REPORT)
    commands(house, "IT")
    assert "reservekopie" not in text_of(newest_to(house, IT))
    commands(house, "AP VELD 5.1: c")
    commands(house, "IT: is er meer bekend?")
    assert "reservekopie" in text_of(newest_to(house, IT))


def test_the_draft_asks_group_by_group_and_status_and_dossier_say_the_phase(house: House) -> None:
    alarm(house, REPORT)
    assert "1 van 3: melding" in commands(house, "STATUS")
    commands(house, "OPPAKKEN")
    commands(house, "AP VELD 11.3: klanten: ja, kans op fraude; medewerkers: nee")
    told = commands(house, "STATUS")
    assert "2 van 3: beoordeling" in told
    assert "mogelijk gedupeerd, kans op fraude" in told
    draft = commands(house, "AP CONCEPT")
    assert "Voor het eigen dossier (staat niet in het formulier)" in draft
    assert "3 van 3: afhandeling" in commands(house, "BEVESTIG")
