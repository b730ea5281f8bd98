"""IT and processors are asked by letter; only they answer, and nobody else joins the case."""

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SettableClock
from house import JUIST, KARIN, House, text_of
from mails import REPORT, a_mail, proven
from officer_talk import answer, commands, events_of, newest_to

from bot.direct_reader import DirectReader
from register_store.processor import Processor

IT, BACKUP_IT = "it@juist.nl", "beheer@juist.nl"
LOONWERK = Processor(
    name="Loonwerk Zuid", domains=("loonwerk.example",), address="fg@loonwerk.example", answer_within=12
)
FINDER = "anja@buurt.example"
ANSWER = "De map stond sinds maandag open voor alle medewerkers. Bel mij op 06 12345678."


@pytest.fixture
def house(tmp_path: Path, clock: SettableClock, reader: DirectReader) -> House:
    """A house with people to ask, in which a report came in and was taken."""
    helped = replace(JUIST, it_contacts=(IT, BACKUP_IT), processors=(LOONWERK, "lader.example"))
    house = House(tmp_path, clock, organisation=helped, reader=reader)
    house.start()
    house.receives(a_mail(REPORT))
    commands(house, "OPPAKKEN")
    return house


def test_it_is_asked_for_cause_and_repair_and_sees_nothing_of_the_finder(house: House) -> None:
    told = commands(house, "IT: wie konden er bij de map?")
    assert "Gedaan" in told
    for address in (IT, BACKUP_IT):
        letter = newest_to(house, address)
        words = " ".join(text_of(letter).split())
        assert "wie konden er bij de map?" in words
        assert "Wat is de oorzaak?" in words
        assert "om de oorzaak weg te nemen" in words
        assert "DL-2026-0001" in words
        for secret in ("Anja", "buurt.example", "loonstrook", "Karin", "burgerservice"):
            assert secret not in letter.as_string()


def test_a_processor_is_asked_by_name_within_the_hours_of_its_contract(house: House) -> None:
    told = commands(house, "VERWERKER: loonwerk zuid, om hoeveel mensen gaat het?")
    words = " ".join(text_of(newest_to(house, LOONWERK.address)).split())
    assert "om hoeveel mensen gaat het?" in words
    assert "verwerkersovereenkomst" in words
    assert "22.00 uur" in words, "ten in the morning and twelve hours"
    assert "22.00 uur" in told


@pytest.mark.parametrize("text", ["VERWERKER: Onbekend BV", "VERWERKER: lader.example", "VERWERKER: Loonwerk Zuidoost"])
def test_nobody_is_asked_who_is_not_in_the_settings(house: House, text: str) -> None:
    before = len(house.letters)
    told = commands(house, text)
    assert len(house.letters) == before + 1
    assert "Loonwerk Zuid" in told, "the answer names those who can be asked"


@pytest.mark.parametrize("text", ["IT heeft gebeld, het is een bekende fout.", "it"])
def test_prose_about_it_asks_nobody(house: House, text: str) -> None:
    commands(house, text)
    assert house.letters_to(IT) == []


def test_the_answer_joins_the_case_and_its_officer_reads_it_masked(house: House) -> None:
    commands(house, "IT: wie konden er bij de map?")
    answer(house, ANSWER, newest_to(house, IT), IT)
    letter = newest_to(house, KARIN.address)
    assert "IT heeft geantwoord" in str(letter["Subject"])
    words = " ".join(text_of(letter).split())
    assert "De map stond sinds maandag open" in words
    assert "06 12345678" not in words
    assert "OORZAAK" in words
    event = events_of(house, "DL-2026-0001")[-1]
    assert (event.kind.value, event.actor, event.payload) == ("answered", "it", {"text": ANSWER, "by": "it"})
    with house.bookcase.transaction() as books:
        mail = books.register.mails_of("DL-2026-0001")[-1]
        assert (mail["role"], mail["sender"], mail["how_found"]) == ("helper", IT, "token")
        assert len(books.evidence.of_case("DL-2026-0001")) == 2
    assert "06 12345678" not in commands(house, "STATUS")
    assert len(house.letters_to(IT)) == 1, "who helps gets no receipt"


