"""The lane of affected people who answer their letter: no report and no evidence, a person looks and answers."""

from datetime import datetime

from bot.gates.automatic_mail import is_automatic
from bot.office import Office
from bot.people_answers import tell_officers
from bot.received import Received, Settled
from register_store.books import Books
from register_store.findings import Verdict
from register_store.letter import LetterKind


def is_answer(received: Received) -> bool:
    """Does it answer a letter to affected people? Its token cannot be guessed, whoever passes the letter on."""
    answered = received.facts.answered
    is_theirs = answered is not None and answered.kind is LetterKind.PEOPLE
    return is_theirs and not received.facts.is_officer


def settle(office: Office, books: Books, received: Received, now: datetime) -> Settled:
    """Ordinary mail to us, whatever its quoted letter says; officers hear where it lies. Robots' answers count not."""
    answered = received.facts.answered
    assert answered is not None
    named = books.register.find(answered.reference or "")
    settled = Settled(verdict=Verdict.ORDINARY.value, reference=named.reference if named else None)
    if named is None or is_automatic(received.mail):
        return settled
    books.subjects.note_answer(answered.message_id, now)
    tell_officers(office, books, named, now)
    office.cut(6)
    return settled
