"""SEND: the letter that this officer was shown goes out as he saw it; nothing goes that nobody saw."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.officers.command_grammar import Command
from bot.officers.deeds.people_letter import digest_of_people_letter, let_go, show_people_letter
from bot.officers.deeds.thanking import digest_of_thanks, send_thanks, show_thanks
from bot.officers.desk import Desk, Done, refuse
from register_store.case import Case
from register_store.drafts import Draft
from register_store.letter import LetterKind
from replies.transcript import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """What SEND does with a draft of one kind."""

    send: Callable[[Desk, Case, Draft], int]  #: how many letters go
    digest: Callable[[Desk, Case, Draft], str]  #: of what would go now
    show: Callable[[Desk, Case, Draft], Mapping[str, object]]


_WAYS: Mapping[LetterKind, _Way] = {
    LetterKind.PEOPLE: _Way(send=let_go, digest=digest_of_people_letter, show=show_people_letter),
    LetterKind.THANKS: _Way(send=send_thanks, digest=digest_of_thanks, show=show_thanks),
}


def send(desk: Desk, _command: Command, case: Case) -> Done:
    """VERSTUUR: the newest draft of the case, once; one that became another since is shown again instead."""
    draft = desk.books.drafts.newest(case.reference)
    if draft is None:
        refuse(Refusal.NOTHING_TO_SEND)
    way = _WAYS[draft.kind]
    if not _is_what_he_saw(desk, draft, way.digest(desk, case, draft)):
        refuse(Refusal.DRAFT_CHANGED, show=lambda: way.show(desk, case, draft))
    count = way.send(desk, case, draft)
    if not count:
        refuse(Refusal.NOTHING_TO_SEND)
    return Done(case=desk.books.register.find(case.reference), detail=str(count))


def _is_what_he_saw(desk: Desk, draft: Draft, now: str) -> bool:
    """Three are one: what he was shown, what the letter with his code named, and what would go now."""
    was_shown = draft.shown_to.lower() == desk.order.officer.address.lower() and draft.digest == now
    return was_shown and desk.order.confirmed == now
