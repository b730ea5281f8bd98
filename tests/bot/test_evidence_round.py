"""The evidence store keeps itself in order, and tells people what it cannot mend."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from conftest import SettableClock
from house import KARIN, OMAR, SECRET, House, text_of
from mails import a_mail

from bot.direct_reader import DirectReader
from bot.evidence_round import LEFT_ALONE
from register_store.books import Bookcase
from register_store.evidence_files import EvidenceFiles, Lock
from register_store.keys import Keys, new_secret

OPS = "beheer@techniek.example"


@pytest.fixture
def kept(tmp_path: Path, clock: SettableClock, reader: DirectReader) -> House:
    """A house with one case, and somebody who looks after it."""
    house = House(tmp_path, clock, reader=reader, ops=OPS)
    house.start()
    house.receives(a_mail())
    return house


def next_day(house: House, clock: SettableClock) -> None:
    clock.forward(days=1, minutes=1)
    house.rounds.turn()


def troubles(house: House, address: str = OPS) -> list[str]:
    return [
        " ".join(text_of(letter).split())
        for letter in house.letters_to(address)
        if "hulp nodig" in str(letter["Subject"])
    ]


def orphan(files: EvidenceFiles, folder: Path, written_at: datetime) -> str:
    sha256 = files.put(b"een mail waarvan de zaak nooit is vastgelegd")
    (path,) = (folder / "evidence").rglob(f"{sha256}.sealed")
    os.utime(path, (written_at.timestamp(), written_at.timestamp()))
    return sha256


def test_what_nothing_names_goes_after_two_days_and_evidence_stays(
    kept: House, clock: SettableClock, tmp_path: Path
) -> None:
    files = kept.bookcase.files
    before = {each.sha256 for each in files.shelf()}
    left = orphan(files, tmp_path, clock() + timedelta(days=1))
    next_day(kept, clock)
    assert left in {each.sha256 for each in files.shelf()}
    clock.forward(days=LEFT_ALONE.days)
    next_day(kept, clock)
    assert {each.sha256 for each in files.shelf()} == before
    assert not troubles(kept)


def test_files_are_sealed_with_the_newest_key_and_stay_readable(
    kept: House, clock: SettableClock, tmp_path: Path
) -> None:
    newer = Keys.from_secret(SECRET, [new_secret()])
    kept.bookcase.files = Bookcase(kept.database, "juist", tmp_path / "evidence", newer).files
    files = kept.bookcase.files
    assert {each.lock for each in files.shelf()} == {Lock.OLDER}
    next_day(kept, clock)
    assert {each.lock for each in files.shelf()} == {Lock.CURRENT}
    with kept.bookcase.transaction() as books:
        pieces = books.evidence.of_case("DL-2026-0001")
    assert all(files.get(piece.sha256) for piece in pieces)
    assert not troubles(kept)


def test_a_missing_file_is_told_to_ops_and_officers_once_a_week(kept: House, clock: SettableClock) -> None:
    for each in list(kept.bookcase.files.shelf()):
        kept.bookcase.files.erase(each.sha256)
    for _ in range(3):
        next_day(kept, clock)
    told = [troubles(kept, address) for address in (OPS, KARIN.address, OMAR.address)]
    assert [len(letters) for letters in told] == [1, 1, 1]
    assert "ontbreken bestanden" in told[0][0]
    for _ in range(6):
        next_day(kept, clock)
    assert len(troubles(kept)) == 2


def test_a_key_that_is_gone_is_told(kept: House, clock: SettableClock, tmp_path: Path) -> None:
    stranger = Keys.from_secret(new_secret())
    kept.bookcase.files = Bookcase(kept.database, "juist", tmp_path / "evidence", stranger).files
    next_day(kept, clock)
    (letter,) = troubles(kept)
    assert "sleutel die niet in de instellingen staat" in letter


@pytest.mark.parametrize(("quota", "is_told"), [(0, False), (100, True), (10 << 20, False)])
def test_a_store_that_fills_up_is_told_and_nothing_is_refused(
    tmp_path: Path, clock: SettableClock, reader: DirectReader, quota: int, *, is_told: bool
) -> None:
    house = House(tmp_path, clock, reader=reader, ops=OPS, evidence_quota=quota)
    house.start()
    house.receives(a_mail())
    next_day(house, clock)
    assert bool(troubles(house)) is is_told
    assert bool(troubles(house, KARIN.address)) is is_told
    house.receives(a_mail("Ik vond een map met BSN's van jullie klanten in de trein.", sender="Bo <bo@post.example>"))
    assert len(house.cases()) == 2
