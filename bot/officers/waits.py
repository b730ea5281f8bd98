"""Who is waiting for what in a case, for STATUS: the officers, the finder, a one-time code."""

from datetime import datetime

from register_store.books import Books
from register_store.case import Case
from register_store.deadlines import deadline_of, is_running
from register_store.organisation import Organisation
from replies.transcript import Wait
from replies.waiting import Waiting, waiting

#: What the 72 hours hang on.
_ON_THE_CLOCK = frozenset({Waiting.VERDICT, Waiting.HANDLER, Waiting.BREACH, Waiting.AP})


def waits_of(books: Books, organisation: Organisation, case: Case, now: datetime) -> tuple[Wait, ...]:
    """Everybody who must do something or waits for us, the most pressing first."""
    return (
        *_of_officers(organisation, case),
        *_of_asked(books, case),
        *_of_finder(case),
        *_of_codes(books, organisation, now),
    )


def _of_officers(organisation: Organisation, case: Case) -> tuple[Wait, ...]:
    handler = organisation.officer(case.handler or "")
    deadline = deadline_of(case) if is_running(case) else None
    return tuple(
        Wait(
            who=handler.name if handler else "officers",
            what=what.value,
            until=deadline if what in _ON_THE_CLOCK else None,
        )
        for what in waiting(case)
    )


def _of_asked(books: Books, case: Case) -> tuple[Wait, ...]:
    """IT and processors who have not answered yet; who were asked the same wait once."""
    unanswered = (request for request in books.requests.of_case(case.reference) if request.answered_at is None)
    waits = (Wait(who=one.name or one.role.value, what="asked", until=one.due_at) for one in unanswered)
    return tuple(dict.fromkeys(waits))


def _of_finder(case: Case) -> tuple[Wait, ...]:
    if not case.finder_address or not case.is_open:
        return ()
    if case.receipt_held:
        return (Wait(who="finder", what="finder_receipt"),)
    asked = case.findings.missing and not (case.findings.internal or case.findings.processor)
    return (Wait(who="finder", what="finder_details"),) if asked else ()


def _of_codes(books: Books, organisation: Organisation, now: datetime) -> tuple[Wait, ...]:
    """Codes of all cases: a command that waits for one may be about this case."""
    waiting_for = [one for one in organisation.officers if books.held.waiting(one.address, now)]
    return tuple(Wait(who=officer.name, what="code") for officer in waiting_for)
