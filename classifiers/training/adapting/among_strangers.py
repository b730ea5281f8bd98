"""Lays sentences among strangers', so that a telling one is known by what it says and not by its neighbours.

People tell a breach in passing, in a mail about something else. Sentences of easy ordinary mails are laid among
strangers' too: that a sentence does not fit in with the others must not speak for a report. Those of hard ones are not:
what looks like a report until the next sentence clears it is, alone, a report.
"""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence

from classifiers.heard_mail import LONGEST_PASSAGE, PASSAGE
from classifiers.sentences import split
from classifiers.training.corpus import CorpusMail, Label

ENOUGH = 20  #: sentences of a language; where there are fewer, Dutch ones stand around
MOST_SPOKEN = "nl"


def among_strangers(mails: Sequence[CorpusMail], chance: random.Random) -> dict[str, str]:
    """Mail id -> what a report tells, or one sentence of an easy ordinary mail, among sentences of such mails."""
    easy = _easy_sentences(mails)
    laid = {}
    for mail in mails:
        own = _own(mail, chance)
        strangers = easy[mail.language] if len(easy[mail.language]) >= ENOUGH else easy[MOST_SPOKEN]
        if own and strangers:
            around = [chance.choice(strangers) for _ in range(PASSAGE - 1)]
            around.insert(chance.randrange(PASSAGE), own)
            laid[mail.id] = " ".join(around)[:LONGEST_PASSAGE]
    return laid


def _easy_sentences(mails: Sequence[CorpusMail]) -> Mapping[str, Sequence[str]]:
    """Language -> what mails say that nobody takes for reports."""
    sentences: dict[str, list[str]] = defaultdict(list)
    for mail in mails:
        if mail.is_easy_other:
            sentences[mail.language] += split(mail.text)
    return sentences


def _own(mail: CorpusMail, chance: random.Random) -> str:
    """All that a report tells; any one sentence of an easy ordinary mail; nothing of the others."""
    if mail.label is Label.REPORT:
        return " ".join(" ".join(mail.telling).split())
    sentences = split(mail.text) if mail.is_easy_other else []
    return chance.choice(sentences) if sentences else ""
