"""A finder who writes again is one finder; a stranger who names a case is none of it."""

import pytest
from conftest import SettableClock
from house import KARIN, House, text_of
from mails import ORDINARY, REPORT, a_mail, proven
from officer_talk import events_of, kinds_to, newest_to

FINDER = "anja@buurt.example"
FORGOTTEN = "Ik was de bijlage vergeten, hierbij.\n\nAnja\n"
FIRST = "<eerste@buurt.example>"


@pytest.fixture
def reported(house: House) -> House:
    house.receives(a_mail(REPORT, message_id=FIRST, subject="Verkeerde loonstrook"))
    return house


def joined(house: House) -> bool:
    """Did the last mail join the one case there is, and its officers hear of it?"""
    told = "De melder schreef opnieuw" in kinds_to(house, KARIN.address)
    assert len(house.letters_to(FINDER)) == 1, "one receipt per report"
    return told and len(house.cases()) == 1


def test_an_answer_to_his_own_mail_joins_his_case(reported: House, clock: SettableClock) -> None:
    clock.forward(days=3)
    reported.receives(a_mail(FORGOTTEN, subject="nog iets", answers=FIRST))
    assert joined(reported)
    with reported.bookcase.transaction() as books:
        assert books.register.mails_of("DL-2026-0001")[-1]["how_found"] == "thread"
        assert len(books.evidence.of_case("DL-2026-0001")) == 2


@pytest.mark.parametrize("subject", ["Verkeerde loonstrook", "RE: verkeerde loonstrook!", "Verkeerde loonstrook (2)"])
def test_an_addition_under_the_same_subject_within_a_day_joins_too(
    reported: House, clock: SettableClock, subject: str
) -> None:
    clock.forward(hours=23)
    reported.receives(a_mail(FORGOTTEN, subject=subject))
    assert joined(reported)


@pytest.mark.parametrize(
    ("hours", "changes"),
    [
        (25, {"subject": "Verkeerde loonstrook"}),
        (1, {"subject": "Openingstijden"}),
        (1, {"subject": "Verkeerde loonstrook", "sender": "piet@elders.example"}),
        (1, {"subject": "nog iets", "answers": FIRST, "sender": "piet@elders.example"}),
    ],
)
def test_near_misses_do_not_join(reported: House, clock: SettableClock, hours: int, changes: dict[str, str]) -> None:
    letters = len(reported.letters)
    clock.forward(hours=hours)
    reported.receives(a_mail(ORDINARY, **changes))  # type: ignore[arg-type]
    with reported.bookcase.transaction() as books:
        assert len(books.register.mails_of("DL-2026-0001")) == 1
    assert [one for one in reported.letters[letters:] if "schreef opnieuw" in str(one["Subject"])] == []


def test_a_forged_finder_adds_nothing(reported: House) -> None:
    reported.receives(proven(a_mail(FORGOTTEN, subject="x", answers=FIRST), dmarc="fail"))
    with reported.bookcase.transaction() as books:
        assert len(books.register.mails_of("DL-2026-0001")) == 1


def test_a_second_breach_under_the_same_subject_has_a_clock_of_its_own(reported: House) -> None:
    other = (
        "Hallo,\n\nVandaag kreeg ik van jullie weer een brief die niet voor mij is: het medische dossier van een "
        "meneer, met zijn geboortedatum en BSN erin.\n\nAnja\n"
    )
    reported.receives(a_mail(other, subject="Verkeerde loonstrook"))
    assert len(reported.cases()) == 2
    alarm = newest_to(reported, KARIN.address)
    assert "DL-2026-0002" in str(alarm["Subject"])
    assert "DL-2026-0001" in text_of(alarm)
    assert "SAMENVOEGEN" in text_of(alarm)


def test_a_strangers_report_with_our_reference_is_a_case_of_its_own_that_names_the_other(reported: House) -> None:
    reported.receives(a_mail(REPORT + "Extra.", sender="eve@vreemd.example", subject="Re: [DL-2026-0001] loonstrook"))
    assert len(reported.cases()) == 2
    assert "DL-2026-0001" in text_of(newest_to(reported, KARIN.address))
    receipt = reported.letters_to("eve@vreemd.example")[0]
    assert "DL-2026-0001" not in text_of(receipt), "nothing of the other case leaks"
    noted = events_of(reported, "DL-2026-0001")[-1]
    assert noted.payload == {"text": "a mail that may belong to this case: DL-2026-0002"}


def test_a_strangers_ordinary_mail_with_our_reference_is_shown_to_officers_once(reported: House) -> None:
    for _ in range(3):
        reported.receives(a_mail(ORDINARY, sender="eve@vreemd.example", subject="Re: [DL-2026-0001]"))
    assert len(reported.cases()) == 1
    told = [one for one in reported.letters_to(KARIN.address) if "Misschien hoort" in str(one["Subject"])]
    assert len(told) == 1
    assert "vreemd.example" not in told[0].as_string()
    assert reported.letters_to("eve@vreemd.example") == []
    with reported.bookcase.transaction() as books:
        assert len(books.register.mails_of("DL-2026-0001")) == 1


def test_a_robot_that_quotes_our_reference_wakes_nobody(reported: House) -> None:
    letters = len(reported.letters)
    robot = a_mail(
        "Uw bericht is geregistreerd.",
        sender="helpdesk@vreemd.example",
        subject="[DL-2026-0001] ticket 4711",
        Auto_Submitted="auto-replied",
    )
    reported.receives(robot)
    assert len(reported.letters) == letters


def test_somebody_in_the_cc_who_answers_all_becomes_no_participant(reported: House) -> None:
    receipt = reported.letters_to(FINDER)[0]
    answers_all = a_mail(
        ORDINARY, sender="buur@straat.example", subject=f"Re: {receipt['Subject']}", answers=str(receipt["Message-ID"])
    )
    reported.receives(answers_all)
    with reported.bookcase.transaction() as books:
        assert len(books.register.mails_of("DL-2026-0001")) == 1
    assert "Misschien hoort" in str(newest_to(reported, KARIN.address)["Subject"])
