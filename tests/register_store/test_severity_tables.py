"""ENISA's tables of adjustments and identifiers, against its own examples (domain 5.1 and 5.2)."""

import pytest

from register_store.severity_tables import SeverityTable, adjustments, identifiers, scores_of_examples

#: ENISA 2013, the examples of its annex
EXAMPLES = [
    ("supermarket", 1),
    ("luxury_shop", 2),
    ("adult_bookshop", 3),
    ("online_pharmacy", 3),
    ("undercover_officers", 4),
    ("calls_week", 2),
    ("calls_year", 3),
    ("bank_letter", 1),
    ("statements_year", 4),
    ("expired_card", 1),
    ("had_tests", 1),
    ("test_results", 4),
]
ADJUSTED = [
    ("simple", [1, 2, 2, 3, 3, 4]),
    ("behavioural", [1, 2, 3, 4]),
    ("financial", [1, 2, 3, 4]),
    ("sensitive", [1, 2, 3, 4]),
]
IDENTIFIED = [
    ("full_name", [0.25, 0.5, 0.75, 1.0]),
    ("number", [0.25, 0.75, 1.0]),
    ("phone_or_address", [0.25, 0.5, 1.0]),
    ("email", [0.25, 0.75, 1.0]),
    ("picture", [0.25, 0.5, 0.75, 1.0]),
    ("code", [0.25, 0.75, 1.0]),
]


@pytest.mark.parametrize(("example", "score"), EXAMPLES)
def test_an_example_scores_as_enisa_says(example: str, score: int) -> None:
    assert scores_of_examples()[example] == score


def test_no_example_stands_there_that_is_not_tried() -> None:
    assert set(scores_of_examples()) == {example for example, _ in EXAMPLES}


def test_every_row_of_both_tables_is_there() -> None:
    assert [_values(table) for table in adjustments()] == ADJUSTED
    assert [_values(table) for table in identifiers()] == IDENTIFIED


@pytest.mark.parametrize(
    ("tables", "letters"),
    [(adjustments(), {1: "a", 2: "b", 3: "c", 4: "d"}), (identifiers(), {0.25: "b", 0.5: "c", 0.75: "d", 1.0: "e"})],
)
def test_a_row_names_the_letter_that_means_its_value(
    tables: tuple[SeverityTable, ...], letters: dict[float, str]
) -> None:
    for table in tables:
        for row in table.rows:
            assert row.letter == letters[row.value]
            assert row.words("nl").startswith(f"{row.letter}. ")


def _values(table: SeverityTable) -> tuple[str, list[float]]:
    return table.name, [row.value for row in table.rows]
