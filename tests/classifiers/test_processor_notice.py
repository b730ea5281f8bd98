"""What a processor's notice says of itself."""

import pytest

from classifiers.processor_notice import notice_facts

NOTICE = """Geachte relatie,
Ons kenmerk: VH-INC-0093
Als verwerker melden wij u een datalek. Verloonhuis B.V. ontdekte op 12 november 2026 om 08.05 uur
dat bestanden zijn opgehaald.
Hoogachtend,
P. Wagenvoort"""


def test_name_reference_and_moment_are_read() -> None:
    assert {fact.name: fact.value for fact in notice_facts(NOTICE)} == {
        "processor_name": "Verloonhuis B.V",
        "processor_reference": "VH-INC-0093",
        "processor_knew_at": "12 november 2026 om 08.05 uur",
    }


def test_the_name_may_stand_in_the_signature_only() -> None:
    facts = {fact.name: fact.value for fact in notice_facts("As your processor we write to you.\n\nTeam HireHarbor")}
    assert facts == {"processor_name": "HireHarbor"}


def test_who_signs_is_not_the_processor() -> None:
    text = "Als uw verwerker melden wij u een inbreuk.\n\nHoogachtend,\nMarit Vonk\nFunctionaris"
    assert "processor_name" not in {fact.name for fact in notice_facts(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Verloonhuis B.V. stuurde mij de brief van een ander, kenmerk AB-123.",
        "Ik kreeg gisteren een brief.",
        "",
    ],
)
def test_other_mails_are_no_notice(text: str) -> None:
    assert list(notice_facts(text)) == []


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["verwerker ", "Aa ", "kenmerk 1 ", "A1-", "12 mei "])
def test_long_odd_text_does_not_hang(piece: str) -> None:
    assert list(notice_facts("verwerker " + piece * 20_000)) is not None
