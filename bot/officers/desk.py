"""Where an officer's commands are carried out: the books of one transaction, and what a deed reports back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NoReturn

from bot.office import Office
from bot.officers.command_grammar import Command, Typed
from bot.officers.held_lists import Lists
from bot.received import Received
from register_store.books import Books
from register_store.case import Case
from register_store.evidence_files import Piece
from register_store.findings import Findings
from register_store.organisation import Officer
from replies.transcript import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An officer's mail, believed and sorted."""

    officer: Officer
    actor: str  #: his pseudonym in the event chain
    typed: Typed
    case: Case | None
    now: datetime
    received: Received  #: the mail that gives the order; after a code: the mail with the code
    findings_of_new: Callable[[], Findings]  #: what NEW's text, or the mail forwarded with it, says
    evidence: tuple[Piece, ...] = ()  #: the mail's sealed bytes: a case that NEW opens keeps them
    lists: Lists = field(default_factory=Lists)  #: of addresses; after a code: those of the mail that waited
    confirmed: str | None = None  #: digest of the draft that the letter with the code named


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a deed works with."""

    office: Office
    books: Books
    order: Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a deed did: the case as it is now, and what the answer tells."""

    case: Case | None
    detail: str = ""  #: a value for the answer's sentence
    shows: Mapping[str, object] = field(default_factory=dict)  #: fields of `Transcript`; tuples are added to


#: Puts a letter in the outbox, or gives fields of `Transcript`.
Show = Callable[[], Mapping[str, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why nothing may change, and a value for the sentence."""

    why: Refusal
    detail: str = ""
    show: Show | None = None  #: what the officer needs instead; done though nothing of his mail is


class Unfit(Exception):
    """One command may not be carried out."""

    def __init__(self, refused: Refused) -> None:
        self.refused = refused


#: A verb that needs no case, or makes one; and a verb that needs one. Both raise `Unfit`.
Deed = Callable[[Desk, Command, Case | None], Done]
CaseDeed = Callable[[Desk, Command, Case], Done]


def refuse(why: Refusal, detail: str = "", *, show: Show | None = None) -> NoReturn:
    """Stop this mail's commands: nothing of it is done."""
    raise Unfit(Refused(why=why, detail=detail, show=show))
