"""The clue lists as values: word groups by language, and rules that say which groups together are a clue."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from register_store.findings import BreachKind

CLUE_LISTS = Path(__file__).parent / "clue_lists"
LANGUAGES = ("nl", "en", "de", "fr", "es", "pl")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClueRule:
    """Groups of words that together, in one place, speak for or against a report."""

    id: str
    label: str  #: Dutch, names the clue without quoting
    weight: float
    kind: BreachKind | None
    all: frozenset[str]
    any: frozenset[str]
    none: frozenset[str]

    def holds(self, groups: frozenset[str]) -> bool:
        """Are these groups enough for this clue?"""
        return self.all <= groups and (not self.any or bool(self.any & groups)) and not self.none & groups


def load_clue_rules(folder: Path = CLUE_LISTS) -> tuple[ClueRule, ...]:
    """The rules of clues.toml, in the order of the file."""
    rows = tomllib.loads((folder / "clues.toml").read_text(encoding="utf-8"))["clue"]
    return tuple(
        ClueRule(
            id=row["id"],
            label=row["label"],
            weight=float(row["weight"]),
            kind=BreachKind(row["kind"]) if "kind" in row else None,
            all=frozenset(row["all"]),
            any=frozenset(row.get("any", ())),
            none=frozenset(row.get("none", ())),
        )
        for row in rows
    )


def load_word_groups(language: str, folder: Path = CLUE_LISTS) -> dict[str, tuple[str, ...]]:
    """Group -> its words and expressions in this language; a final star stands for any ending."""
    words = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))["words"]
    return {group: tuple(entries) for group, entries in words.items()}
