"""Tells officers that somebody outside a case wrote in its name."""

from datetime import datetime

from register_store.case import Case
from register_store.letter import Letter, LetterKind
from register_store.organisation import Officer, Organisation
from replies.letter_headers import Answered, Stamp
from replies.letter_writing import about, to_officer, written


def possibly_related(
    organisation: Organisation,
    officer: Officer,
    case: Case,
    stamp: Stamp,
    *,
    mailbox: str,
    arrived_at: datetime,
    forged: bool,
    answered: Answered | None,
) -> Letter:
    """To an officer: look at that mail yourself; the case took nothing of it."""
    values = about(officer, case, stamp.written_at)
    values |= {"mailbox": mailbox, "arrived_at": arrived_at, "forged": forged}
    return written(organisation, to_officer(LetterKind.POSSIBLY_RELATED, officer, case, answered), stamp, values)
