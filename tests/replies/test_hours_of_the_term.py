"""The hours of the law stand in letters because the rules say so: no letter or word list names them itself (J52)."""

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from register_store.notification_term import hours_of_all_terms
from register_store.register_columns import COLUMNS
from replies.finder_silent import finder_silent
from replies.letter_writing import about, to_officer, written
from replies.sample_values import sample_case, sample_organisations, sample_stamp

REPLIES = Path(__file__).parents[2] / "replies"
WORDED = (*sorted(REPLIES.glob("templates/**/*.jinja")), *sorted(REPLIES.glob("words/*.toml")))
JUIST, DOORKEES = sample_organisations()
NOW = datetime(2026, 11, 23, 8, 12, tzinfo=UTC)


@pytest.mark.parametrize("file", WORDED, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_letter_names_the_hours_by_itself(file: Path) -> None:
    assert re.findall(r"(?<![\d#])(?:72|96)(?!\d)", file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(("organisation", "words"), [(JUIST, "klok van {} uur"), (DOORKEES, "klok van {} uur")])
@pytest.mark.parametrize("hours", [None, 96])
def test_a_letter_says_the_hours_of_its_case_and_would_say_another_laws(
    organisation: object, words: str, hours: int | None
) -> None:
    case, officer = sample_case(organisation), organisation.officers[0]  # type: ignore[arg-type, attr-defined]
    stamp = sample_stamp(1, NOW)
    letter = finder_silent(organisation, officer, case, stamp)  # type: ignore[arg-type]
    if hours:
        values = about(officer, case, NOW) | {"missing": case.findings.missing, "term_hours": hours}
        letter = written(organisation, to_officer(letter.kind, officer, case), stamp, values)  # type: ignore[arg-type]
    message = message_from_bytes(letter.content, policy=default)
    assert isinstance(message, EmailMessage)
    part = message.get_body(("plain",))
    assert part is not None
    assert words.format(hours or 72) in " ".join(part.get_content().split())


def test_the_register_names_every_length_of_the_law() -> None:
    header = next(column.header for column in COLUMNS if column.key == "deadline_at")
    assert header == "Uiterste meldmoment (72 uur)"
    assert hours_of_all_terms() == [72]
