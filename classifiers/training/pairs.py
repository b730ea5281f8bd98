"""Reads the pairs: short texts that differ in the one fact that matters, to teach on beside the mails.

Batches of situations, each `= language kind`, lines `+` that report it and lines `-` that do not.
"""

from collections.abc import Iterator
from pathlib import Path

from classifiers.sentences import split
from classifiers.training.corpus import CorpusError, CorpusMail, Label
from register_store.findings import BreachKind

FEW_SENTENCES = 4  #: a longer line tells it somewhere: nobody marked where
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
                yield _mail(f"{path.stem}-{number}", _LABELS[sign], language, kind, text.strip())
            elif line and sign != "#":
                raise ValueError
        except ValueError:
            raise CorpusError(f"{path.name}, line {number}: expected = language kind, + text or - text") from None


def _mail(name: str, label: Label, language: str, kind: BreachKind, text: str) -> CorpusMail:
    is_report = label is Label.REPORT
    return CorpusMail(
        id=name,
        batch=name.partition("-")[0],
        label=label,
        language=language,
        kind=kind if is_report else None,
        category=None,
        data=(),
        count=None,
        flags=frozenset(),
        level="hard",
        sender="",
        subject="",
        text=text,
        telling=(text,) if is_report and len(split(text)) <= FEW_SENTENCES else (),
    )
