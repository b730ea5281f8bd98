"""Reads the pairs: short texts that differ in the one fact that matters, to teach on beside the mails.

Batches of situations, each `= language kind`, lines `+` that report it and lines `-` that do not. A `+` may be followed
by the kinds of data that it tells to be exposed: `+ {name, health} In mijn envelop zat ook ...`.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from classifiers.sentences import split
from classifiers.training.corpus import CorpusError, CorpusMail, Label
from register_store.findings import BreachKind, DataKind

FEW_SENTENCES = 4  #: a longer line tells it somewhere: nobody marked where
_MARKED = re.compile(r"\{([a-z_, ]*)\} ")
_LABELS = {"+": Label.REPORT, "-": Label.OTHER}


def read_pairs(folder: Path) -> tuple[CorpusMail, ...]:
    """Every line of a corpus folder's pairs as a mail of one passage; raises `CorpusError` with file and line."""
    return tuple(mail for path in sorted(folder.glob("p*.txt")) for mail in _lines_of(path))


def _lines_of(path: Path) -> Iterator[CorpusMail]:
    language, kind = "", None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        sign, _, text = line.partition(" ")
        try:
            if sign == "=":
                language, named = text.split()
                kind = BreachKind(named)
            elif sign in _LABELS and kind is not None:
                yield _mail(f"{path.stem}-{number}", _LABELS[sign], language, kind, text)
            elif line and sign != "#":
                raise ValueError
        except ValueError:
            expected = "expected = language kind, + text, + {kinds of data} text or - text"
            raise CorpusError(f"{path.name}, line {number}: {expected}") from None


def _mail(name: str, label: Label, language: str, kind: BreachKind, text: str) -> CorpusMail:
    is_report = label is Label.REPORT
    data, text = _data_marked(text)
    if not is_report and data is not None:
        raise ValueError
    return CorpusMail(
        id=name,
        batch=name.partition("-")[0],
        label=label,
        language=language,
        kind=kind if is_report else None,
        category=None,
        data=data or (),
        is_data_marked=data is not None,
        count=None,
        flags=frozenset(),
        level="hard",
        sender="",
        subject="",
        text=text,
        telling=(text,) if is_report and len(split(text)) <= FEW_SENTENCES else (),
    )


def _data_marked(text: str) -> tuple[tuple[DataKind, ...] | None, str]:
    """The kinds of data before a text, None where nobody marked them; and the text."""
    text = text.strip()
    marked = _MARKED.match(text)
    if marked is None and text.startswith("{"):
        raise ValueError
    if marked is None:
        return None, text
    names = filter(None, map(str.strip, marked.group(1).split(",")))
    return tuple(map(DataKind, names)), text[marked.end() :].strip()
