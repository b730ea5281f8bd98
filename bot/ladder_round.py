"""Nobody looks? All officers are reminded, then management is told; who takes the case stops it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.office import Office
from register_store.books import Books
from register_store.case import Case
from register_store.event_chain import EventKind
from register_store.ladder import Rung, rungs_due
from register_store.letter import Letter, LetterKind
from replies.letter_headers import UnwritableRecipient
from replies.untaken import untaken, untaken_for_management

#: What an officer does with a case; even without TAKE it shows that somebody looks, so the wait begins anew.
_LOOKED = frozenset({EventKind.TAKEN, EventKind.DECIDED, EventKind.RECORDED, EventKind.UNDONE, EventKind.ASKED})

#: What was written in the very moment since which we count was written since.
_MOMENT = timedelta(seconds=1)


def climb(office: Office) -> None:
    """Once a turn: every untaken case, every rung it has reached, everybody once."""
    now = office.clock()
    with office.bookcase.transaction() as books:
        for case in books.register.open_cases():
            since = books.register.chain.last_at(case.reference, _LOOKED) or case.opened_at
            for rung in rungs_due(office.organisation, case, since, now):
                tell(office, books, case, rung, since, now)


def tell(
    office: Office, books: Books, case: Case, rung: Rung, since: datetime, now: datetime, *, away: bool = False
) -> bool:
    """Write to everybody on this rung who was not told since then; False when there was nobody to tell."""
    letters = list(_letters(office, books, case, rung, since, now, away=away))
    for letter in letters:
        books.outbox.put(letter)
    if letters:
        payload = {"text": rung.value}
        books.register.record(case, kind=EventKind.ESCALATED, actor="meldpost", at=now, payload=payload)
    return bool(letters)


def _letters(
    office: Office, books: Books, case: Case, rung: Rung, since: datetime, now: datetime, *, away: bool
) -> Iterator[Letter]:
    organisation = office.organisation
    officers = [officer.address for officer in organisation.officers]
    for address in officers if rung is Rung.OFFICERS else organisation.management:
        if books.outbox.written(LetterKind.UNTAKEN, since - _MOMENT, recipient=address, reference=case.reference):
            continue
        stamp = office.stationery.new_stamp(address, case.reference, now)
        officer = organisation.officer(address)
        try:
            yield (
                untaken(organisation, officer, case, stamp)
                if officer
                else untaken_for_management(organisation, address, case, stamp, away=away)
            )
        except UnwritableRecipient:
            continue  # a slip in the settings must not keep the others from hearing
