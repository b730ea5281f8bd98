"""NOTE: words of an officer that are kept with a case."""

from bot.officers.command_grammar import Command
from bot.officers.desk import Desk, Done, refuse
from register_store.case import Case
from register_store.event_chain import EventKind
from replies.transcript import Refusal


def note(desk: Desk, command: Command, case: Case) -> Done:
    """NOTITIE: keep the text; an empty note tells nobody anything."""
    if not command.argument:
        refuse(Refusal.ARGUMENT_MISSING)
    keep_note(desk, case, command.argument)
    return Done(case=case)


def keep_note(desk: Desk, case: Case, text: str) -> None:
    """Write the text into the case's history."""
    order = desk.order
    payload = {"text": text, "by": order.officer.name}
    desk.books.register.record(case, kind=EventKind.NOTED, actor=order.actor, at=order.now, payload=payload)
