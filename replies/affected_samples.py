"""Sample letters to affected people, and to officers about them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from register_store.affected_people import Person, Tally
from register_store.case import CaseState, PeopleState
from register_store.findings import BreachKind, DataKind
from register_store.letter import Letter
from register_store.organisation import Contact, Officer, Organisation
from replies.people_letter import Gap, PeopleText, people_letter
from replies.people_notices import ListProblem, Preview, Progress, people_preview, people_progress, people_wrote
from replies.people_wording import wording_on
from replies.sample_values import ARRIVED, sample_case, sample_stamp

_KINDS = (DataKind.NAME, DataKind.EMAIL, DataKind.BSN, DataKind.LOGIN)
_SAM = Person(row=2, name="Sam de Boer", address="sam@brievenbus.example", language="nl")
_RIA = Person(row=3, name="Ria Knol", address="ria@brievenbus.example", language="en")
_JO = Person(row=4, name="Jo Smit", address=None, postal="Kade 12\n1011 AB Amsterdam", language="nl")
_PROBLEMS = {ListProblem.BAD_ADDRESS: (7, 9), ListProblem.DUPLICATE: (12,), ListProblem.NO_ADDRESS: (15,)}


def affected_letters(organisations: tuple[Organisation, ...]) -> Iterator[Letter]:
    """All of them, for each organisation."""
    for bare in organisations:
        contact = Contact(
            name="Fenna Groot",
            role="functionaris gegevensbescherming",
            address=f"fg@{bare.domains[0]}",
            phone=bare.phone,
        )
        organisation = replace(bare, contact=contact)
        for number, person in enumerate((_SAM, _RIA), start=100):
            yield people_letter(organisation, _text(), person, sample_stamp(number, ARRIVED + timedelta(days=2)))
        for officer in organisation.officers:
            yield from _to_officer(organisation, officer)


def _text() -> PeopleText:
    wording = wording_on(date(2026, 11, 25))
    return PeopleText(
        reference="DL-2026-0001",
        version=wording.version,
        breach=BreachKind.MISDIRECTED,
        kinds=_KINDS,
        topics=wording.topics(_KINDS, ""),
        discovered_on=date(2026, 11, 23),
        happened={
            "nl": "Op 20 november is een lijst met klanten naar een andere klant gemaild.",
            "en": "On 20 November a list of customers was mailed to another customer.",
        },
        measures="",
        ap_told=True,
        deleted=True,
    )


def _to_officer(organisation: Organisation, officer: Officer) -> Iterator[Letter]:
    case = replace(
        sample_case(organisation),
        handler=officer.address,
        state=CaseState.BREACH_ESTABLISHED,
        people_state=PeopleState.PLANNED,
    )
    later = ARRIVED + timedelta(days=2)
    shown = Preview(text=_text(), persons=(_SAM, _RIA, _JO), problems=_PROBLEMS, shared=(5, 6), mark="3F7A-92C1")
    unready = Preview(text=replace(_text(), measures="De lijst is gewist."), gaps=tuple(Gap))
    for number, preview in enumerate((shown, unready), start=102):
        yield people_preview(organisation, officer, case, sample_stamp(number, later), preview, answered=None)
    tally = Tally(by_mail=240, on_paper=3, waiting=0, sent=237, failed=(17, 88, 203))
    half = replace(tally, waiting=120, sent=120, failed=())
    for number, (progress, told) in enumerate(
        (
            (Progress.HALF, half),
            (Progress.DONE, tally),
            (Progress.FAILED, replace(tally, sent=236, failed=(17, 88, 203, 9))),
        ),
        start=104,
    ):
        stamp = sample_stamp(number, later)
        yield people_progress(organisation, officer, case, stamp, progress=progress, tally=told, answered=None)
    for number, count in ((107, 1), (108, 6)):
        yield people_wrote(
            organisation,
            officer,
            case,
            sample_stamp(number, later),
            count=count,
            mailbox=organisation.mailbox,
            arrived_at=later,
            answered=None,
        )
