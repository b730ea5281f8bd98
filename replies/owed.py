"""Reminds an officer of what is still owed after the AP was told."""

from register_store.case import Case
from register_store.letter import Letter, LetterKind
from register_store.organisation import Officer, Organisation
from register_store.owed import Debt
from replies.letter_headers import Answered, Stamp
from replies.letter_writing import about, to_officer, written


def owed_letter(
    organisation: Organisation, officer: Officer, case: Case, stamp: Stamp, *, debt: Debt, answered: Answered | None
) -> Letter:
    """To an officer: the people affected have not heard, or the first report was not completed."""
    values = about(officer, case, stamp.written_at) | {"debt": debt}
    return written(organisation, to_officer(LetterKind.OWED, officer, case, answered), stamp, values)
