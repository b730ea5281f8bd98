"""What a letter to affected people says for the data that leaked: read from the version that holds on a day (pure)."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from register_store.findings import BreachKind, DataKind

_TEXTS = Path(__file__).with_name("people_texts")


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of the texts; `voice` is "je", "u" or "en"."""

    texts: dict[str, Any]

    @property
    def version(self) -> str:
        """Its name; a letter that was sent keeps it."""
        return str(self.texts["version"])

    @property
    def valid_from(self) -> date:
        """The first day on which letters are written with it."""
        day: date = self.texts["valid_from"]
        return day

    @property
    def all_topics(self) -> tuple[str, ...]:
        """Every topic, in the order of a letter."""
        return tuple(self.texts["topic"])

    def happened(self, kind: BreachKind | None, voice: str) -> str:
        """What happened, in general words."""
        return str(self.texts["happened"][kind or BreachKind.VERBAL_OR_OTHER][voice])

    def topics(self, kinds: Iterable[DataKind], recorded: str) -> tuple[str, ...]:
        """The topics of a letter: by kind of data, and by words in what an officer recorded as leaked."""
        wanted, said = set(kinds), f" {' '.join(recorded.lower().split())} "
        found = [
            key
            for key, topic in self.texts["topic"].items()
            if wanted & set(topic["kinds"]) or any(_is_said(word, said) for word in topic["words"])
        ]
        needless = {other for key in found for other in self.texts["topic"][key].get("instead_of", ())}
        return tuple(key for key in found if key not in needless) or (DataKind.OTHER.value,)

    def risks(self, topics: Sequence[str], voice: str) -> list[str]:
        """What may follow for the reader, each once."""
        return self._each(topics, "risk", voice)

    def advice(self, topics: Sequence[str], voice: str) -> list[str]:
        """What he can do himself, each once."""
        return self._each(topics, "advice", voice)

    def _each(self, topics: Sequence[str], part: str, voice: str) -> list[str]:
        return list(dict.fromkeys(str(self.texts["topic"][key][part][voice]) for key in topics))


def wording_on(day: date) -> Wording:
    """The newest version that holds on this day."""
    held = [wording for wording in every_wording() if wording.valid_from <= day]
    return max(held or every_wording()[:1], key=lambda wording: wording.valid_from)


def wording_of(version: str) -> Wording:
    """The version that a letter was written with."""
    return next(wording for wording in every_wording() if wording.version == version)


@cache
def every_wording() -> tuple[Wording, ...]:
    """All versions, the oldest first."""
    read = (Wording(tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(_TEXTS.glob("*.toml")))
    return tuple(sorted(read, key=lambda wording: wording.valid_from))


def _is_said(word: str, said: str) -> bool:
    """Does this word, or these words, stand apart in the text?"""
    at = said.find(word)
    return at > 0 and not said[at - 1].isalnum() and not said[at + len(word)].isalnum()
