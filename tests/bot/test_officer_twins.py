"""Officers' mails as their programs really write them: what is done, asked back, noted and kept as own words."""

import tomllib
from pathlib import Path

import pytest

from bot.officers.typed_mail import read_mail_commands
from bot.officers.typed_part import parts_of
from bot.reading.read_mail import read_mail
from bot.reading.surely_seen import with_unseen_named
from replies.transcript import Place

TWINS = Path(__file__).with_name("officer_twins")
MAILS = sorted(TWINS.glob("*.eml"))


def test_there_are_at_least_six_score_mails_and_each_has_its_twin() -> None:
    assert len(MAILS) >= 120
    assert {mail.stem for mail in MAILS} == {twin.stem for twin in TWINS.glob("*.toml")}


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_a_mail_asks_what_its_twin_says(path: Path) -> None:
    expected = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    raw = path.read_bytes()
    mail = with_unseen_named(raw, read_mail(raw))
    typed = read_mail_commands(mail.words, mail.sender.name if mail.sender else "")
    own = [odd for odd in typed.not_understood if odd.place is Place.OWN]
    elsewhere = [odd for odd in typed.not_understood if odd.place is not Place.OWN]
    read = {
        "commands": [[part for part in (one.verb.value, one.argument) if part] for one in typed.commands],
        "not_understood": [[odd.line, odd.meant.value if odd.meant else ""] for odd in own],
        "asked_back": [[odd.line, odd.meant.value if odd.meant else "", odd.place.value] for odd in elsewhere],
        "note": typed.note,
        "own": "\n".join(parts_of(mail.words.own).typed),
    }
    assert read == expected
