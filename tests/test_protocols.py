"""Every line of the two protocols has its test, or says honestly that it is not carried out; what is named exists."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TABLE = (ROOT / "tests" / "PROTOCOLS.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([JK]\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", TABLE, re.M)
TESTS = [(line, test) for line, _, tests, _ in ROWS for test in re.findall(r"`([^`]+)`", tests)]


@cache
def defined_in(path: Path) -> frozenset[str]:
    """The names of its tests."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef))


def test_every_line_of_both_protocols_stands_in_the_table_once() -> None:
    lines = [*(f"J{number}" for number in range(1, 53)), *(f"K{number}" for number in range(1, 28))]
    assert [line for line, *_ in ROWS] == lines


@pytest.mark.parametrize(("line", "test"), TESTS, ids=[f"{line} {test.rpartition('::')[2]}" for line, test in TESTS])
def test_every_test_that_shows_a_line_exists(line: str, test: str) -> None:
    file, _, name = test.partition("::")
    assert name in defined_in(ROOT / file)


def test_a_line_without_a_test_says_what_is_not_carried_out() -> None:
    shown = {line for line, _ in TESTS}
    assert [line for line, _, _, missing in ROWS if line not in shown and missing == "-"] == []
