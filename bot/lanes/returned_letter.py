"""The lane of a bounce: the letter it returns is marked, its case is told, an alarm goes on to the next officer."""

from datetime import datetime

from bot.office import Office
from bot.reading.delivery_outcome import says_failed
from bot.received import Received, Settled
from bot.undelivered import Unreached, note_undelivered
from register_store.books import Books


def settle(office: Office, books: Books, received: Received, now: datetime) -> Settled:
    """Note which letter came back. A bounce is never answered; one of somebody else's mail changes nothing."""
    letter = received.facts.returned
    if letter is None or not says_failed(received.fetched.raw) or not books.outbox.returned(letter.message_id, now):
        return Settled()
    note_undelivered(office, books, letter, Unreached.RETURNED, now)
    office.cut(6)
    return Settled(reference=letter.reference)
