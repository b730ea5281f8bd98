"""Sample letters with what an officer asked for, and of a finder who does not answer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from register_store.case import ApState, Case, CaseState, PeopleState
from register_store.findings import Missing
from register_store.letter import Letter
from register_store.organisation import Officer, Organisation
from register_store.owed import Debt, Owed
from replies.evidence_letter import evidence
from replies.finder_silent import finder_silent
from replies.letter_bytes import Attached
from replies.letter_headers import Answered
from replies.owed import owed_letter
from replies.sample_values import ARRIVED, FINDINGS, sample_case, sample_stamp

_ANSWERED = Answered(message_id="<20261123.bewijs@juist.example>", subject="BEWIJS")
_EMPTY_ZIP = b"PK\x05\x06" + bytes(18)


def asked_letters(organisations: tuple[Organisation, ...]) -> Iterator[Letter]:
    """Both, for every officer."""
    for organisation in organisations:
        for number, officer in enumerate(organisation.officers):
            case = sample_case(organisation)
            stamps = [sample_stamp(first + number, ARRIVED + timedelta(days=2)) for first in (190, 194)]
            lacking = replace(case, findings=replace(FINDINGS, missing=tuple(Missing)))
            yield finder_silent(organisation, officer, lacking, stamps[0])
            yield from _owed(organisation, officer, case, number)
            archive = Attached(f"{case.reference}.zip", "application/zip", _EMPTY_ZIP)
            sources = ((case.reference, ("01", "02")), ("DL-2026-0002", ("03",)))
            yield evidence(
                organisation,
                officer,
                case,
                stamps[1],
                archive=archive,
                originals=3,
                sources=sources,
                answered=_ANSWERED,
            )


def _owed(organisation: Organisation, officer: Officer, case: Case, place: int) -> Iterator[Letter]:
    told = replace(case, state=CaseState.BREACH_ESTABLISHED, ap_state=ApState.INITIAL)
    planned = replace(told, people_state=PeopleState.PLANNED)
    due = ((planned, Owed.PEOPLE, 24), (told, Owed.PEOPLE, 72), (told, Owed.SUPPLEMENT, 336))
    for number, (one, owed, hours) in enumerate(due):
        stamp = sample_stamp(2000 + 10 * number + place, ARRIVED + timedelta(hours=hours))
        debt = Debt(owed=owed, hours=hours, since=ARRIVED)
        yield owed_letter(organisation, officer, one, stamp, debt=debt, answered=None)
