"""What an officer with a key in the settings gets: letters only he can read."""

from pathlib import Path

import pytest
from conftest import SettableClock
from house import KARIN, OMAR, text_of
from key_house import a_house, opened_by, reference_of
from keyrings import PgpPerson, SmimePerson

from bot.direct_reader import DirectReader

PGP = PgpPerson(KARIN.address)
SIGNERS = [PGP, SmimePerson(KARIN.address)]


@pytest.mark.parametrize("person", SIGNERS, ids=["openpgp", "smime"])
def test_letters_to_an_officer_with_a_key_are_encrypted(
    tmp_path: Path, now_clock: SettableClock, reader: DirectReader, person: PgpPerson | SmimePerson
) -> None:
    house = a_house(tmp_path, now_clock, reader, person.key())
    alarm = house.letters_to(KARIN.address)[0]
    reference = reference_of(house)
    assert str(alarm["Subject"]) == f"[{reference}] Versleuteld bericht van Meldpost"
    assert str(alarm["Auto-Submitted"]) == "auto-generated"
    assert "OPPAKKEN" not in alarm.as_string()
    opened = opened_by(person, alarm)
    assert reference in str(opened["Subject"])
    assert "Versleuteld" not in str(opened["Subject"])
    assert "OPPAKKEN" in text_of(opened)
    assert "OPPAKKEN" in text_of(house.letters_to(OMAR.address)[0]), "others get theirs as ever"


def test_a_letter_under_a_revoked_key_says_only_that_it_waits(
    tmp_path: Path, now_clock: SettableClock, reader: DirectReader
) -> None:
    house = a_house(tmp_path, now_clock, reader, PGP.key(PGP.revoked()))
    told = house.letters_to(KARIN.address)[0]
    assert "ingetrokken" in told.get_content()
    assert reference_of(house) in told.get_content()
    assert "OPPAKKEN" not in told.get_content()


def test_an_expired_key_still_hides_what_is_sent(
    tmp_path: Path, now_clock: SettableClock, reader: DirectReader
) -> None:
    house = a_house(tmp_path, now_clock, reader, PGP.key(PGP.expired()))
    assert "OPPAKKEN" in text_of(opened_by(PGP, house.letters_to(KARIN.address)[0]))
