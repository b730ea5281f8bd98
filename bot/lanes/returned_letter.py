"""The lane of a bounce: the letter it returns is marked, its case is told; nobody is ever answered."""

from datetime import datetime

from bot.office import Office
from bot.received import Received, Settled
from register_store.books import Books
from register_store.event_chain import EventKind


def settle(office: Office, books: Books, received: Received, now: datetime) -> Settled:
    """Note which letter came back; a bounce of somebody else's mail changes nothing."""
    letter = received.facts.returned
    if letter is None or not books.outbox.returned(letter.message_id, now):
        return Settled()
    case = books.register.find(letter.reference) if letter.reference else None
    if case is not None:
        payload = {"letter": letter.kind.value, "text": letter.kind.value}
        books.register.record(case, kind=EventKind.LETTER_RETURNED, actor="meldpost", at=now, payload=payload)
    office.cut(6)
    return Settled(reference=letter.reference)