def test_who_does_not_answer_is_reminded_twice_and_the_officer_hears(house: House, clock: SettableClock) -> None:
    commands(house, "VERWERKER: Loonwerk Zuid")
    for _ in range(5 * 4):
        clock.forward(hours=6)
        house.rounds.turn()
    subjects = [str(letter["Subject"]) for letter in house.letters_to(LOONWERK.address)]
    assert [subject.startswith("[DL-2026-0001] Herinnering") for subject in subjects] == [False, True, True]
    told = [text_of(one) for one in house.letters_to(KARIN.address) if "Zuid heeft nog niet" in str(one["Subject"])]
    assert ["niet meer aan" in " ".join(words.split()) for words in told] == [False, True]


def test_an_answer_by_any_of_them_ends_the_reminders_to_all(house: House, clock: SettableClock) -> None:
    commands(house, "IT: wie konden er bij de map?")
    answer(house, ANSWER, newest_to(house, BACKUP_IT), BACKUP_IT)
    for _ in range(5):
        clock.forward(days=1)
        house.rounds.turn()
    assert [len(house.letters_to(one)) for one in (IT, BACKUP_IT)] == [1, 1]


def test_an_answer_to_the_reminder_counts_too(house: House, clock: SettableClock) -> None:
    commands(house, "IT")
    clock.forward(days=1, hours=1)
    house.rounds.turn()
    assert len(house.letters_to(IT)) == 2
    answer(house, ANSWER, newest_to(house, IT), IT)
    clock.forward(days=3)
    house.rounds.turn()
    assert len(house.letters_to(IT)) == 2


def test_a_closed_case_reminds_nobody(house: House, clock: SettableClock) -> None:
    commands(house, "IT")
    commands(house, "GEEN DATALEK: oefening")
    clock.forward(days=3)
    house.rounds.turn()
    assert len(house.letters_to(IT)) == 1
    told = commands(house, "IT: nog iets")
    assert "Niet gedaan" in told


def test_an_out_of_office_of_a_helper_is_noted_and_waited_out(house: House, clock: SettableClock) -> None:
    commands(house, "IT")
    letters = len(house.letters)
    answer(house, "Ik ben er niet.", newest_to(house, IT), IT, Auto_Submitted="auto-replied")
    assert len(house.letters) == letters
    clock.forward(days=1, hours=1)
    house.rounds.turn()
    assert len(house.letters_to(IT)) == 2


@pytest.mark.parametrize(
    ("sender", "counts"),
    [
        ("fg@loonwerk.example", True),
        ("Sanne <sanne@helpdesk.loonwerk.example>", True),
        ("fg@loonwerk.example.elders.example", False),
        ("sanne@nietloonwerk.example", False),
        ("collega@juist.nl", False),
        (FINDER, False),
    ],
)
def test_a_processor_answers_from_its_own_domains_only(house: House, sender: str, counts: bool) -> None:
    commands(house, "VERWERKER: Loonwerk Zuid")
    answer(house, "Wij hebben geen oorzaak gevonden.", newest_to(house, LOONWERK.address), sender)
    kinds = [event.kind.value for event in events_of(house, "DL-2026-0001")]
    assert ("answered" in kinds) is counts


def test_a_colleague_of_it_who_was_not_asked_takes_no_part(house: House) -> None:
    commands(house, "IT")
    answer(house, "Dat was ik niet.", newest_to(house, IT), "stagiair@juist.nl")
    kinds = [event.kind.value for event in events_of(house, "DL-2026-0001")]
    assert "answered" not in kinds
    assert "Misschien hoort nog een mail" in str(newest_to(house, KARIN.address)["Subject"])
    assert house.letters_to("stagiair@juist.nl") == []


def test_a_forged_helper_takes_no_part(house: House) -> None:
    commands(house, "IT")
    letter = newest_to(house, IT)
    house.receives(proven(a_mail(ANSWER, sender=IT, answers=str(letter["Message-ID"])), dmarc="fail"))
    assert "answered" not in [event.kind.value for event in events_of(house, "DL-2026-0001")]
    assert "mislukte" in text_of(newest_to(house, KARIN.address))


def test_a_helper_commands_nothing(house: House) -> None:
    commands(house, "IT")
    answer(house, "GEEN DATALEK: niets aan de hand\nSLUIT", newest_to(house, IT), IT)
    assert house.cases()[0].state.value == "investigating"


def test_status_tells_whose_answer_is_awaited(house: House) -> None:
    commands(house, "IT")
    assert "moet nog antwoorden op onze vragen" in commands(house, "STATUS")
    answer(house, ANSWER, newest_to(house, IT), IT)
    assert "moet nog antwoorden op onze vragen" not in commands(house, "STATUS")
