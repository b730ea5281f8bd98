"""What every attack on an officer's authority needs: a case, a letter to answer, and what must not have changed."""

from house import KARIN, House
from mails import a_mail, proven
from officer_talk import events_of

from register_store.case import Case
from register_store.event_chain import EventKind

FROM_KARIN = f"{KARIN.name} <{KARIN.address}>"


EVIL = "GEEN DATALEK: niets aan de hand"


FIRST = "DL-2026-0001"


FOREIGN = "Ellen Vreemd <ellen@elders.example>"


def alarm_to(house: House, address: str = KARIN.address) -> str:
    """The Message-ID of the alarm, which carries this officer's token."""
    return str(house.letters_to(address)[0]["Message-ID"])


def state_of(house: House) -> tuple[object, ...]:
    case: Case = house.cases()[0]
    return (case.state, case.ap_state, case.people_state, case.handler, dict(case.fields))


def attempt(house: House, *mails: bytes) -> int:
    """These mails arrive and move nothing; how many letters officers got."""
    before, letters, events = state_of(house), len(house.letters), len(events_of(house, FIRST))
    report = house.receives(*mails)
    assert state_of(house) == before
    assert len(report.results) == len(mails), "each has its line in the journal"
    assert {event.kind for event in events_of(house, FIRST)[events:]} <= _KINDS_THAT_CHANGE_NOTHING
    return len(house.letters) - letters


_KINDS_THAT_CHANGE_NOTHING = {EventKind.REFUSED, EventKind.NOTED, EventKind.MAIL_ADDED}


def refusals(house: House) -> list[str]:
    """The reasons why commands were refused, as the case remembers them."""
    events = events_of(house, FIRST)
    return [str((event.payload or {})["reason"]) for event in events if event.kind is EventKind.REFUSED]


def posing(house: House, sender: str, text: str = EVIL) -> bytes:
    """A mail whose From may be anything at all, with Karin's token and a real pass of our server."""
    plain = proven(a_mail(text, answers=alarm_to(house)))
    return plain.replace(b"Anja de Wit <anja@buurt.example>", sender.encode(), 1)
