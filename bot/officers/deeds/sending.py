"""SEND: the letter that an officer was shown last about a case goes out; nothing goes that nobody saw."""

from collections.abc import Callable, Mapping

from bot.officers.command_grammar import Command
from bot.officers.deeds.people_letter import let_go
from bot.officers.deeds.thanking import send_thanks
from bot.officers.desk import Desk, Done, refuse
from register_store.case import Case
from register_store.drafts import Draft
from register_store.letter import LetterKind
from replies.transcript import Refusal

#: What SEND does with a draft of each kind: how many letters go.
_SENDERS: Mapping[LetterKind, Callable[[Desk, Case, Draft], int]] = {
    LetterKind.PEOPLE: let_go,
    LetterKind.THANKS: send_thanks,
}


def send(desk: Desk, _command: Command, case: Case) -> Done:
    """VERSTUUR: the newest draft of the case, once."""
    draft = desk.books.drafts.newest(case.reference)
    count = _SENDERS[draft.kind](desk, case, draft) if draft else 0
    if not count:
        refuse(Refusal.NOTHING_TO_SEND)
    return Done(case=desk.books.register.find(case.reference), detail=str(count))
