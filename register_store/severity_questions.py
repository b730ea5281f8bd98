"""Four short questions that stand in for ENISA's values (pure): one letter each, a question mark counts highest."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from register_store.findings import DataKind
from register_store.severity import CONTEXTS, IDENTIFICATION, Circumstances, Harm, Recipients, Severity, severity_of

RULES = Path(__file__).parent / "rules" / "severity_questions.toml"
LETTERS = "abcdef"
_SHORT_FORM = re.compile(r"(?:[a-f?](?:\s?[,;/.-]\s?|\s)?){1,8}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question and its choices, lettered from a."""

    key: str
    nl: str
    en: str
    choices: tuple[Mapping[str, Any], ...]

    def words(self, language: str) -> str:
        """The question in this language."""
        return self.nl if language == "nl" else self.en

    def lettered(self, language: str) -> tuple[tuple[str, str], ...]:
        """Letter and words of each choice."""
        return tuple((letter, str(choice[language])) for letter, choice in zip(LETTERS, self.choices, strict=False))


def read_answers(typed: str) -> tuple[str, ...] | None:
    """`"b e b a"`, `"BEBA"`, `"b, e, ?, a"`: one letter a question; None when it is anything else."""
    if not _SHORT_FORM.fullmatch(typed.strip()[:40]):
        return None
    letters = tuple(letter for letter in typed.lower() if letter in f"{LETTERS}?")
    asked = questions()
    if len(letters) != len(asked):
        return None
    fits = all(
        letter == "?" or LETTERS.index(letter) < len(one.choices) for letter, one in zip(letters, asked, strict=True)
    )
    return letters if fits else None


def severity_of_answers(letters: tuple[str, ...], data: Collection[DataKind], affected: int | None) -> Severity:
    """The severity that these answers and what is known of the case make."""
    said: dict[str, Any] = {}
    for letter, question in zip(letters, questions(), strict=True):
        said |= {} if letter == "?" else question.choices[LETTERS.index(letter)]
    harm = Harm(said["harm"]) if "harm" in said else None
    around = Circumstances(
        recipients=Recipients(said["recipients"]) if "recipients" in said else None,
        integrity=Harm.NONE if harm is not None else None,
        availability=harm,
        malicious=said.get("malicious"),
        unintelligible=said.get("unintelligible", False),
        affected=affected,
    )
    known = "context" in said and "identification" in said
    return severity_of(
        data,
        around,
        identification=said.get("identification", max(IDENTIFICATION)),
        context=said.get("context", max(CONTEXTS)),
        all_known=known,
    )


def letter_of(factor: str, value: float) -> str:
    """The answer that stands for this value of `context` or `identification`: `("context", 2)` is b."""
    choices = (question.choices for question in questions())
    lettered = (pair for each in choices for pair in zip(LETTERS, each, strict=False))
    return next(
        letter for letter, choice in lettered if choice.get(factor) == value and not choice.get("unintelligible")
    )


@cache
def questions() -> tuple[Question, ...]:
    """The questions in their order."""
    rules = tomllib.loads(RULES.read_text(encoding="utf-8"))
    return tuple(
        Question(key=one["key"], nl=one["nl"], en=one["en"], choices=tuple(one["choice"])) for one in rules["question"]
    )
