"""Every story of how others failed has its test: the table in STORIES.md is complete, and what it names exists."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STORIES = (ROOT / "tests" / "STORIES.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| ([A-Z]\d+) \|[^|]+\| ([^|]+) \|$", STORIES, re.M))
TESTS = [(story, test) for story, tests in ROWS.items() for test in re.findall(r"`([^`]+)`", tests)]


@cache
def defined_in(path: Path) -> frozenset[str]:
    """The names of its tests and of the classes that group them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef))


def test_every_story_is_told() -> None:
    told = [f"L{number}" for number in range(1, 21)]
    told += [f"D{number}" for number in range(1, 5)] + [f"R{number}" for number in range(1, 11)]
    assert list(ROWS) == told
    assert {story for story, _ in TESTS} == set(told)


@pytest.mark.parametrize(("story", "test"), TESTS, ids=[f"{story} {test.rpartition('::')[2]}" for story, test in TESTS])
def test_every_test_that_tells_a_story_exists(story: str, test: str) -> None:
    file, _, name = test.partition("::")
    assert name in defined_in(ROOT / file)


def test_no_test_named_after_a_story_is_missing_in_the_table() -> None:
    files = [file for folder in ("never_lost", "never_twice") for file in (ROOT / "tests" / folder).glob("test_*.py")]
    written = {(file.name, name) for file in files for name in defined_in(file)}
    named = {(Path(test.partition("::")[0]).name, test.partition("::")[2]) for _, test in TESTS}
    assert {(file, name) for file, name in written if re.match(r"test_[ldr]\d+_|Test[DR]\d", name)} - named == set()
