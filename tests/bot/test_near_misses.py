"""The weekly list of near misses: keys are kept, words are read again, and an officer may say that one was a report."""

from datetime import UTC, datetime, timedelta

import pytest
from conftest import SettableClock
from house import KARIN, House, text_of
from lexical import lexical_reader
from mails import a_mail
from officer_talk import answer, commands, newest_to

from bot.direct_reader import DirectReader
from bot.officers.command_grammar import Command
from bot.officers.near_miss_answers import as_command
from bot.officers.typed_mail import read_commands
from register_store.case import CaseState
from register_store.labels import Decision
from register_store.verbs import Verb

MONDAY = datetime(2026, 3, 9, 7, 5, tzinfo=UTC)
ORDINARY = (
    ("Offerte", "Kunt u mij een offerte sturen voor 40 stoelen en tafels? Groet, Tjeerd Wouda, 06 12345678"),
    ("Zaal", "Kunnen wij vrijdagavond de grote zaal huren voor ons koor?"),
    ("Stoelen", "Graag bestel ik 40 stoelen en 10 tafels voor levering in week 50."),
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> DirectReader:
    return lexical_reader(tmp_path_factory.mktemp("model"))


@pytest.fixture
def listed(house: House, clock: SettableClock) -> House:
    """A week with three ordinary mails, and the Monday after it."""
    for subject, text in ORDINARY:
        house.receives(a_mail(text, subject=subject))
    assert house.cases() == []
    clock.now = MONDAY
    house.rounds.turn()
    return house


def number_of(house: House, subject: str) -> int:
    """Its number in the newest list."""
    lines = text_of(newest_to(house, KARIN.address)).splitlines()
    heading = next(line for line in lines if line.endswith(f". {subject}"))
    return int(heading.split(".")[0].strip("# "))


def test_officers_get_the_list_and_management_does_not(listed: House) -> None:
    letter = newest_to(listed, KARIN.address)
    assert "melding?" in str(letter["Subject"])
    text = text_of(letter)
    assert "koor" in text
    assert "Wouda" not in text
    assert "12345678" not in text
    assert all("mails een melding" not in str(each["Subject"]) for each in listed.letters_to("directie@juist.nl"))


def test_only_keys_are_kept(listed: House) -> None:
    with listed.bookcase.transaction() as books:
        suspects = books.near_misses.newest_list("")
    assert [each.number for each in suspects] == [1, 2, 3]
    assert sorted((each.probability for each in suspects), reverse=True) == [each.probability for each in suspects]


def test_nobody_is_asked_twice_about_a_mail(listed: House, clock: SettableClock) -> None:
    before = len(listed.letters_to(KARIN.address))
    clock.forward(days=7)
    listed.rounds.turn()
    assert len(listed.letters_to(KARIN.address)) == before


def test_a_mail_that_was_a_report_becomes_a_case_with_its_own_clock(listed: House) -> None:
    number = number_of(listed, "Zaal")
    said = commands(listed, f"{number} was een melding\n\nGroet, Karin")
    assert "GEMIST" in said
    listed.rounds.turn()
    (case,) = listed.cases()
    assert case.state is CaseState.REPORTED
    assert case.provisional_aware_at < MONDAY - timedelta(days=5), "the clock began when the mail arrived"
    assert case.receipt_held == "too_old"
    listed.rounds.turn()
    with listed.bookcase.transaction() as books:
        (label,) = books.labels.learnable()
    assert (label.decision, label.before, label.reference) == (Decision.REPORT, "ordinary", case.reference)
    assert label.words is not None
    assert "koor" in label.words.text


def test_said_once_more_it_is_refused(listed: House) -> None:
    number = number_of(listed, "Zaal")
    letter = newest_to(listed, KARIN.address)
    commands(listed, f"{number} melding", letter=letter)
    listed.rounds.turn()
    assert "al gedaan" in commands(listed, f"{number} melding.", letter=letter)
    assert len(listed.cases()) == 1


def test_none_labels_all_of_them_as_ordinary(listed: House) -> None:
    commands(listed, "geen")
    listed.rounds.turn()
    with listed.bookcase.transaction() as books:
        decided = books.labels.learnable()
    assert [label.decision for label in decided] == [Decision.ORDINARY] * 3
    assert all(label.words and "Wouda" not in label.words.text for label in decided)
    assert listed.cases() == []


def test_a_mail_that_lies_there_no_more_is_named_as_gone(house: House, clock: SettableClock) -> None:
    for subject, text in ORDINARY:
        house.receives(a_mail(text, subject=subject))
    house.inbox.mails.pop(max(house.inbox.mails))  # type: ignore[attr-defined]
    clock.now = MONDAY
    house.rounds.turn()
    assert text_of(newest_to(house, KARIN.address)).count("Ligt niet meer in de postbus") == 1


def test_a_mail_that_vanishes_before_it_is_read_again_is_told(listed: House) -> None:
    number = number_of(listed, "Zaal")
    letter = newest_to(listed, KARIN.address)
    with listed.bookcase.transaction() as books:
        lying = {each.number: each.place.uid for each in books.near_misses.newest_list("")}
    listed.inbox.mails.pop(lying[number])  # type: ignore[attr-defined]
    commands_seen = len(listed.letters_to(KARIN.address))
    answer(listed, f"{number} melding", letter, f"{KARIN.name} <{KARIN.address}>")
    listed.rounds.turn()
    subjects = [str(each["Subject"]) for each in listed.letters_to(KARIN.address)[commands_seen:]]
    assert any("ligt niet meer in de postbus" in subject for subject in subjects)
    assert listed.cases() == []


def test_a_stranger_says_nothing(listed: House) -> None:
    answer(listed, "2 was een melding", newest_to(listed, KARIN.address), "Piet <piet@voorbeeld.example>")
    assert listed.cases() == []


DAY = "2026-11-23"


@pytest.mark.parametrize(
    ("line", "argument"),
    [
        ("3 was een melding", f"{DAY} 3"),
        ("3 was a report", f"{DAY} 3"),
        ("3 melding", f"{DAY} 3"),
        ("nr. 3: melding!", f"{DAY} 3"),
        ("2 en 5 waren meldingen.", f"{DAY} 2, 5"),
        ("1, 4 and 10 were reports", f"{DAY} 1, 4, 10"),
        ("mail 7 is toch een datalek", f"{DAY} 7"),
        ("geen", f"{DAY} none"),
        ("None of these.", f"{DAY} none"),
        ("Geen meldingen", f"{DAY} none"),
    ],
)
def test_plain_words_mean_the_command(line: str, argument: str) -> None:
    assert read_commands(as_command(line, DAY)).commands == (Command(verb=Verb.MISSED, argument=argument),)


@pytest.mark.parametrize(
    "line",
    [
        "3 was geen melding",
        "3 was misschien een melding",
        "was 3 een melding?",
        "3 was een melding?",
        "ik heb 3 meldingen gezien deze week",
        "geen tijd",
        "none yet",
        "melding",
        "3",
        "123 melding",
    ],
)
def test_what_is_not_said_plainly_is_left_alone(line: str) -> None:
    assert as_command(line, DAY) == line
