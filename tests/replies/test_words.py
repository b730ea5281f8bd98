"""The words files: every key of every enum has its word in both languages."""

import tomllib
from enum import StrEnum
from pathlib import Path

import pytest

import classifiers
import replies
from bot.lanes.drill import HELD_AS_DRILL
from bot.lanes.finder_of_report import HELD_AS_FORWARDED, HELD_BY_REPLY_TO
from bot.lanes.new_case import HELD_BY_DOUBT
from bot.receipt_caps import HELD_BY_CAP
from bot.triage import WhyNot
from bot.undelivered import RETURNED
from register_store.case import ApState, CaseState, Channel, PeopleState
from register_store.deadlines import Working
from register_store.event_chain import EventKind
from register_store.findings import BreachKind, DataKind, Missing, Where
from register_store.verbs import VALUE_FIELDS, Verb, name_of
from replies.register_row import COLUMNS
from replies.transcript import Refusal
from replies.waiting import Waiting
from replies.wordbook import wordbook

WORDS = Path(replies.__file__).with_name("words")
SECTIONS: list[tuple[str, type[StrEnum]]] = [
    ("kinds", BreachKind),
    ("data", DataKind),
    ("missing", Missing),
    ("where", Where),
    ("states", CaseState),
    ("ap_states", ApState),
    ("people_states", PeopleState),
    ("channels", Channel),
    ("working", Working),
    ("refusals", Refusal),
    ("waiting", Waiting),
    ("events", EventKind),
    ("does", Verb),
    ("examples", Verb),
    ("done", Verb),
]
#: Every value that `receipt_held` may take.
HELD = (*WhyNot, *HELD_BY_CAP, HELD_AS_FORWARDED, HELD_BY_REPLY_TO, HELD_BY_DOUBT, HELD_AS_DRILL, RETURNED, "other")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("section", "keys"), SECTIONS, ids=[section for section, _ in SECTIONS])
def test_every_member_has_its_word(section: str, keys: type[StrEnum], language: str) -> None:
    words = wordbook(language).sections[section]
    assert [member for member in keys if not words.get(member.value)] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_gate_and_field_has_its_word(language: str) -> None:
    book = wordbook(language)
    assert all(book.knows("gates", gate) for gate in HELD)
    assert all(book.knows("fields", field) for field in (*COLUMNS, *VALUE_FIELDS.values()))


def test_both_languages_know_the_same_keys() -> None:
    dutch, english = (tomllib.loads((WORDS / name).read_text(encoding="utf-8")) for name in ("nl.toml", "en.toml"))
    assert {section: set(words) for section, words in dutch.items() if section != "clue_labels"} == {
        section: set(words) for section, words in english.items() if section != "clue_labels"
    }


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("verb", Verb)
def test_an_example_starts_with_its_verb(verb: Verb, language: str) -> None:
    example = wordbook(language).word("examples", verb.value)
    name = name_of(verb, language)
    assert example == name or example.startswith((f"{name} ", f"{name}: "))


def test_every_clue_has_an_english_name() -> None:
    lists = Path(classifiers.__file__).with_name("clue_lists") / "clues.toml"
    clues = tomllib.loads(lists.read_text(encoding="utf-8"))["clue"]
    assert [clue["label"] for clue in clues if not wordbook("en").knows("clue_labels", clue["label"])] == []


def test_every_column_that_is_needed_to_close_is_a_column() -> None:
    assert set(VALUE_FIELDS.values()) <= set(COLUMNS)


def test_an_unknown_key_is_shown_where_others_may_add_to_it() -> None:
    assert wordbook("nl").word_or_key("events", "brand_new_kind") == "brand new kind"
    with pytest.raises(KeyError):
        wordbook("nl").word("states", "brand_new_kind")


@pytest.mark.parametrize(
    ("words", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_a_listing_reads_as_a_sentence(words: list[str], said: str) -> None:
    assert wordbook("nl").listing(words) == said
