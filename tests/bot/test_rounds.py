"""The rounds of an organisation: what goes wrong in one keeps no other from its turn."""

from datetime import timedelta
from pathlib import Path

import pytest
from conftest import SettableClock
from house import KARIN, FolderInbox, House
from mails import ORDINARY, REPORT, a_mail

from bot.direct_reader import DirectReader
from bot.errors import InboxError
from bot.rounds import Rounds
from register_store.database import DatabaseAway
from register_store.evidence_files import EvidenceAway


class Broken(Exception):
    """A fault of ours."""


def faulty(house: House, round_name: str, error: Exception) -> list[str]:
    """One round fails from now on; the list fills with the rounds that had their turn after it."""
    had: list[str] = []

    def fails() -> None:
        raise error

    setattr(house.rounds, round_name, fails)
    for name in ("count_mails", "read_pictures", "warn_of_deadlines", "send_digest", "forget", "post_letters"):
        if name != round_name:
            setattr(house.rounds, name, lambda name=name: had.append(name))
    return had


@pytest.mark.parametrize(
    "broken", ["fetch_mail", "count_mails", "read_pictures", "warn_of_deadlines", "send_digest", "forget"]
)
@pytest.mark.parametrize("error", [Broken(), EvidenceAway("OSError"), InboxError()])
def test_a_round_that_fails_keeps_no_letter_from_going_and_is_told(house: House, broken: str, error: Exception) -> None:
    had = faulty(house, broken, error)
    with pytest.raises(type(error)):
        house.rounds.turn()
    assert had[-1] == "post_letters"
    assert len(had) == (6 if broken == "fetch_mail" else 5)


def test_without_the_database_nothing_else_is_tried(house: House) -> None:
    had = faulty(house, "fetch_mail", DatabaseAway("SQLITE_BUSY"))
    with pytest.raises(DatabaseAway):
        house.rounds.turn()
    assert had == []


def test_with_an_evidence_folder_that_is_away_deadlines_run_and_letters_go(
    house: House, tmp_path: Path, clock: SettableClock
) -> None:
    house.receives(a_mail(REPORT))
    evidence = tmp_path / "evidence"
    evidence.rename(tmp_path / "elsewhere")
    evidence.write_bytes(b"no folder can be made here")
    before = len(house.letters_to(KARIN.address))
    clock.forward(hours=30)
    with pytest.raises(EvidenceAway):
        house.receives(a_mail(REPORT, sender="Bea <bea@elders.example>"))
    assert len(house.letters_to(KARIN.address)) > before, "the warning of the running clock"


# --- what an earlier life left behind ---------------------------------------------------------------------------------


def files_of(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]


def test_half_written_evidence_is_swept_at_the_start_and_whole_evidence_is_kept(
    house: House, tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    house.receives(a_mail(REPORT))
    kept = files_of(tmp_path)
    folder = tmp_path / "evidence" / "juist"
    for name in ("0123.part", f"{kept[0].parent.name}/4567.part"):
        (folder / name).write_bytes(b"half")
    house.rounds.turn()
    assert len(files_of(tmp_path)) == len(kept) + 2, "not in the middle of a life"
    House(tmp_path, clock, inbox=house.inbox, reader=reader).rounds.turn()
    assert files_of(tmp_path) == kept


def test_another_organisations_half_written_evidence_is_left_to_it(
    tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    theirs = tmp_path / "evidence" / "doorkees" / "0123.part"
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(b"half")
    House(tmp_path, clock, reader=reader).start()
    assert theirs.exists()


@pytest.fixture
def spooling(tmp_path: Path, clock: SettableClock, reader: DirectReader) -> House:
    """A house that fails twice to judge its first mail: at the second try its bytes lie with us."""
    left = 2

    def cut(hop: int) -> None:
        nonlocal left
        if hop == 5 and left:
            left -= 1
            raise Broken

    house = House(tmp_path, clock, reader=reader, cut=cut)
    house.start()
    return house


@pytest.mark.parametrize(("text", "subject", "kept"), [(REPORT, "Loonstrook", 1), (ORDINARY, "Openingstijden", 0)])
def test_the_spooled_bytes_of_a_mail_go_when_it_is_judged_unless_they_are_evidence(
    tmp_path: Path, spooling: House, text: str, subject: str, kept: int
) -> None:
    house = spooling
    house.receives(a_mail(text, subject=subject))
    assert files_of(tmp_path) == []
    house.rounds.turn()
    assert len(files_of(tmp_path)) == 1, "people may take the mail away now"
    house.rounds.turn()
    assert len(files_of(tmp_path)) == kept
    assert len(house.cases()) == kept


@pytest.mark.parametrize("is_still_there", [True, False])
def test_a_mail_that_was_tried_twice_survives_a_renumbering_and_its_removal(
    spooling: House, clock: SettableClock, is_still_there: bool
) -> None:
    house = spooling
    inbox = house.inbox
    assert isinstance(inbox, FolderInbox)
    house.receives(a_mail(REPORT))
    house.rounds.turn()
    inbox.uidvalidity += 1
    if not is_still_there:
        inbox.mails.clear()
    house.rounds.turn()
    house.rounds.turn()
    assert len(house.cases()) == 1
    assert len(house.letters) == 3
    clock.forward(days=1)
    assert house.rounds.turn().adds_up


def test_a_spooled_mail_that_the_disk_has_lost_is_told_and_the_next_goes_on(tmp_path: Path, spooling: House) -> None:
    house = spooling
    inbox = house.inbox
    assert isinstance(inbox, FolderInbox)
    house.receives(a_mail(REPORT))
    house.rounds.turn()
    uid = next(iter(inbox.mails))
    inbox.put(a_mail(REPORT, sender="Bea <bea@elders.example>"), house.clock())
    del inbox.mails[uid]
    for path in files_of(tmp_path):
        path.unlink()
    house.rounds.turn()
    assert [case.finder_address for case in house.cases()] == ["bea@elders.example"]
    assert len(house.letters_to(KARIN.address)) == 2, "the alarm, and the mail that could not be read"


def test_two_mails_that_never_came_are_not_taken_for_one(house: House, clock: SettableClock) -> None:
    inbox = house.inbox
    assert isinstance(inbox, FolderInbox)
    for _ in range(2):
        inbox.put(b"", clock(), whole=False)
        for _ in range(3):
            house.rounds.turn()
        inbox.mails.clear()
        inbox.uidvalidity += 1
        clock.forward(minutes=1)
    assert len(house.letters_to(KARIN.address)) == 2


def test_a_second_life_counts_on_from_the_first(house: House, clock: SettableClock) -> None:
    """What is due stands in the database: a new process does not count, warn or write a digest anew."""
    house.receives(a_mail(REPORT))
    clock.now += timedelta(minutes=5)
    again = Rounds(house.office, house.rounds._doors)
    before = len(house.letters)
    again.turn()
    assert len(house.letters) == before
