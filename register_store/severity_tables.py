"""ENISA's tables behind the first two questions of SEVERITY (pure): what raises or lowers the data, what identifies."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from register_store.severity import base_of
from register_store.severity_questions import letter_of

TABLES = Path(__file__).parent / "rules" / "severity_tables.toml"
_CONTEXT = range(1, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table: what makes it score this."""

    value: float  #: DPC after adjustment, or EI
    letter: str  #: the answer that means it
    says: Mapping[str, Any]

    def words(self, language: str) -> str:
        """`b. a BSN with a name`, with ENISA's own examples behind it."""
        examples = ", ".join(example[language] for example in self.says.get("examples", ()))
        such_as = "bijvoorbeeld" if language == "nl" else "for example"
        return f"{self.letter}. {self.says[language]}" + (f" ({such_as}: {examples})" if examples else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityTable:
    """A category of data, or one identifier."""

    name: str
    nl: str
    en: str
    rows: tuple[Row, ...]

    def title(self, language: str) -> str:
        """Its name in this language."""
        return self.nl if language == "nl" else self.en


@cache
def adjustments() -> tuple[SeverityTable, ...]:
    """DPC (domain 5.1): a category of data, and what its context adds or takes."""
    return tuple(_table(one, [(_adjusted(one, row), row) for row in one["row"]], "context") for one in _of("category"))


@cache
def identifiers() -> tuple[SeverityTable, ...]:
    """EI (domain 5.2): how easily each identifier leads to a person."""
    return tuple(_table(one, [(row["ei"], row) for row in one["row"]], "identification") for one in _of("identifier"))


def scores_of_examples() -> Mapping[str, float]:
    """What ENISA's own examples score by these tables."""
    rows = (row for table in adjustments() for row in table.rows)
    return {example["key"]: row.value for row in rows for example in row.says.get("examples", ())}


def _table(one: Mapping[str, Any], scored: Sequence[tuple[float, Mapping[str, Any]]], asked: str) -> SeverityTable:
    rows = tuple(Row(value=value, letter=letter_of(asked, value), says=row) for value, row in scored)
    return SeverityTable(name=one["name"], nl=one["nl"], en=one["en"], rows=rows)


def _adjusted(category: Mapping[str, Any], row: Mapping[str, Any]) -> int:
    return max(_CONTEXT[0], min(_CONTEXT[-1], base_of(category["name"]) + int(row["adjust"])))


def _of(kind: str) -> Sequence[Mapping[str, Any]]:
    tables: Sequence[Mapping[str, Any]] = tomllib.loads(TABLES.read_text(encoding="utf-8"))[kind]
    return tables
