"""RECEIPT, and YES to a doubt or to a mail passed on: the receipt that was held back goes out."""

from bot.officers.command_grammar import Command
from bot.officers.desk import Desk, Done, refuse
from register_store.case import Case
from register_store.event_chain import EventKind
from register_store.letter import Letter
from replies.letter_headers import Answered
from replies.transcript import Refusal


def receipt(desk: Desk, _command: Command, case: Case) -> Done:
    """ONTVANGST: send it, where there is a finder and he has none."""
    if case.receipt_held is None:
        refuse(Refusal.ALREADY_DONE)
    released = release_receipt(desk, case)
    if released is None:
        refuse(Refusal.NO_FINDER)
    return Done(case=released)


def release_receipt(desk: Desk, case: Case) -> Case | None:
    """The case with its receipt in the outbox; None when nobody can be written to."""
    letter = _letter(desk, case)
    if letter is None:
        return None
    desk.books.outbox.put(letter)
    order = desk.order
    return desk.books.register.change(
        case, {"receipt_held": None}, kind=EventKind.RECEIPT_SENT, actor=order.actor, at=order.now
    )


def _letter(desk: Desk, case: Case) -> Letter | None:
    """In the thread of the first report, unless that is an officer's mail, which its finder never saw."""
    first = next(iter(desk.books.register.mails_of(case.reference)), None)
    if first is None or desk.books.outbox.never_arrived(case.finder_address or ""):
        return None
    answered = Answered(message_id=None if first["role"] == "officer" else first["message_id"])
    return desk.office.letters.receipt(case, desk.order.now, answered, first["arrived_at"])
