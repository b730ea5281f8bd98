"""Every mail in the folder `twins` is read as the file beside it says; a mended fault leaves its mail there."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from told import told

TWINS = Path(__file__).parent / "twins"
MAILS = sorted(TWINS.glob("*.eml"))
FEWEST = 150

#: Stories told by the peers that are about reading a mail; each has a twin.
STORIES = {
    *("2:auto-submitted", "2:precedence", "2:suppress", "2:list", "2:x-autoreply", "2:x-loop", "2:return-path"),
    *("2:daemon", "2:no-reply", "2:report", "2:failed", "2:feedback", "2:subject", "2:machinegenerated", "2:spam"),
    "2:exchange-loop",
    *("5.9", "5.12", "5.13", "5.14", "5.15", "5.16", "5.17", "5.18", "5.19", "5.20", "5.21", "5.22", "5.23", "8"),
    *("L14", "L15", "L16", "L17", "L18", "H5", "H6", "H7", "H8", "H9", "H10", "H11", "H12", "H13", "H14"),
    *("S1", "S2", "S3", "S4"),
}
LARGE, ODD_DATA = 100_000, re.compile(rb"[\w.+-]+@([\w-]+\.)+[a-z]{2,}", re.IGNORECASE)


@pytest.mark.parametrize("mail", MAILS, ids=lambda path: path.stem)
def test_a_mail_is_read_as_its_twin_says(mail: Path) -> None:
    assert told(mail.read_bytes()) == _twin_of(mail)["told"]


def test_every_mail_has_its_twin_and_every_twin_its_mail() -> None:
    assert sorted(mail.stem for mail in MAILS) == sorted(twin.stem for twin in TWINS.glob("*.toml"))
    assert len(MAILS) >= FEWEST


def test_every_story_is_told_by_a_twin() -> None:
    told_by = {story for mail in MAILS for story in _twin_of(mail)["stories"]}
    assert told_by >= STORIES


def test_a_twin_says_what_it_is_for_and_is_small() -> None:
    assert [mail.name for mail in MAILS if not _twin_of(mail)["about"] or mail.stat().st_size > LARGE] == []


def test_the_people_in_the_twins_are_invented() -> None:
    domains = {
        found.group().rpartition(b"@")[2].lower() for mail in MAILS for found in ODD_DATA.finditer(mail.read_bytes())
    }
    assert [each for each in sorted(domains) if not each.endswith((b".example", b"juist.nl", b"doorkees.nl"))] == []


def _twin_of(mail: Path) -> dict[str, Any]:
    return tomllib.loads(mail.with_suffix(".toml").read_text(encoding="utf-8"))
