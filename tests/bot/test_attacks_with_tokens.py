"""Who has a token that is not his commands nothing (peers.md H1-H3)."""

from dataclasses import replace
from pathlib import Path

from attacks import EVIL, FIRST, FOREIGN, FROM_KARIN, alarm_to, attempt, refusals
from conftest import SettableClock
from house import JUIST, KARIN, OMAR, House, text_of
from mails import REPORT, a_mail, proven

from bot.direct_reader import DirectReader
from register_store.case import CaseState


def test_a_forwarded_alarm_is_no_authority_for_its_reader_and_the_officers_hear_of_it(case_house: House) -> None:
    texts = [f"BEVESTIG: ja {number}" for number in range(4)]
    mails = [proven(a_mail(text, sender=FOREIGN, answers=alarm_to(case_house))) for text in texts]
    attempt(case_house, *mails)
    assert refusals(case_house) == ["not_an_officer"] * 4
    told = [letter for letter in case_house.letters_to(KARIN.address)[1:] if FIRST in text_of(letter)]
    assert len(told) == 1
    assert not case_house.letters_to("ellen@elders.example")
    assert len(case_house.cases()) == 1


def test_one_forwarded_token_is_told_once_a_day_and_another_by_itself(case_house: House, clock: SettableClock) -> None:
    def misuse(text: str, address: str = KARIN.address) -> int:
        before = len(case_house.letters)
        case_house.receives(proven(a_mail(text, sender=FOREIGN, answers=alarm_to(case_house, address))))
        return len(case_house.letters) - before

    assert misuse("BEVESTIG") == 1
    assert misuse("BEVESTIG.") == 0
    clock.forward(hours=5)
    case_house.rounds.turn()
    assert misuse("BEVESTIG!") == 0
    assert misuse("OPPAKKEN", OMAR.address) == 1
    assert FIRST in text_of(case_house.letters_to(OMAR.address)[-1])
    clock.forward(hours=20)
    case_house.rounds.turn()
    assert misuse("JA") == 1


def test_a_report_under_a_forwarded_token_is_a_case_all_the_same(case_house: House) -> None:
    text = REPORT.replace("loonstrook", "jaaropgave") + "\nBEVESTIG\n"
    case_house.receives(proven(a_mail(text, sender=FOREIGN, answers=alarm_to(case_house))))
    assert len(case_house.cases()) == 2


def test_the_token_of_another_officer_or_of_the_finder_is_none(case_house: House) -> None:
    receipt = str(case_house.letters_to("anja@buurt.example")[0]["Message-ID"])
    attempt(
        case_house,
        proven(a_mail(EVIL, sender=FROM_KARIN, answers=alarm_to(case_house, OMAR.address))),
        proven(a_mail(f"{EVIL}.", sender=FROM_KARIN, answers=receipt)),
        proven(a_mail(f"{EVIL}!", answers=receipt)),
    )
    assert refusals(case_house)[:2] == ["no_token", "no_token"]


def _changed(character: str) -> str:
    return "0" if character != "0" else "1"


def test_a_token_with_one_letter_changed_is_none(case_house: House) -> None:
    known = alarm_to(case_house)
    for at in (35, 50, len(known) - 12):  # all within the token, which stands between the nonce and the domain
        guessed = known[:at] + _changed(known[at]) + known[at + 1 :]
        attempt(case_house, proven(a_mail(EVIL, sender=FROM_KARIN, subject=FIRST, answers=guessed)))
    assert refusals(case_house) == ["no_token"] * 3


def test_the_token_of_one_case_does_not_serve_for_another(case_house: House) -> None:
    case_house.receives(a_mail(REPORT.replace("loonstrook", "jaaropgave"), sender="bo@post.example", subject="Nog een"))
    token = str(case_house.letters_to(KARIN.address)[1]["Message-ID"])
    attempt(case_house, proven(a_mail(EVIL, sender=FROM_KARIN, subject=f"[{FIRST}]", answers=token)))
    assert [case.state for case in case_house.cases()] == [CaseState.REPORTED] * 2


def test_who_leaves_the_list_of_officers_takes_no_authority_along(
    case_house: House, tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    token = alarm_to(case_house)
    left = replace(JUIST, officers=(OMAR,))
    doors = {"inbox": case_house.inbox, "sender": case_house.sender}
    later = House(tmp_path, clock, organisation=left, reader=reader, **doors)  # type: ignore[arg-type]
    attempt(later, proven(a_mail("BEVESTIG", sender=FROM_KARIN, answers=token)))
    assert refusals(later) == ["not_an_officer"]
