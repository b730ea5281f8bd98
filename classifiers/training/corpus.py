"""Reads the corpus: batches of written mails with what they are."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from register_store.findings import BreachKind, DataKind

_Choice = TypeVar("_Choice", bound=StrEnum)

#: the batches in the repository
CORPUS_FOLDER = Path(__file__).parent / "corpus"
#: every fifth batch is for the final examination: never trained or tuned on
TEST_EVERY = 5


class Label(StrEnum):
    """What a corpus mail is."""

    REPORT = "report"  #: tells of a breach
    OTHER = "other"  #: ordinary mail
    DOUBT = "doubt"  #: honest people would disagree


class CorpusError(Exception):
    """A batch breaks the format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusMail:
    """One written mail and what a careful reader says of it."""

    id: str
    batch: str
    label: Label
    language: str
    kind: BreachKind | None
    category: str | None
    data: tuple[DataKind, ...]
    count: int | None
    flags: frozenset[str]
    level: str
    sender: str
    subject: str
    text: str
    telling: tuple[str, ...]  #: the marked sentences
    is_data_marked: bool = True  #: did somebody say which kinds of data are exposed, if any?

    @property
    def is_internal(self) -> bool:
        """Was it sent from one of the two organisations?"""
        return bool(re.search(r"@(?:juist|doorkees)\.nl\b", self.sender))

    @property
    def is_easy_other(self) -> bool:
        """Ordinary mail of which no sentence looks like a report, even alone."""
        return self.label is Label.OTHER and self.level == "easy"


def read_corpus(folder: Path) -> tuple[CorpusMail, ...]:
    """All batches of a folder, in order of name."""
    return tuple(mail for path in sorted(folder.glob("b*.txt")) for mail in read_batch(path))


def is_test(batch: str) -> bool:
    """Is this batch kept for the examination?"""
    return int(batch[1:]) % TEST_EVERY == 0


def corpus_hash(folder: Path) -> str:
    """One SHA-256 over all that is trained on, batches of mails and of pairs, names included."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("[bp]*.txt")):
        if path.stem.startswith("p") or not is_test(path.stem):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def read_batch(path: Path) -> tuple[CorpusMail, ...]:
    """The mails of one batch; raises `CorpusError` with file and line when the format is broken."""
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("--- ")]
    mails = tuple(
        _Entry(path, start, lines[start:end]).read()
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    )
    ids = [mail.id for mail in mails]
    if len(set(ids)) != len(ids):
        raise CorpusError(f"{path.name}: an id is used twice")
    return mails


_KEYS = {"id", "language", "kind", "category", "data", "count", "flags", "level", "from", "subject", "text"}
_FLAGS = {"reproduction", "extortion", "processor", "internal"}


class _Entry:
    """One mail while it is read."""

    def __init__(self, path: Path, start: int, lines: list[str]) -> None:
        self._path, self._start, self._lines = path, start, lines

    def read(self) -> CorpusMail:
        label = self._value(Label, self._lines[0][4:].strip(), 0)
        keys = dict(self._keys())
        body = "\n".join(self._lines[int(keys.pop("text")) :]).strip("\n")
        for needed in ("id", "language", "level", "subject"):
            if needed not in keys:
                raise self._error(f"key {needed} is missing", 0)
        telling = tuple(re.findall(r"\[\[(.+?)\]\]", body, re.DOTALL))
        if (label is Label.REPORT) != bool(telling):
            raise self._error("reports, and only reports, have telling sentences in [[ ]]", 0)
        kind = keys.get("kind", "")
        if (label is Label.REPORT) != bool(kind):
            raise self._error("reports, and only reports, have a kind", 0)
        return CorpusMail(
            id=keys["id"],
            batch=self._path.stem,
            label=label,
            language=keys["language"],
            kind=self._value(BreachKind, kind, 0) if kind else None,
            category=keys.get("category") or None,
            data=tuple(self._value(DataKind, name, 0) for name in _listed(keys.get("data", ""))),
            count=int(keys["count"]) if keys.get("count", "").isdecimal() else None,
            flags=frozenset(self._flag(flag) for flag in _listed(keys.get("flags", ""))),
            level=keys["level"],
            sender=keys.get("from", ""),
            subject=keys["subject"],
            text=body.replace("[[", "").replace("]]", ""),
            telling=telling,
        )

    def _keys(self) -> Iterator[tuple[str, str]]:
        for number, line in enumerate(self._lines[1:], start=1):
            key, colon, value = line.partition(":")
            if not colon or key not in _KEYS:
                raise self._error("expected a known key", number)
            if key == "text":
                yield key, str(number + 1)
                return
            yield key, value.strip()
        raise self._error("key text is missing", 0)

    def _flag(self, flag: str) -> str:
        if flag not in _FLAGS:
            raise self._error("unknown flag", 0)
        return flag

    def _value(self, choices: type[_Choice], value: str, number: int) -> _Choice:
        try:
            return choices(value)
        except ValueError as error:
            raise self._error(f"{value[:40]!r} is no {choices.__name__}", number) from error

    def _error(self, why: str, number: int) -> CorpusError:
        return CorpusError(f"{self._path.name}, line {self._start + number + 1}: {why}")


def _listed(value: str) -> list[str]:
    return [item.strip() for item in value.split(",") if item.strip()]
