"""IT and processors who were asked about a case: whose mail answers, and what was asked of him."""

from bot.incoming_mail import Address, Authenticated
from register_store.books import Books
from register_store.letter import KnownLetter, LetterKind
from register_store.organisation import Organisation
from register_store.processor import Processor
from register_store.requests import Request
from replies.task_letters import Task


def answers_task(
    organisation: Organisation, answered: KnownLetter | None, sender: Address | None, authenticated: Authenticated
) -> bool:
    """Only who was asked answers: that very address, or for a processor its domains. Others take no part."""
    if answered is None or answered.kind is not LetterKind.TASK or sender is None:
        return False
    if authenticated is Authenticated.FAIL:
        return False
    return sender.address == answered.recipient.lower() or _speaks_for(organisation, answered.recipient, sender)


def request_of(books: Books, answered: KnownLetter) -> Request | None:
    """What the answered letter asked; a reminder stands for the newest question to its reader."""
    asked = books.requests.asked_with(answered.message_id)
    return asked or books.requests.newest_to(answered.reference or "", answered.recipient)


def task_of(request: Request) -> Task:
    """The question as letters tell it."""
    return Task(role=request.role.value, name=request.name, question=request.question, due_at=request.due_at)


def _speaks_for(organisation: Organisation, asked: str, sender: Address) -> bool:
    known = (one for one in organisation.processors if isinstance(one, Processor) and one.address == asked)
    return any(one.speaks(sender.address) for one in known)
