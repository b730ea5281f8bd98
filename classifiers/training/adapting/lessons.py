"""What an epoch shows an encoder: whole mails, telling sentences of reports, passages of easy ordinary mail.

Hard ordinary mail is shown only whole: the passage that a later one clears is, alone, a report, and who learns it as
ordinary no longer believes people who just say what happened.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from classifiers.training.corpus import CorpusMail, Label
from register_store.findings import BreachKind, DataKind

MOST_TELLING = 2  #: passages of an easy ordinary mail, of which one is shown as ordinary

Tokens = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One text and what it should sound like."""

    tokens: Tokens
    report: float
    kind: int  #: place in `BreachKind`, -100 for none
    data: tuple[float, ...] = ()  #: for each `DataKind`: is it told to be exposed; nothing where nobody marked it


@dataclass(frozen=True, slots=True)
class Pupil:
    """One corpus mail, or a line of the pairs, cut into tokens."""

    mail: CorpusMail
    whole: Tokens
    telling: tuple[Tokens, ...]
    passages: tuple[Tokens, ...]
    laid: tuple[Tokens, ...] = ()  #: what it says among strangers' sentences, if anything
    again: float = 1.0  #: chance that an epoch shows it


def texts_shown(pupil: Pupil) -> tuple[Tokens, ...]:
    """All that a lesson may be made of."""
    return (pupil.whole, *pupil.telling, *(pupil.passages if pupil.mail.is_easy_other else ()), *pupil.laid)


def with_telling(pupil: Pupil, odds: Mapping[Tokens, float]) -> Pupil:
    """An easy ordinary mail with the passages that sound most like a report; `odds`: what each sounds like."""
    ranked = sorted({*pupil.passages, *pupil.laid}, key=lambda passage: (-odds[passage], passage))[:MOST_TELLING]
    return replace(pupil, passages=tuple(ranked), laid=())


def lessons_of(pupils: Sequence[Pupil], chance: random.Random) -> list[Lesson]:
    """Every mail whole, and with it a telling sentence of a report or a passage of an easy ordinary mail."""
    lessons = []
    for each in pupils:
        truth = {Label.REPORT: 1.0, Label.DOUBT: 0.5, Label.OTHER: 0.0}[each.mail.label]
        kind = list(BreachKind).index(each.mail.kind) if each.mail.kind else -100
        data = told_data(each.mail) if is_data_taught(each.mail) else ()
        lessons.append(Lesson(each.whole, truth, kind, data))
        if each.mail.label is Label.REPORT and each.telling:
            lessons.append(Lesson(chance.choice((*each.telling, *each.laid)), 1.0, kind))
        elif each.mail.is_easy_other and each.passages:
            lessons.append(Lesson(chance.choice(each.passages), 0.0, -100))
    return lessons


def is_data_taught(mail: CorpusMail) -> bool:
    """Did somebody say which kinds of data it tells to be exposed?"""
    return mail.label is Label.REPORT and mail.is_data_marked


def told_data(mail: CorpusMail) -> tuple[float, ...]:
    """For each kind of data: is it told to be exposed?"""
    return tuple(float(kind in mail.data) for kind in DataKind)
