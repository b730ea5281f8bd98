"""One-time codes: each serves one officer, once, for its own case, within a day; other tries are recorded and told."""

from dataclasses import replace
from pathlib import Path

import pytest
from attacks import EVIL, FIRST, FOREIGN, FROM_KARIN, alarm_to, attempt, refusals
from conftest import SettableClock
from house import JUIST, KARIN, OMAR, House, text_of
from mails import REPORT, a_mail, proven
from officer_talk import code_in, commands, newest_to

from bot.direct_reader import DirectReader
from register_store.case import CaseState

FROM_OMAR = f"{OMAR.name} <{OMAR.address}>"


@pytest.fixture
def code(case_house: House) -> str:
    """What confirms EVIL in Karin's name; the command came without proof."""
    case_house.receives(a_mail(EVIL, sender=FROM_KARIN, answers=alarm_to(case_house)))
    given = code_in(newest_to(case_house, KARIN.address))
    assert given
    return given


def said(house: House, code: str, **changes: str) -> bytes:
    """Karin's answer with this code, in the thread of her alarm."""
    return a_mail(f"CODE {code}", **{"sender": FROM_KARIN, "answers": alarm_to(house), **changes})  # type: ignore[arg-type]


def is_told(house: House, address: str) -> bool:
    return "de code klopt niet" in " ".join(text_of(newest_to(house, address)).split())


def test_a_code_serves_once_and_only_its_own_officer(case_house: House, code: str) -> None:
    attempt(case_house, proven(said(case_house, code, sender=FROM_OMAR, answers=alarm_to(case_house, OMAR.address))))
    assert is_told(case_house, OMAR.address)
    attempt(case_house, proven(said(case_house, code, sender=FOREIGN)))
    assert refusals(case_house) == ["not_authenticated", "code_wrong", "not_an_officer"]
    case_house.receives(proven(a_mail(f"CODE {code}", sender=FROM_KARIN)))
    assert case_house.cases()[0].state is CaseState.NO_BREACH
    commands(case_house, "HEROPEN: toch wel")
    attempt(case_house, proven(a_mail(f"CODE {code}", sender=FROM_KARIN)))
    assert is_told(case_house, KARIN.address)


@pytest.mark.parametrize("is_proven", [True, False])
def test_a_spent_code_is_refused_recorded_and_told(case_house: House, code: str, is_proven: bool) -> None:
    case_house.receives(proven(said(case_house, code)))
    commands(case_house, "HEROPEN: toch wel")
    mail = said(case_house, code)
    assert attempt(case_house, proven(mail) if is_proven else mail) == 1
    assert refusals(case_house) == ["not_authenticated", "code_wrong"]
    assert is_told(case_house, KARIN.address)


def test_a_code_for_one_case_confirms_nothing_in_the_thread_of_another(case_house: House, code: str) -> None:
    """Else the answer to her own question in one case could carry out what somebody forged in the other."""
    case_house.receives(a_mail(REPORT.replace("loonstrook", "jaaropgave"), sender="bo@post.example", subject="Nog een"))
    second = str(case_house.letters_to(KARIN.address)[-1]["Message-ID"])
    for mail in (
        said(case_house, code, answers=second),
        a_mail(f"CODE {code}", sender=FROM_KARIN, subject="DL-2026-0002"),
    ):
        attempt(case_house, proven(mail))
        assert "hoort bij een andere zaak" in " ".join(text_of(newest_to(case_house, KARIN.address)).split())
    assert [case.state for case in case_house.cases()] == [CaseState.REPORTED] * 2
    case_house.receives(proven(said(case_house, code)))
    assert case_house.cases()[0].state is CaseState.NO_BREACH, "in its own thread it serves on"


def test_a_code_is_too_old_after_a_day(case_house: House, code: str, clock: SettableClock) -> None:
    clock.forward(hours=25)
    case_house.rounds.turn()
    assert attempt(case_house, proven(said(case_house, code))) == 1
    assert refusals(case_house) == ["not_authenticated", "code_wrong"]
    assert is_told(case_house, KARIN.address)


def test_the_code_of_an_officer_who_left_serves_nobody(
    case_house: House, code: str, tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    doors = {"inbox": case_house.inbox, "sender": case_house.sender}
    left = replace(JUIST, officers=(OMAR,))
    later = House(tmp_path, clock, organisation=left, reader=reader, **doors)  # type: ignore[arg-type]
    before = len(later.letters_to(OMAR.address))
    attempt(later, proven(said(later, code)), proven(said(later, code, sender=FROM_OMAR, subject=FIRST)))
    assert refusals(later) == ["not_authenticated", "not_an_officer", "code_wrong"]
    assert len(later.letters_to(OMAR.address)) > before, "who is left hears that somebody still tries"


def test_guessed_codes_open_nothing_and_the_officer_hears_of_a_few(case_house: House, code: str) -> None:
    guesses = [a_mail(f"CODE ABCDEF-GHJK{number}X", sender=FROM_KARIN, subject=FIRST) for number in range(2, 10)]
    assert attempt(case_house, *guesses) == 5
    assert refusals(case_house) == ["not_authenticated", *["code_wrong"] * 8]
    case_house.receives(proven(said(case_house, code)))
    assert case_house.cases()[0].state is CaseState.NO_BREACH, "whoever guesses uses up nobody's code"


def test_whoever_is_on_holiday_confirms_nothing_by_his_automatic_answer(case_house: House, code: str) -> None:
    letter = str(newest_to(case_house, KARIN.address)["Message-ID"])
    quoting = f"Ik ben met vakantie.\nCODE {code}\n"
    away = {"Auto_Submitted": "auto-replied", "subject": "Automatisch antwoord: code"}
    attempt(case_house, proven(said(case_house, code, answers=letter, **away)))
    attempt(case_house, proven(a_mail(quoting, sender=FROM_KARIN, answers=letter, **away)))  # type: ignore[arg-type]
    case_house.receives(proven(said(case_house, code)))
    assert case_house.cases()[0].state is CaseState.NO_BREACH


def test_weighty_verbs_ask_a_code_of_a_proven_officer_too(case_house: House) -> None:
    for text in ("VERSTUUR", "BEWIJS", f"SAMENVOEGEN: {FIRST}", "BEWAREN UIT", "OPPAKKEN\nBEWIJS"):
        assert attempt(case_house, proven(a_mail(text, sender=FROM_KARIN, answers=alarm_to(case_house)))) == 1
        letter = case_house.letters_to(KARIN.address)[-1]
        assert code_in(letter)
        assert "altijd een code" in " ".join(text_of(letter).split())
    assert refusals(case_house) == []
