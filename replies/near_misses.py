"""The weekly list of ordinary mails that came nearest to a doubt: was one of them a report after all?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from register_store.letter import Letter, LetterKind
from register_store.organisation import Officer, Organisation
from replies.letter_headers import Stamp
from replies.letter_writing import to_officer, written


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """One mail of the list; its words are masked, and stand nowhere but in this letter."""

    number: int
    folder: str
    arrived_at: datetime
    percent: int  #: how likely a report
    subject: str = ""
    lines: str = ""
    is_gone: bool = False  #: it does not lie in the mailbox any more


def near_misses(organisation: Organisation, officer: Officer, suspects: Sequence[Suspect], stamp: Stamp) -> Letter:
    """To an officer: was one of these a report?"""
    values = {"officer": officer, "suspects": tuple(suspects), "lost": None}
    return written(organisation, to_officer(LetterKind.NEAR_MISSES, officer), stamp, values)


def near_miss_gone(organisation: Organisation, officer: Officer, lost: Suspect, stamp: Stamp) -> Letter:
    """To an officer: the mail that was called a report lies in the mailbox no more."""
    values = {"officer": officer, "suspects": (), "lost": lost}
    return written(organisation, to_officer(LetterKind.NEAR_MISSES, officer), stamp, values)
