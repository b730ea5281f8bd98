"""The AP's form as data (pure; domain section 3): its questions in their order, their choices, who can answer.

Texts and numbers stand in `rules/ap_form.toml`, with the version they were traced from.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from register_store.harmed_groups import HarmedGroup, kept_groups, read_groups

RULES = Path(__file__).parent / "rules" / "ap_form.toml"
_LETTERS = "abcdefghijklmnopqrst"
_OWN_FILE = "11"
#: Shorter beginnings of a choice's words would be guesses.
_SHORTEST_WORD = 3


class AnswerKind(StrEnum):
    """What an answer looks like."""

    TEXT = "text"
    LINES = "lines"  #: one value a line: name, position, mail, phone
    CHOICE = "choice"  #: one of the choices
    CHOICES = "choices"  #: any of them
    COUNT = "count"
    MOMENT = "moment"  #: ISO 8601 with offset, or a text
    GROUPS = "groups"  #: a group of people a line, possibly harmed or not (harmed_groups.py)


class Who(StrEnum):
    """Who can answer a question; each has its word in the words files."""

    REPORTER = "reporter"
    IT = "it"
    OFFICER = "officer"
    SETTINGS = "settings"  #: whoever fills in the organisation file
    MELDPOST = "meldpost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing that can be ticked."""

    key: str
    letter: str
    nl: str
    en: str

    def words(self, language: str) -> str:
        """As the form has it; in English our translation."""
        return self.nl if language == "nl" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the form and the field it fills."""

    number: str
    key: str
    nl: str
    en: str
    kind: AnswerKind
    who: Who
    choices: tuple[Choice, ...] = ()
    certain: bool = True  #: False: its number or place in the form is not established
    first: bool = False  #: needed even in a preliminary notification
    controller: bool = False  #: also told to the controller when we are the processor (GDPR art. 33(2))
    optional: bool = False
    free: bool = False  #: own words are an answer too
    article: str = ""  #: of the GDPR that asks it: "33.3.a"

    @property
    def section(self) -> str:
        """The number of its section."""
        return self.number.partition(".")[0]

    @property
    def is_ours(self) -> bool:
        """Asked by the protocols and not by the AP: for our own file, told to nobody."""
        return self.section == _OWN_FILE

    def words(self, language: str) -> str:
        """The question in this language."""
        return self.nl if language == "nl" else self.en

    def said(self, value: str, language: str) -> tuple[str, ...]:
        """A value as lines for a reader: choices in words, everything else as it is."""
        if self.kind is AnswerKind.GROUPS:
            return tuple(_group_said(one, language) for one in kept_groups(value))
        known = {choice.key: choice.words(language) for choice in self.choices}
        parts = value.split(", ")
        if known and all(part in known for part in parts):
            return tuple(known[part] for part in parts)
        return tuple(value.split("\n"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the form."""

    number: str
    nl: str
    en: str
    notice_nl: str = ""  #: in a notice to the controller, where the organisation it is about is the processor
    notice_en: str = ""

    def words(self, language: str, *, is_notice: bool = False) -> str:
        """Its title in this language."""
        own, notice = (self.nl, self.notice_nl) if language == "nl" else (self.en, self.notice_en)
        return notice if is_notice and notice else own


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One version of the form."""

    version: str
    version_en: str
    valid_from: date
    address: str
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    suggest: Mapping[str, Mapping[str, Any]]  #: question key -> what a mail says -> answer (design 5b)

    def version_words(self, language: str) -> str:
        """Its version for a reader; the books keep the Dutch name."""
        return self.version if language == "nl" else self.version_en

    def find(self, typed: str) -> Question | None:
        """The question with this number or key."""
        wanted = typed.strip().rstrip(".:").lower()
        return next((one for one in self.questions if wanted in (one.number, one.key)), None)


def read_value(question: Question, typed: str) -> str | None:
    """What somebody typed as the form's value: choices by letter or words; None when it fits nothing."""
    text = " ".join(typed.split())
    if not text:
        return None
    if question.kind is AnswerKind.GROUPS:
        return _groups(typed)
    if not question.choices:
        return "\n".join(part.strip() for part in text.split(",")) if question.kind is AnswerKind.LINES else text
    keys = _chosen(question, text)
    if keys and (len(keys) == 1 or question.kind is AnswerKind.CHOICES):
        return ", ".join(keys)
    return text if question.free and not keys else None


