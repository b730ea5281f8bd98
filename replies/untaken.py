"""Letters that a case waits for somebody: to officers with all they may do, to management without details."""

from register_store.case import Case
from register_store.deadlines import deadline_of, is_running
from register_store.letter import Letter, LetterKind
from register_store.organisation import Officer, Organisation
from replies.letter_headers import Envelope, Stamp
from replies.letter_writing import about, to_officer, written


def untaken(organisation: Organisation, officer: Officer, case: Case, stamp: Stamp) -> Letter:
    """To every officer: nobody took this case."""
    values = about(officer, case, stamp.written_at) | {"away": False}
    return written(organisation, to_officer(LetterKind.UNTAKEN, officer, case), stamp, values)


def untaken_for_management(
    organisation: Organisation, recipient: str, case: Case, stamp: Stamp, *, away: bool
) -> Letter:
    """To management: reference, sort, hours left, whom to call; `away` when no officer can be reached."""
    envelope = Envelope(
        kind=LetterKind.UNTAKEN,
        recipient=recipient,
        language="nl" if organisation.language == "nl" else "en",
        reference=case.reference,
    )
    values = {"officer": None, "case": case, "now": stamp.written_at, "away": away}
    return written(
        organisation, envelope, stamp, {**values, "deadline": deadline_of(case), "clock_runs": is_running(case)}
    )
