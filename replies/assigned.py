"""The letter to an officer to whom a colleague gave a case."""

from register_store.case import Case
from register_store.letter import Letter, LetterKind
from register_store.organisation import Officer, Organisation
from replies.letter_headers import Stamp
from replies.letter_writing import about, to_officer, written


def assigned(
    organisation: Organisation, officer: Officer, case: Case, stamp: Stamp, *, by: Officer, reason: str = ""
) -> Letter:
    """To the new handler: whose wish it was, how the case stands, what is to be done first."""
    values = about(officer, case, stamp.written_at) | {"by": by, "reason": reason}
    return written(organisation, to_officer(LetterKind.ASSIGNED, officer, case), stamp, values)
