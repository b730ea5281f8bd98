"""R1, R4 to R7: robots, our own letters and another Meldpost: no loop goes on."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from conftest import SettableClock
from house import JUIST, KARIN, House, text_of
from mails import REPORT, a_mail, proven
from never_twice.between_houses import DOORKEES, FINDER, another_house

from bot.direct_reader import DirectReader
from bot.receipt_caps import MOST_TO_ONE_SENDER
from register_store.organisation import Officer

AUTORESPONDERS: dict[str, Callable[[EmailMessage], bytes]] = {
    "keeps our thread": lambda letter: a_mail(
        "Wij hebben uw bericht ontvangen.", subject=f"Re: {letter['Subject']}", answers=str(letter["Message-ID"])
    ),
    "keeps our subject": lambda letter: a_mail("Wij hebben uw bericht ontvangen.", subject=f"Re: {letter['Subject']}"),
    "has its own subject": lambda letter: a_mail("Wij hebben uw bericht ontvangen.", subject="Ticket 4711"),
    "has its own subject and quotes us": lambda letter: a_mail(
        f"Wij hebben uw bericht ontvangen:\n\n{text_of(letter)}", subject="Uw melding"
    ),
    "reports a breach each time": lambda letter: a_mail(REPORT, subject="Verkeerde loonstrook"),
}
MACHINES = [
    ("Auto_Submitted", "no", True),
    ("Auto_Submitted", "auto-replied; owner-email=x@y.example", False),
    ("Precedence", "BULK", False),
    ("X_Auto_Response_Suppress", "DR, RN, NRN", True),
    ("X_Auto_Response_Suppress", "All", False),
]


@pytest.mark.parametrize("responder", AUTORESPONDERS.values(), ids=AUTORESPONDERS)
def test_r1_an_autoresponder_without_any_header_gets_one_letter(
    house: House, responder: Callable[[EmailMessage], bytes], clock: SettableClock
) -> None:
    house.receives(a_mail(REPORT))
    for _ in range(12):
        clock.forward(minutes=1)
        house.receives(responder(house.letters_to(FINDER)[-1]))
    assert len(house.letters_to(FINDER)) == 1
    assert len(house.cases()) == 1


def test_r1_an_autoresponder_that_reports_anew_in_other_words_each_time_ends_at_the_cap(
    house: House, clock: SettableClock
) -> None:
    for number in range(6):
        clock.forward(minutes=20)
        house.receives(a_mail(f"Ticket {number}.\n\n{REPORT}", subject=f"Ticket {number}: loonstrook"))
    assert len(house.letters_to(FINDER)) == 2
    assert [case.receipt_held for case in house.cases()] == [None, None, "capped", "capped", "capped", "capped"]
    assert "kort geleden al" in text_of(house.letters_to(KARIN.address)[-1])


def test_r1_a_sender_with_a_new_subject_each_time_ends_at_the_other_cap(house: House) -> None:
    for word in ["aap", "noot", "mies", "wim", "zus", "jet", "teun", "vuur", "gijs", "lam", "kees", "bok"]:
        house.receives(a_mail(f"Over {word}.\n\n{REPORT}", subject=f"Loonstrook van {word}"))
    assert len(house.letters_to(FINDER)) == MOST_TO_ONE_SENDER
    assert len(house.letters_to(KARIN.address)) == 12, "alarms are never held"


@pytest.mark.parametrize("officer", ["mail@juist.nl", "MAIL@juist.nl", "info@juist.nl"])
def test_r4_our_own_letters_in_our_own_mailbox_end_there(
    tmp_path: Path, clock: SettableClock, reader: DirectReader, officer: str
) -> None:
    itself = replace(JUIST, officers=(Officer(name="Balie", address=officer),), management=(officer,))
    house = House(tmp_path, clock, organisation=itself, reader=reader)
    house.start()
    house.receives(a_mail(REPORT))
    for _ in range(4):
        house.receives(*(letter.as_bytes() for letter in house.letters))
        clock.forward(days=7)
    assert len(house.cases()) == 1
    assert len(house.letters_to(FINDER)) == 1


def test_r5_an_officers_robot_that_answers_our_answers_is_answered_twice_at_most(
    house: House, clock: SettableClock
) -> None:
    house.receives(a_mail(REPORT))
    for number in range(12):
        clock.forward(minutes=1)
        newest = house.letters_to(KARIN.address)[-1]
        words = f"Uw bericht {number} is ontvangen en wordt behandeld."
        house.receives(proven(a_mail(words, sender=KARIN.address, answers=str(newest["Message-ID"]))))
    assert len(house.letters_to(KARIN.address)) == 1 + 2


def carried(*houses: House) -> Iterator[int]:
    """Every letter that one house sends to another's mailbox is delivered there; how many, round by round."""
    read = {house.organisation.key: 0 for house in houses}
    while True:
        delivered = 0
        for house in houses:
            fresh = house.letters[read[house.organisation.key] :]
            read[house.organisation.key] += len(fresh)
            for other in houses:
                theirs = [letter.as_bytes() for letter in fresh if str(letter["To"]) == other.organisation.mailbox]
                delivered += len(theirs)
                other.receives(*theirs)
        yield delivered


def test_r6_two_meldposts_that_write_to_each_other_end_after_one_letter(
    tmp_path: Path, clock: SettableClock, house: House
) -> None:
    other = another_house(tmp_path, clock, house, DOORKEES)
    house.receives(a_mail(REPORT, sender="doorKees <info@doorkees.nl>"))
    rounds = carried(house, other)
    assert [next(rounds) for _ in range(5)] == [1, 0, 0, 0, 0]
    assert house.letters_to("mail@juist.nl") == other.letters_to("mail@juist.nl") == []


@pytest.mark.parametrize(("header", "value", "answered"), MACHINES)
def test_r7_signs_of_a_machine_hold_the_receipt_and_never_the_case(
    house: House, header: str, value: str, answered: bool
) -> None:
    house.receives(a_mail(REPORT, **{header: value}))  # type: ignore[arg-type]
    assert len(house.cases()) == 1
    assert len(house.letters_to(FINDER)) == (1 if answered else 0)
