"""The organisation files say who helps and when people work; slips are named."""

from datetime import date
from pathlib import Path

import pytest

from config.settings import EXAMPLE_FILE, SettingsFault, read_organisation
from register_store.due_times import Escalation, OfficeHours
from register_store.processor import Processor

FILES = EXAMPLE_FILE.parent / "organisations"
PROCESSOR = """
[[processors]]
name = "Loonwerk Zuid"
domains = ["loonwerk.example"]
address = "fg@loonwerk.example"
answer_within = 12
"""


def changed(folder: Path, old: str, new: str, end: str = "") -> Path:
    text = (FILES / "juist.toml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = folder / "changed.toml"
    path.write_text(text.replace(old, new) + end, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["juist.toml", "doorkees.toml"])
def test_both_files_spell_out_what_is_the_default(name: str) -> None:
    organisation = read_organisation(FILES / name)
    assert organisation.office_hours == OfficeHours()
    assert organisation.escalation == Escalation()


def test_processors_are_domains_or_contacts_with_the_hours_of_their_contract(tmp_path: Path) -> None:
    by_domain = read_organisation(changed(tmp_path, "processors = []", 'processors = ["loonwerk.example"]'))
    by_contact = read_organisation(changed(tmp_path, "processors = []", "", PROCESSOR))
    assert by_domain.processors == ("loonwerk.example",)
    assert by_contact.processors == (
        Processor(name="Loonwerk Zuid", domains=("loonwerk.example",), address="fg@loonwerk.example", answer_within=12),
    )
    for organisation in (by_domain, by_contact):
        assert organisation.is_processor("sanne@helpdesk.Loonwerk.example")
        assert not organisation.is_processor("sanne@nietloonwerk.example")


def test_a_clock_of_the_insurance_is_one_line(tmp_path: Path) -> None:
    line = 'own_clocks = [{ name = "Cyberverzekering", hours = 48, valid_from = 2026-01-01, on = false }]'
    (clock,) = read_organisation(changed(tmp_path, "own_clocks = []", line)).own_clocks
    assert (clock.name, clock.hours, clock.valid_from, clock.on) == ("Cyberverzekering", 48, date(2026, 1, 1), False)


@pytest.mark.parametrize(
    ("old", "new", "end", "said"),
    [
        ("opens = 8", "opens = 28", "", "office_hours.opens"),
        ("urgent_below = 24", "urgent_below = 90", "", "escalation.urgent_below"),
        ("urgent_below = 24", "urgent_below = 73", "", "escalation.urgent_below"),  # longer than the law gives (J52)
        ("ap_hours = 72", "ap_hours = 73", "", "targets.ap_hours"),
        ("48, 60, 70]", "48, 60, 73]", "", "reminders.milestones"),
        ("remind_after = 3", "remind_afer = 3", "", "remind_afer"),
        ("processors = []", "", PROCESSOR.replace("answer_within", "within"), "within"),
        ("own_clocks = []", 'own_clocks = [{ name = "Verzekering" }]', "", "own_clocks"),
        ("own_clocks = []", 'own_clocks = [{ name = "Verzekering", hours = 0 }]', "", "own_clocks"),
        ("own_clocks = []", 'own_clocks = [{ name = "Verzekering", uren = 48 }]', "", "own_clocks"),
    ],
)
def test_a_slip_is_named(tmp_path: Path, old: str, new: str, end: str, said: str) -> None:
    with pytest.raises(SettingsFault, match=said):
        read_organisation(changed(tmp_path, old, new, end))
