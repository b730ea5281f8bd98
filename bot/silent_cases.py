"""Open cases in which nothing happened for days: they return in the digest."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from register_store.books import Books
from register_store.event_chain import EventKind
from register_store.organisation import Organisation

#: What we do by ourselves is no sign of life.
_OUR_OWN = frozenset({EventKind.WARNED, EventKind.ESCALATED, EventKind.LETTER_RETURNED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """One case that nobody moved."""

    reference: str
    days: int  #: whole days since something happened


def silent_cases(books: Books, organisation: Organisation, now: datetime) -> tuple[Silent, ...]:
    """The longest silent first."""
    silent = []
    for case in books.register.open_cases():
        moved_at = books.register.chain.last_at(case.reference, _OUR_OWN, other=True) or case.opened_at
        if now - moved_at >= timedelta(days=organisation.escalation.silent_after):
            silent.append(Silent(reference=case.reference, days=(now - moved_at).days))
    return tuple(sorted(silent, key=lambda one: -one.days))
