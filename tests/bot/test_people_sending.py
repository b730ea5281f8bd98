"""Letters to affected people on their way: once each, at a pace, with bounces and answers."""

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SettableClock
from house import KARIN, House, Postbox, text_of
from lexical import lexical_reader
from mails import REPORT, a_mail
from people_talk import LIST, ORGANISATION, PEOPLE, bounce_of, letters_to_people, says, turns

from bot.direct_reader import DirectReader
from register_store.organisation import PeopleMail

MANY = [f"mens{number}@post.example" for number in range(300)]
#: 300 people, one of them twice, and one whose address is none.
UNTIDY = "naam;e-mail\n" + "".join(
    f"Mens {number};{address}\n" for number, address in [*enumerate(MANY), (7, MANY[7]), (300, "mens300@")]
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> DirectReader:
    """Not the verdict is looked at here."""
    return lexical_reader(tmp_path_factory.mktemp("model"))


def test_nothing_goes_twice_whenever_the_process_ends(
    tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    organisation = replace(ORGANISATION, people_mail=PeopleMail(per_minute=1))
    first = House(tmp_path, clock, organisation=organisation, reader=reader)
    first.start()
    first.receives(a_mail(REPORT))
    says(first, "BRIEF", LIST.encode())
    says(first, "VERSTUUR")
    assert isinstance(first.sender, Postbox)
    for _ in range(6):  # a new process for each minute
        clock.forward(minutes=1)
        House(tmp_path, clock, organisation=organisation, reader=reader, sender=first.sender).rounds.turn()
    assert letters_to_people(first) == PEOPLE


def test_the_pace_is_kept_and_alarms_do_not_wait(people_house: House, clock: SettableClock) -> None:
    rows = "".join(f"Mens {number};mens{number}@post.example\n" for number in range(50))
    says(people_house, "BRIEF", f"naam;e-mail\n{rows}".encode())
    says(people_house, "VERSTUUR")
    before = len(letters_to_people(people_house))
    turns(people_house, clock, 1)
    assert before <= 20
    assert len(letters_to_people(people_house)) <= 40
    people_house.rounds.turn()
    assert len(letters_to_people(people_house)) <= 40, "a second turn in the same minute adds none"
    turns(people_house, clock, 4)
    assert len(letters_to_people(people_house)) == 50
    told = [str(letter["Subject"]) for letter in people_house.letters_to(KARIN.address)]
    assert sum("helft" in subject for subject in told) == 1
    assert sum("zijn verstuurd" in subject for subject in told) == 1


def test_brief_stop_holds_the_rest_back(people_house: House, clock: SettableClock) -> None:
    rows = "".join(f"Mens {number};mens{number}@post.example\n" for number in range(30))
    says(people_house, "BRIEF", f"naam;e-mail\n{rows}".encode())
    says(people_house, "VERSTUUR")
    written = len(letters_to_people(people_house))
    says(people_house, "BRIEF STOP")
    turns(people_house, clock, 5)
    assert written < 30
    assert len(letters_to_people(people_house)) <= max(written, 20)


def test_send_without_anything_to_send_is_refused(people_house: House) -> None:
    says(people_house, "VERSTUUR")
    says(people_house, "BRIEF")
    says(people_house, "VERSTUUR")
    assert letters_to_people(people_house) == []


def test_a_second_list_writes_to_nobody_again(people_house: House, clock: SettableClock) -> None:
    says(people_house, "BRIEF", LIST.encode())
    says(people_house, "VERSTUUR")
    turns(people_house, clock, 2)
    preview = "\n".join(says(people_house, "BRIEF", f"{LIST}Nico Bos;nico@post.example\n".encode()))
    assert "2, 3, 4" in preview
    says(people_house, "VERSTUUR")
    turns(people_house, clock, 2)
    assert letters_to_people(people_house) == [*PEOPLE, "nico@post.example"]


def test_bounces_are_counted_and_told_by_row(people_house: House, clock: SettableClock) -> None:
    says(people_house, "BRIEF", LIST.encode())
    says(people_house, "VERSTUUR")
    turns(people_house, clock, 2)
    people_house.receives(bounce_of(people_house.letters_to("ria@post.example")[0]))
    clock.forward(days=1, minutes=1)
    people_house.rounds.turn()
    told = next(
        letter for letter in reversed(people_house.letters_to(KARIN.address)) if "kwamen niet aan" in letter["Subject"]
    )
    assert "rij in de lijst: 3" in text_of(told)
    assert "ria@post.example" not in text_of(told)


def test_who_answers_his_letter_reports_nothing_and_is_not_taken_for_the_finder(
    people_house: House, clock: SettableClock
) -> None:
    says(people_house, "BRIEF", LIST.encode())
    says(people_house, "VERSTUUR")
    turns(people_house, clock, 2)
    before = len(people_house.letters_to(KARIN.address))
    events = people_house.cases()[0]
    for name in ("sam", "ria"):
        letter = people_house.letters_to(f"{name}@post.example")[0]
        quoted = "".join(f"> {line}\n" for line in text_of(letter).splitlines())
        answer = f"Wat betekent dit datalek voor mij? Mijn gegevens staan op straat!\n\n{quoted}"
        people_house.receives(
            a_mail(
                answer, sender=f"{name}@post.example", subject=f"Re: {letter['Subject']}", answers=letter["Message-ID"]
            )
        )
    assert [case.reference for case in people_house.cases()] == ["DL-2026-0001"]
    assert people_house.cases()[0] == events
    told = people_house.letters_to(KARIN.address)[before:]
    assert len(told) == 1, "a thousand letters bring fifty answers: not a letter for each"
    assert "op straat" not in told[0].as_string()
    clock.forward(hours=3)
    people_house.rounds.turn()
    assert len(people_house.letters_to(KARIN.address)) == before + 2
    assert len(people_house.letters_to("sam@post.example")) == 1, "nobody gets a receipt for it"


def test_an_out_of_office_answer_is_told_to_nobody(people_house: House, clock: SettableClock) -> None:
    says(people_house, "BRIEF", LIST.encode())
    says(people_house, "VERSTUUR")
    turns(people_house, clock, 2)
    before = len(people_house.letters)
    letter = people_house.letters_to("sam@post.example")[0]
    away = a_mail(
        "Ik ben er tot maandag niet.",
        sender="sam@post.example",
        subject="Afwezig",
        answers=str(letter["Message-ID"]),
        Auto_Submitted="auto-replied",
    )
    people_house.receives(away)
    assert len(people_house.letters) == before
    assert len(people_house.cases()) == 1


def test_three_hundred_are_written_to_once_each_though_the_process_ends_and_the_list_is_untidy(
    tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    """The whole: doubles, wrong addresses, paper, half the list, a new process, bounces, the end told by numbers."""
    organisation = replace(ORGANISATION, people_mail=PeopleMail(per_minute=60))
    first = House(tmp_path, clock, organisation=organisation, reader=reader)
    first.start()
    first.receives(a_mail(REPORT))
    preview = "\n".join(says(first, "BRIEF", UNTIDY.encode()))
    assert "302" in preview, "the row of the double"
    assert "303" in preview, "the row of the address that is none"
    assert "mens7@post" not in preview
    says(first, "VERSTUUR")
    assert isinstance(first.sender, Postbox)
    turns(first, clock, 2)
    halfway = letters_to_people(first)
    assert 60 <= len(halfway) < 300
    doors = {"inbox": first.inbox, "sender": first.sender}
    second = House(tmp_path, clock, organisation=organisation, reader=reader, **doors)  # type: ignore[arg-type]
    turns(second, clock, 8)
    sent = letters_to_people(first)
    assert sent[: len(halfway)] == halfway
    assert sorted(sent) == sorted(MANY), "each once"
    for number in (0, 150, 299):
        second.receives(bounce_of(first.letters_to(MANY[number])[0]))
    clock.forward(days=1, minutes=1)
    second.rounds.turn()
    told = [letter for letter in first.letters_to(KARIN.address) if "kwamen niet aan" in letter["Subject"]]
    assert len(told) == 1, "one letter for three bounces"
    assert "rij in de lijst: 2, 152, 301" in " ".join(text_of(told[0]).split())
    turns(second, clock, 3)
    assert len(letters_to_people(first)) == len(MANY)
