"""The AP was told: whoever handles the case is reminded of the people affected, and of completing the report."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from bot.correspondence import thread_of
from bot.office import Office
from register_store.books import Books
from register_store.case import ApState, Case, PeopleState
from register_store.event_chain import CaseEvent, EventKind
from register_store.owed import Debt, Owed, debts_due, owed_by
from replies.owed import owed_letter

#: The changes that begin each: axis of the case, and what it became.
_BEGINNINGS: Mapping[Owed, tuple[tuple[str, str], ...]] = {
    Owed.PEOPLE: (("people_state", PeopleState.PLANNED), ("ap_state", ApState.INITIAL)),
    Owed.SUPPLEMENT: (("ap_state", ApState.INITIAL),),
}


def remind_of_debts(office: Office) -> None:
    """Once a turn: every open case that still owes something, each reminder once."""
    now = office.clock()
    with office.bookcase.transaction() as books:
        for case in books.register.open_cases():
            if owed := owed_by(case):
                for debt in _due(office, books.register.chain.of_case(case.reference), owed, now):
                    _tell(office, books, case, debt, now)


def _due(office: Office, events: list[CaseEvent], owed: Iterable[Owed], now: datetime) -> Iterator[Debt]:
    begun = {one: at for one in owed if (at := _begun(events, one))}
    for debt in debts_due(begun, now, office.organisation.reminders):
        if not any(_is_of(event, debt) for event in events):
            yield debt


def _begun(events: Iterable[CaseEvent], owed: Owed) -> datetime | None:
    """The last time that it began: what was undone and decided again counts from then."""
    return max((event.at for event in events if _became(event) & set(_BEGINNINGS[owed])), default=None)


def _became(event: CaseEvent) -> set[tuple[str, str]]:
    changes = (event.payload or {}).get("changes", {})
    return {(axis, changes[axis][1]) for axis in ("ap_state", "people_state") if axis in changes}


def _is_of(event: CaseEvent, debt: Debt) -> bool:
    """Was this reminder given, since it began?"""
    payload = event.payload or {}
    told = (payload.get("owed"), payload.get("hours"))
    return event.kind is EventKind.WARNED and event.at >= debt.since and told == (debt.owed.value, debt.hours)


def _tell(office: Office, books: Books, case: Case, debt: Debt, now: datetime) -> None:
    thread = thread_of(books.outbox.of_case(case.reference))
    for officer in office.letters.concerned(case):
        stamp = office.stationery.new_stamp(officer.address, case.reference, now)
        books.outbox.put(owed_letter(office.organisation, officer, case, stamp, debt=debt, answered=thread))
    payload = {"owed": debt.owed.value, "hours": debt.hours}
    books.register.record(case, kind=EventKind.WARNED, actor="meldpost", at=now, payload=payload)
