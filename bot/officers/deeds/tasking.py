"""IT and PROCESSOR: questions to people who can find the cause and repair it, each letter with its own token."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.asked_others import task_of
from bot.officers.command_grammar import Command
from bot.officers.desk import Desk, Done, refuse
from bot.task_round import working_day_later
from register_store.case import Case
from register_store.event_chain import EventKind
from register_store.organisation import Organisation
from register_store.processor import Processor
from register_store.requests import Request, Role
from replies.letter_headers import UnwritableRecipient
from replies.task_letters import task
from replies.transcript import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Whom to ask, and by when he must answer."""

    role: Role
    name: str
    addresses: tuple[str, ...]
    language: str
    question: str
    due_at: datetime


def it(desk: Desk, command: Command, case: Case) -> Done:
    """IT: cause and repair (K21, K22), beside what the officer asks; by the next working day."""
    organisation = desk.office.organisation
    if not organisation.it_contacts:
        refuse(Refusal.NOBODY_TO_ASK)
    asked = _Asked(
        role=Role.IT,
        name="",
        addresses=organisation.it_contacts,
        language=organisation.language,
        question=command.argument or "",
        due_at=working_day_later(organisation, desk.order.now),
    )
    return _ask(desk, command, case, asked)


def processor(desk: Desk, command: Command, case: Case) -> Done:
    """VERWERKER: what happened, to whom, what is done about it; within the hours of the contract (K13)."""
    known = _named(desk.office.organisation, command.argument or "")
    if known is None:
        names = [one.name for one in desk.office.organisation.processors if isinstance(one, Processor) and one.address]
        refuse(Refusal.NOBODY_TO_ASK, "; ".join(names))
    asked = _Asked(
        role=Role.PROCESSOR,
        name=known.name,
        addresses=(known.address,),
        language=known.language,
        question=(command.argument or "")[len(known.name) :].strip(" ,;:-–\n"),
        due_at=desk.order.now + timedelta(hours=known.answer_within),
    )
    return _ask(desk, command, case, asked)


def _named(organisation: Organisation, argument: str) -> Processor | None:
    """The processor with whose name the text begins; of two such names the longer one."""
    contacts = [one for one in organisation.processors if isinstance(one, Processor) and one.address]
    fitting = [one for one in contacts if _begins_with(argument, one.name)]
    return max(fitting, key=lambda one: len(one.name), default=None)


def _begins_with(text: str, name: str) -> bool:
    is_there = text[: len(name)].casefold() == name.casefold()
    return is_there and not text[len(name) : len(name) + 1].isalnum()


def _ask(desk: Desk, command: Command, case: Case, asked: _Asked) -> Done:
    if not case.is_open:
        refuse(Refusal.FORBIDDEN_MOVE, case.state.value)
    for address in asked.addresses:
        _write(desk, case, asked, address)
    order = desk.order
    payload = {"verb": command.verb.value, "text": f"{asked.name} {asked.question}".strip(), "by": order.officer.name}
    desk.books.register.record(case, kind=EventKind.ASKED, actor=order.actor, at=order.now, payload=payload)
    return Done(case=case, detail=asked.due_at.isoformat())


def _write(desk: Desk, case: Case, asked: _Asked, address: str) -> None:
    now = desk.order.now
    stamp = desk.office.stationery.new_stamp(address, case.reference, now)
    request = Request(
        reference=case.reference,
        role=asked.role,
        name=asked.name,
        address=address,
        message_id=stamp.message_id,
        question=asked.question,
        asked_at=now,
        due_at=asked.due_at,
    )
    try:
        letter = task(
            desk.office.organisation, case, stamp, recipient=address, language=asked.language, asked=task_of(request)
        )
    except UnwritableRecipient:
        refuse(Refusal.NOBODY_TO_ASK)
    desk.books.outbox.put(letter)
    desk.books.requests.put(request)
