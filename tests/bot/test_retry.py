"""What was set aside is read again from its kept bytes: a report becomes a case, ordinary mail leaves no copy."""

from pathlib import Path

import pytest
from house import House
from mails import ORDINARY, REPORT, a_mail

from bot.retry import Retried, retry
from register_store.evidence_files import EvidenceKind


def set_aside(house: House, mail: bytes) -> None:
    """The server gives only a part of it, three times."""
    house.inbox.put(mail, house.clock(), whole=False)  # type: ignore[union-attr]
    for _ in range(3):
        house.rounds.turn()
    assert len(_kept(house)) == 1


def _kept(house: House) -> list[object]:
    with house.bookcase.transaction() as books:
        return list(books.evidence.of_case("", EvidenceKind.SET_ASIDE))


def test_a_report_becomes_a_case_with_one_receipt(house: House) -> None:
    set_aside(house, a_mail(REPORT))
    told = len(house.letters)
    assert retry(house.office) == Retried(read=1)
    house.rounds.turn()
    assert [case.reference for case in house.cases()] == ["DL-2026-0001"]
    assert len(house.letters_to("anja@buurt.example")) == 1
    assert len(house.letters) == told + 3
    assert _kept(house) == []


def test_ordinary_mail_leaves_no_copy(house: House, tmp_path: Path) -> None:
    set_aside(house, a_mail(ORDINARY, subject="Openingstijden"))
    assert retry(house.office) == Retried(read=1)
    assert list((tmp_path / "evidence").rglob("*.sealed")) == []


def test_a_second_time_there_is_nothing_to_do(house: House) -> None:
    set_aside(house, a_mail(REPORT))
    retry(house.office)
    assert retry(house.office) == Retried()
    house.rounds.turn()
    assert len(house.cases()) == 1


def test_after_a_renumbering_too(house: House) -> None:
    set_aside(house, a_mail(REPORT))
    house.inbox.uidvalidity += 1  # type: ignore[union-attr]
    house.rounds.turn()
    assert retry(house.office) == Retried(read=1)
    assert len(house.cases()) == 1


@pytest.mark.parametrize("amount", [0, 2])
def test_what_was_never_set_aside_is_left_alone(house: House, amount: int) -> None:
    house.receives(*[a_mail(REPORT) for _ in range(amount)])
    assert retry(house.office) == Retried()
