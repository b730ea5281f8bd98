"""How long each step of a drill took, read from the books."""

from datetime import datetime, timedelta

from register_store.books import Books
from register_store.case import Case
from register_store.drill_case import is_drill
from register_store.event_chain import CaseEvent, EventKind
from register_store.findings import Verdict
from register_store.letter import LetterKind
from replies.digest_parts import DrillTold


def last_drill(books: Books, until: datetime) -> DrillTold | None:
    """The newest drill that had begun by then; None when there was none."""
    drills = [case for case in books.register.every_case() if is_drill(case.reference) and case.opened_at <= until]
    return steps_of(books, max(drills, key=lambda case: case.opened_at)) if drills else None


def steps_of(books: Books, case: Case) -> DrillTold:
    """Every step that was reached, counted from the moment the mail was sent."""
    events = books.register.chain.of_case(case.reference)
    sent_at = _sent_at(events) or case.provisional_aware_at
    alarms = (books.outbox.first_sent(kind).get(case.reference) for kind in (LetterKind.ALARM, LetterKind.DOUBT))
    taken = (event.at for event in events if event.kind is EventKind.TAKEN)
    return DrillTold(
        reference=case.reference,
        at=sent_at,
        is_recognised=case.findings.verdict is not Verdict.ORDINARY,
        arrived_after=max(timedelta(), case.provisional_aware_at - sent_at),
        judged_after=case.opened_at - sent_at,
        alarmed_after=_since(sent_at, next((at for at in alarms if at), None)),
        taken_after=_since(sent_at, next(taken, None)),
    )


def _sent_at(events: list[CaseEvent]) -> datetime | None:
    opened = next((event for event in events if event.kind is EventKind.OPENED and event.payload), None)
    said = (opened.payload or {}).get("sent_at") if opened else None
    return datetime.fromisoformat(said) if said else None


def _since(begin: datetime, end: datetime | None) -> timedelta | None:
    return end - begin if end else None
