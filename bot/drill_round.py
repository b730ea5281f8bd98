"""A drill ends by itself after a day: nobody must close what never happened."""

from datetime import timedelta

from bot.office import Office
from register_store.case import CaseState
from register_store.drill_case import is_drill
from register_store.event_chain import EventKind

#: Long enough for the first reminders and the ladder, so that they are exercised too.
LASTS = timedelta(hours=24)


def end_drills(office: Office) -> None:
    """Close those that have lasted a day."""
    now = office.clock()
    with office.bookcase.transaction() as books:
        for case in books.register.open_cases():
            if is_drill(case.reference) and now - case.opened_at >= LASTS:
                books.register.change(
                    case,
                    {"state": CaseState.CLOSED, "closed_at": now},
                    kind=EventKind.NOTED,
                    actor="meldpost",
                    at=now,
                    payload={"text": "end of the drill"},
                )
