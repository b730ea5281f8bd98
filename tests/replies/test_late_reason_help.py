"""What is said to who must explain a late report: the contested reading stands there, as contested (domain 2.2)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from register_store.case import Case, CaseState
from register_store.deadlines import warning_due
from register_store.organisation import Officer, Organisation
from replies import letters
from replies.sample_values import sample_case, sample_organisations, sample_stamp

JUIST, DOORKEES = sample_organisations()
FRIDAY = datetime(2026, 11, 27, 15, 40, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 8, 12, tzinfo=UTC)


def _warned(organisation: Organisation, officer: Officer, aware: datetime, hours: int, **fields: str) -> str:
    case: Case = replace(sample_case(organisation), provisional_aware_at=aware, confirmed_aware_at=None, fields=fields)
    case, now = replace(case, state=CaseState.INVESTIGATING), aware + timedelta(hours=hours, minutes=5)
    warning = warning_due(case, now, frozenset())
    assert warning is not None
    letter = letters.deadline_warning(organisation, officer, case, sample_stamp(1, now), warning=warning, now=now)
    message = message_from_bytes(letter.content, policy=default)
    assert isinstance(message, EmailMessage)
    part = message.get_body(("plain",))
    assert part is not None
    return " ".join(str(part.get_content()).split())


@pytest.mark.parametrize(
    ("language", "contested", "end"),
    [("nl", "Betwist: ", "woensdag 2 december 2026 om 00.00 uur"), ("en", "Contested: ", "2 December 2026")],
)
def test_over_a_weekend_the_contested_reading_is_named(language: str, contested: str, end: str) -> None:
    officer = replace(JUIST.officers[0], language=language)
    said = _warned(JUIST, officer, FRIDAY, 72)
    assert contested in said
    assert end in said
    assert "1182/71" in said


@pytest.mark.parametrize(
    ("aware", "hours", "fields"),
    [
        (FRIDAY, 70, {}),  # before the term has ended nobody shall count on it
        (MONDAY, 72, {}),  # in a week without a weekend it adds nothing
        (FRIDAY, 96, {"late_reason": "Pas na onderzoek bleek om welk bestand het ging."}),
    ],
)
def test_else_it_is_not(aware: datetime, hours: int, fields: dict[str, str]) -> None:
    for organisation in (JUIST, DOORKEES):
        assert "1182/71" not in _warned(organisation, organisation.officers[0], aware, hours, **fields)
