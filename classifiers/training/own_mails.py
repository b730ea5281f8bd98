"""Mails that an organisation's officers decided about, beside the corpus; words of single people are left out."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from classifiers.close_reading import CloseReading
from classifiers.training.corpus import CorpusMail, Label

#: A word that the corpus does not hold is learnt when so many different people wrote it: it is nobody's name.
FEWEST_WRITERS = 3
#: They are spread over so many batches: each is left out in turn.
_BATCHES = 6
_OWN = "own"
_MASK = re.compile(r"\[[A-Za-z-]{3,16}\]")
_GROUP = "§"  #: marks of word groups and clues begin so; they come from our lists, not from a mail


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMail:
    """One mail and what an officer said of it."""

    key: str
    label: Label
    subject: str
    text: str  #: masked
    writer: str  #: the same for all mails of one person
    decided_at: datetime


def as_corpus(own: Iterable[OwnMail]) -> tuple[CorpusMail, ...]:
    """As if they stood in the corpus, in batches of their own."""
    return tuple(_as_corpus_mail(mail) for mail in own)


def without_single_words(mails: Sequence[CorpusMail], readings: Sequence[CloseReading]) -> list[CloseReading]:
    """What is learnt of each mail; of an organisation's own only what the corpus or several people say too."""
    if not any(is_own(mail) for mail in mails):
        return list(readings)
    known: set[str] = set()
    writers: dict[str, set[str]] = defaultdict(set)
    for mail, reading in zip(mails, readings, strict=True):
        for mark in (mark for sentence in reading.sentences for mark in sentence.marks):
            if is_own(mail):
                writers[mark].add(mail.sender)
            else:
                known.add(mark)
    kept = known | {mark for mark, people in writers.items() if len(people) >= FEWEST_WRITERS}
    pairs = zip(mails, readings, strict=True)
    return [_keeping(kept, reading) if is_own(mail) else reading for mail, reading in pairs]


def is_own(mail: CorpusMail) -> bool:
    """Did an organisation's mailbox bring it, and no author of the corpus?"""
    return mail.batch.startswith(_OWN)


def _keeping(kept: set[str], reading: CloseReading) -> CloseReading:
    def allowed(marks: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(mark for mark in marks if mark in kept or mark.startswith(_GROUP))

    return replace(reading, sentences=tuple(replace(each, marks=allowed(each.marks)) for each in reading.sentences))


def _as_corpus_mail(mail: OwnMail) -> CorpusMail:
    place = int(hashlib.sha256(mail.key.encode()).hexdigest(), 16) % _BATCHES
    return CorpusMail(
        id=f"{_OWN}-{mail.key[:12]}",
        batch=f"{_OWN}{place}",
        label=mail.label,
        language="",
        kind=None,
        category=None,
        data=(),
        count=None,
        flags=frozenset(),
        level=_OWN,
        sender=mail.writer,
        subject=_unmasked(mail.subject),
        text=_unmasked(mail.text),
        telling=(),
        is_data_marked=False,
    )


def _unmasked(text: str) -> str:
    """Without the names of what is masked: people who write do not say "[naam]"."""
    return _MASK.sub("", text)
