"""The term is dated data: a change of the law touches what happens after it and nothing before."""

from datetime import UTC, date, datetime

import pytest
from cases import a_case

from register_store.deadlines import deadline_of, term_of
from register_store.notification_term import NotificationTerm, known_terms, term_on

LAW = known_terms()
LATER = NotificationTerm(version="invented", valid_from=date(2028, 1, 1), hours=96, legal_basis="an invented law")


def test_today_it_is_72_hours_of_the_gdpr() -> None:
    term = term_on(date(2026, 11, 22))
    assert (term.hours, term.version, term.legal_basis) == (72, "GDPR 2018", "GDPR art. 33(1)")


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2016, 1, 1), 72),
        (date(2018, 5, 25), 72),
        (date(2027, 12, 31), 72),
        (date(2028, 1, 1), 96),
        (date(2031, 7, 1), 96),
    ],
)
def test_the_edition_counts_that_held_on_the_day(day: date, hours: int) -> None:
    assert term_on(day, (LATER, *LAW)).hours == hours


def test_no_two_editions_begin_on_one_day() -> None:
    begun = [edition.valid_from for edition in LAW]
    assert len(begun) == len(set(begun))


def test_the_day_of_awareness_is_a_dutch_day() -> None:
    case = a_case(provisional_aware_at=datetime(2018, 5, 24, 22, 30, tzinfo=UTC))  # half past midnight in Amsterdam
    assert term_of(case) is LAW[0]
    assert deadline_of(case) == datetime(2018, 5, 27, 22, 30, tzinfo=UTC)
