"""How many people are affected, in figures and words."""

import pytest

from classifiers.affected_count import affected_count_of


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("de gegevens van 12 klanten", 12),
        ("zo'n honderd dossiers", 100),
        ("ongeveer 300 mensen", 300),
        ("tussen de 20 en 30 cliënten", 30),
        ("20 à 30 deelnemers", 30),
        ("vijfentwintig leerlingen", 25),
        ("twee andere cliënten", 2),
        ("1.200 patiënten", 1200),
        ("all 45 other employees", 45),
        ("two hundred customers", 200),
        ("twenty-five patients", 25),
        ("58 Mitarbeiter", 58),
        ("zwölf Kunden", 12),
        ("douze clients", 12),
        ("les adresses de 60 personnes", 60),
        ("een lijst met 84 namen", 84),
    ],
)
def test_a_stated_number_is_read(text: str, count: int) -> None:
    assert affected_count_of([text]).value == count


@pytest.mark.parametrize(
    "text",
    [
        "tientallen klanten",
        "om 12 uur belde een klant",
        "op 22 november 2026",
        "factuur van 300 euro",
        "een klant",
        "dozen met dossiers",
        "binnen 72 uur",
        "",
    ],
)
def test_other_numbers_are_no_count(text: str) -> None:
    assert affected_count_of([text]).value is None


def test_vague_words_and_ranges_are_kept_as_facts() -> None:
    assert [fact.name for fact in affected_count_of(["tientallen klanten"]).facts] == ["affected_count_vague"]
    assert [fact.name for fact in affected_count_of(["20 tot 30 klanten"]).facts] == ["affected_count_range"]
    assert [fact.name for fact in affected_count_of(["ongeveer 300 klanten"]).facts] == ["affected_count_is_estimate"]


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["1 ", "1", "twee ", "1.000 ", "a b ", "12-"])
def test_long_odd_text_does_not_hang(piece: str) -> None:
    assert affected_count_of([piece * 20_000] * 20) is not None