@cache
def form() -> Form:
    """The form as far as we know it."""
    rules = tomllib.loads(RULES.read_text(encoding="utf-8"))
    return Form(
        version=rules["version"],
        version_en=rules["version_en"],
        valid_from=rules["valid_from"],
        address=rules["address"],
        sections=tuple(Section(**section) for section in rules["section"]),
        questions=tuple(_question(entry) for entry in rules["question"]),
        suggest=rules["suggest"],
    )


def _question(entry: Mapping[str, Any]) -> Question:
    choices = tuple(
        Choice(key=key, letter=_LETTERS[number], nl=nl, en=en)
        for number, (key, nl, en) in enumerate(entry.get("choices", ()))
    )
    kind, who = AnswerKind(entry["kind"]), Who(entry["who"])
    return Question(**{**entry, "choices": choices, "kind": kind, "who": who})


def _groups(typed: str) -> str | None:
    """Groups are those of question 7.1 where it knows them."""
    asked = _asked_groups()
    named = [replace(one, group=_by_words(asked, one.group) or one.group) for one in read_groups(typed) or ()]
    return "\n".join(str(one) for one in named) or None


def _group_said(one: HarmedGroup, language: str) -> str:
    known = {choice.key: choice.words(language) for choice in _asked_groups().choices}
    said = _HARMED[language if language == "nl" else "en"].get(one.answer, one.answer)
    return f"{known.get(one.group, one.group)}: {said}" + (f", {one.why}" if one.why else "")


def _asked_groups() -> Question:
    return next(question for question in form().questions if question.key == "subject_groups")


_HARMED = {
    "nl": {"yes": "mogelijk gedupeerd", "no": "niet gedupeerd", "unknown": "nog onbekend"},
    "en": {"yes": "possibly harmed", "no": "not harmed", "unknown": "not known yet"},
}


def _chosen(question: Question, text: str) -> tuple[str, ...]:
    """The keys meant; empty when any part fits no choice."""
    if re.fullmatch(r"[a-zA-Z](?:[\s,;/+&]{0,3}[a-zA-Z]){0,19}", text) and (found := _by_letters(question, text)):
        return found
    parts = [part.strip(" .") for part in re.split(r"[,;]| en | and ", text)]
    keys = [_by_words(question, part) for part in parts if part]
    return tuple(dict.fromkeys(key for key in keys if key)) if keys and all(keys) else ()


def _by_letters(question: Question, text: str) -> tuple[str, ...]:
    """`a c`, `a, c`; letters stuck together only where they cannot be a word: "ac" is, "ja" is not a choice twice."""
    letters = re.split(r"[\s,;/+&]+", text.lower())
    if any(len(letter) != 1 for letter in letters):
        return ()
    known = {choice.letter: choice.key for choice in question.choices}
    return tuple(known[letter] for letter in letters) if all(letter in known for letter in letters) else ()


def _by_words(question: Question, typed: str) -> str | None:
    wanted = typed.lower()
    exact = [choice.key for choice in question.choices if wanted in _names(choice)]
    if exact:
        return exact[0]
    if len(wanted) < _SHORTEST_WORD:
        return None
    begins = [one.key for one in question.choices if any(name.startswith(wanted) for name in _names(one))]
    return begins[0] if len(begins) == 1 else None


def _names(choice: Choice) -> Iterator[str]:
    yield from (choice.key, choice.nl.lower(), choice.en.lower())
