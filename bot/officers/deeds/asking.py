"""ASK: an officer's question to the finder, in his language and in his thread."""

from bot.finder_thread import finder_thread
from bot.officers.command_grammar import Command
from bot.officers.desk import Desk, Done, refuse
from register_store.case import Case
from register_store.event_chain import EventKind
from replies.finder_letters import question, question_lines
from replies.letter_headers import UnwritableRecipient
from replies.transcript import Refusal


def ask(desk: Desk, command: Command, case: Case) -> Done:
    """VRAAG: the officer decides, so a finder whose receipt was held back may be asked too."""
    text = command.argument or ""
    if not question_lines(text):
        refuse(Refusal.ARGUMENT_MISSING)
    recipient = case.finder_address
    if recipient is None or desk.books.outbox.never_arrived(recipient):
        refuse(Refusal.NO_FINDER)
    order, office = desk.order, desk.office
    stamp = office.stationery.new_stamp(recipient, case.reference, order.now)
    thread = finder_thread(desk.books, case)
    try:
        letter = question(office.organisation, case, stamp, recipient=recipient, text=text, answered=thread)
    except UnwritableRecipient:
        refuse(Refusal.NO_FINDER)
    desk.books.outbox.put(letter)
    payload = {"verb": command.verb.value, "text": text, "by": order.officer.name}
    desk.books.register.record(case, kind=EventKind.ASKED, actor=order.actor, at=order.now, payload=payload)
    return Done(case=case)
