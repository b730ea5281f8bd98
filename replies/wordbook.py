"""The words for our keys in one language, read from `words/`."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Wordbook:
    """Sections of keys and their words."""

    sections: Mapping[str, Mapping[str, Any]]

    def word(self, section: str, key: str, otherwise: str | None = None) -> str:
        """The word for a key; an unknown key takes the word of `otherwise`, or is an error."""
        words = self.sections[section]
        return str(words[key] if otherwise is None else words.get(key, words[otherwise]))

    def word_or_key(self, section: str, key: str) -> str:
        """The word for a key that others may have added since: an unknown one is shown as it is."""
        return str(self.sections[section].get(key, key.replace("_", " ")))

    def knows(self, section: str, key: str) -> bool:
        """Is there a word for this key?"""
        return key in self.sections[section]

    def listing(self, words: Sequence[str]) -> str:
        """`a, b en c`."""
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {self.sections['moments']['and']} {words[-1]}"


@cache
def wordbook(language: str) -> Wordbook:
    """The words of this language."""
    path = Path(__file__).with_name("words") / f"{language}.toml"
    return Wordbook(tomllib.loads(path.read_text(encoding="utf-8")))
