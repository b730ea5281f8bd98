"""Every example that a letter shows is a command that works as shown."""

import tomllib
from pathlib import Path

import pytest

import replies
from bot.officers.typed_mail import read_commands
from register_store.verbs import Verb

WORDS = Path(replies.__file__).parent / "words"
EXAMPLES = [
    (verb, example)
    for language in ("nl", "en")
    for verb, example in tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))["examples"].items()
]


@pytest.mark.parametrize(("verb", "example"), EXAMPLES)
def test_an_example_is_read_as_its_verb(verb: str, example: str) -> None:
    typed = read_commands(example)
    assert [command.verb for command in typed.commands] == [Verb(verb)]
    assert typed.not_understood == ()
