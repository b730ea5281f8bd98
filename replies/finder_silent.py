"""Asks an officer whether to ask a finder again who does not answer."""

from register_store.case import Case
from register_store.letter import Letter, LetterKind
from register_store.organisation import Officer, Organisation
from replies.letter_headers import Stamp
from replies.letter_writing import about, to_officer, written


def finder_silent(organisation: Organisation, officer: Officer, case: Case, stamp: Stamp) -> Letter:
    """To an officer: what is still missing, and the question ready to be sent."""
    values = about(officer, case, stamp.written_at) | {"missing": case.findings.missing}
    return written(organisation, to_officer(LetterKind.FINDER_SILENT, officer, case), stamp, values)
