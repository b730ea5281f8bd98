"""Sample letters to and about the people around a case: the finder, IT, a processor, management."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from register_store.case import CaseState
from register_store.letter import Letter
from register_store.organisation import Officer, Organisation
from replies.finder_letters import Outcome, question, thanks
from replies.letter_headers import Answered
from replies.letters import receipt
from replies.near_misses import Suspect, near_miss_gone, near_misses
from replies.related import possibly_related
from replies.sample_values import ARRIVED, FINDINGS, sample_case, sample_stamp
from replies.task_letters import Task, task, task_answered, task_unanswered
from replies.untaken import untaken, untaken_for_management

_FINDER = "w.kuipers@brievenbus.example"
_THREAD = Answered(message_id="<20261123.kuipers@brievenbus.example>", subject="loonstrook van iemand anders")
_DUE = ARRIVED + timedelta(hours=24)
_TO_IT = Task(role="it", name="", question="Wie konden er bij de map met salarissen?", due_at=_DUE)
_TO_PROCESSOR = Task(role="processor", name="Loonwerk Zuid", question="", due_at=_DUE)

_SUSPECTS = (
    Suspect(
        number=1,
        folder="INBOX",
        arrived_at=ARRIVED,
        percent=7,
        subject="Vraag over mijn afspraak",
        lines="Goedemiddag, in de bevestiging stond een andere naam, [naam].\nKlopt mijn afspraak dan wel?",
    ),
    Suspect(
        number=2, folder="INBOX", arrived_at=ARRIVED, percent=5, subject="Foto", lines="Mooi, die foto van [naam]!"
    ),
    Suspect(number=3, folder="Junk", arrived_at=ARRIVED, percent=4, is_gone=True),
)


def people_letters(organisations: tuple[Organisation, ...]) -> Iterator[Letter]:
    """All of them, for each organisation."""
    for organisation in organisations:
        yield from _to_finders(organisation)
        yield from _to_others(organisation)
        for officer in organisation.officers:
            yield from _to_officer(organisation, officer)


def _to_finders(organisation: Organisation) -> Iterator[Letter]:
    """In every language; in one that we do not write, English with Dutch below."""
    for number, language in enumerate(("nl", "en", "de", "fr", "pl")):
        case = replace(sample_case(organisation), findings=replace(FINDINGS, language=language))
        stamps = [sample_stamp(first + number, ARRIVED + timedelta(hours=2)) for first in (60, 65, 70)]
        asked = "Op welke pagina zag je dit?" if organisation.key == "juist" else "Op welke pagina zag u dit?"
        outcome = Outcome.AT_WORK if number % 2 else Outcome.DONE
        yield question(organisation, case, stamps[0], recipient=_FINDER, text=asked, answered=_THREAD)
        yield thanks(organisation, case, stamps[1], recipient=_FINDER, outcome=outcome, answered=_THREAD)
        if language == "pl":
            yield receipt(organisation, case, stamps[2], recipient=_FINDER, answered=_THREAD, arrived_at=ARRIVED)


def _to_others(organisation: Organisation) -> Iterator[Letter]:
    """To IT, a processor and management."""
    case = sample_case(organisation)
    domain = organisation.domains[0]
    for number, (asked, again) in enumerate(((_TO_IT, False), (_TO_PROCESSOR, True))):
        stamp = sample_stamp(80 + number, ARRIVED + timedelta(hours=3))
        language = organisation.language
        yield task(organisation, case, stamp, recipient=f"it@{domain}", language=language, asked=asked, again=again)
    for number, away in ((82, False), (83, True)):
        stamp = sample_stamp(number, ARRIVED + timedelta(hours=10))
        yield untaken_for_management(organisation, organisation.management[0], case, stamp, away=away)


def _to_officer(organisation: Organisation, officer: Officer) -> Iterator[Letter]:
    case = replace(sample_case(organisation), handler=officer.address, state=CaseState.INVESTIGATING)
    later = ARRIVED + timedelta(hours=28)
    yield near_misses(organisation, officer, _SUSPECTS, sample_stamp(96, later))
    yield near_miss_gone(organisation, officer, _SUSPECTS[2], sample_stamp(97, later))
    yield untaken(organisation, officer, sample_case(organisation), sample_stamp(84, ARRIVED + timedelta(hours=4)))
    yield task_answered(
        organisation,
        officer,
        case,
        sample_stamp(85, later),
        asked=_TO_IT,
        text="De map stond open voor alle medewerkers. Bel mij gerust op 06 12345678.",
        answered=None,
    )
    for number, last in ((86, False), (87, True)):
        yield task_unanswered(
            organisation,
            officer,
            case,
            sample_stamp(number, later),
            asked=_TO_PROCESSOR,
            asked_at=ARRIVED,
            last=last,
            answered=None,
        )
    yield possibly_related(
        organisation,
        officer,
        case,
        sample_stamp(88, later),
        mailbox=case.mailbox,
        arrived_at=later,
        forged=True,
        answered=None,
    )
