"""ASSIGN: a colleague handles the case from now on, and is told so."""

import unicodedata

from bot.officers.command_grammar import Command
from bot.officers.desk import Desk, Done, refuse
from register_store.case import Case, CaseState
from register_store.event_chain import EventKind
from register_store.organisation import Officer, Organisation
from replies.assigned import assigned
from replies.transcript import Refusal

_MYSELF = frozenset({"mij", "me", "mezelf", "mijzelf", "ik", "myself", "i"})
_TO = ("aan ", "to ", "naar ")


def assign(desk: Desk, command: Command, case: Case) -> Done:
    """TOEWIJZEN: by name or address; what stands behind a comma is told to the colleague."""
    name, _, reason = (command.argument or "").partition(",")
    if not name.strip():
        refuse(Refusal.ARGUMENT_MISSING)
    officer = _meant(desk, name)
    if officer is None:
        refuse(Refusal.UNKNOWN_OFFICER)
    if case.handler == officer.address:
        refuse(Refusal.ALREADY_DONE)
    changed = _handed(desk, case, officer, reason.strip())
    if officer != desk.order.officer:
        _tell(desk, changed, officer, reason.strip())
    return Done(case=changed, detail=officer.name)


def officer_named(organisation: Organisation, typed: str) -> Officer | None:
    """The one officer with this address, name or part of a name; None when there is none or more than one."""
    typed = typed.strip(" .!<>")
    if "@" in typed:
        return organisation.officer(typed)
    wanted = _words(typed)
    named = [officer for officer in organisation.officers if wanted and wanted <= _words(officer.name)]
    return named[0] if len(named) == 1 else None


def _meant(desk: Desk, name: str) -> Officer | None:
    name = name.strip()
    name = next((name[len(to) :] for to in _TO if name.lower().startswith(to)), name)
    return desk.order.officer if name.lower() in _MYSELF else officer_named(desk.office.organisation, name)


def _handed(desk: Desk, case: Case, officer: Officer, reason: str) -> Case:
    order = desk.order
    starts = {"state": CaseState.INVESTIGATING} if case.state == CaseState.REPORTED else {}
    payload = {"verb": "ASSIGN", "by": order.officer.name, "to": officer.name} | ({"reason": reason} if reason else {})
    return desk.books.register.change(
        case,
        {"handler": officer.address, **starts},
        kind=EventKind.TAKEN,
        actor=order.actor,
        at=order.now,
        payload=payload,
    )


def _tell(desk: Desk, case: Case, officer: Officer, reason: str) -> None:
    office, now = desk.office, desk.order.now
    stamp = office.stationery.new_stamp(officer.address, case.reference, now)
    letter = assigned(office.organisation, officer, case, stamp, by=desk.order.officer, reason=reason)
    desk.books.outbox.put(letter)


def _words(name: str) -> frozenset[str]:
    """The words of a name without accents and capitals."""
    plain = unicodedata.normalize("NFD", name.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return frozenset(letters.replace("-", " ").replace(".", " ").split())
