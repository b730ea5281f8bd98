"""Group by group: possibly harmed or not, and by what (J28)."""

import pytest

from register_store.ap_form import form, read_value
from register_store.harmed_groups import read_groups

ASKED = next(question for question in form().questions if question.key == "subjects_harmed")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("klanten: ja, kans op fraude; medewerkers: nee", "customers: yes, kans op fraude\nemployees: no"),
        ("Klanten ja kans op fraude", "customers: yes, kans op fraude"),
        ("customers: possibly, phishing", "customers: yes, phishing"),
        ("vrijwilligers: onbekend", "vrijwilligers: unknown"),
        ("patiënten: nog onbekend; minderjarigen = ja", "patients: unknown\nminors: yes"),
        ("klanten", None),
        ("klanten: 12", None),
        ("ja", None),
        ("klanten: ja; medewerkers", None),
        ("klanten: janken", None),
        ("", None),
    ],
)
def test_every_group_says_whether_and_by_what(typed: str, kept: str | None) -> None:
    assert read_value(ASKED, typed) == kept


def test_they_are_said_in_the_language_of_the_reader() -> None:
    kept = "customers: yes, kans op fraude\nvrijwilligers: unknown"
    assert ASKED.said(kept, "nl") == (
        "klanten (huidige, mogelijke): mogelijk gedupeerd, kans op fraude",
        "vrijwilligers: nog onbekend",
    )
    assert ASKED.said(kept, "en")[0] == "customers (current, potential): possibly harmed, kans op fraude"


def test_a_long_line_is_read_in_little_time() -> None:
    assert read_groups("klanten " * 5_000) is None
