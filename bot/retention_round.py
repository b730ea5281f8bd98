"""Erases what was kept long enough: originals, the finder, case files, affected people's addresses."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.merged_cases import current
from bot.office import Office
from register_store.books import Books
from register_store.case import Case
from register_store.database import DatabaseAway
from register_store.deadlines import AMSTERDAM
from register_store.drill_case import is_drill
from register_store.due_rounds import RETENTION
from register_store.event_chain import EventKind
from register_store.retention import Part, Terms, due, is_held, terms_on

logger = logging.getLogger(__name__)

EVERY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One case of which something is to be erased."""

    case: Case
    parts: tuple[Part, ...]
    settled_at: datetime


def retain(office: Office) -> None:
    """Once a day; after a standstill once."""
    now = office.clock()
    with office.bookcase.transaction() as books:
        planned = books.agenda.due_at(RETENTION)
        if planned is not None and now < planned:
            return
        books.agenda.plan(RETENTION, now + EVERY)
    erase_due(office)


def erase_due(office: Office) -> int:
    """Erase everything whose time has come, case by case; returns of how many cases."""
    now = office.clock()
    terms = _terms(office, now)
    with office.bookcase.transaction() as books:
        waiting = list(found_due(office, books, now))
        people = books.subjects.due_for_erasure(now)
    for one in waiting:
        _erase(office, one, terms, now)
    for reference in people:
        _erase_people(office, reference, now)
    forgotten = _forget_loose(office, terms, now)
    touched = {one.case.reference for one in waiting} | set(people)
    if touched or forgotten:
        logger.info("retention: something of %s cases is erased", len(touched))
        _leave_no_trace(office)
    return len(touched)


def found_due(office: Office, books: Books, now: datetime) -> Iterator[Due]:
    """What would be erased now; changes nothing."""
    terms = _terms(office, now)
    for case in books.register.every_case():
        leading = current(books, case)
        if is_drill(case.reference) or is_held(case) or is_held(leading):
            continue
        settled_at = leading.closed_at or _decided_at(books, leading)
        erased = books.erasure.last_erased(case.reference)
        parts = tuple(
            part
            for part in due(leading, settled_at, now, terms)
            if part.value not in erased or erased[part.value] < settled_at  # opened again since
        )
        if parts:
            yield Due(case=case, parts=parts, settled_at=settled_at)


def _terms(office: Office, now: datetime) -> Terms:
    return terms_on(now.astimezone(AMSTERDAM).date(), office.organisation.retention)


def _decided_at(books: Books, case: Case) -> datetime:
    decided = books.register.chain.last_at(case.reference, frozenset({EventKind.DECIDED}))
    return decided or case.opened_at


def _erase(office: Office, one: Due, terms: Terms, now: datetime) -> None:
    finder = one.case.finder_address or one.case.finder_name or ""
    why = {"rule": terms.version, "settled": one.settled_at.isoformat(timespec="minutes")}
    with office.bookcase.transaction() as books:
        pseudonym = office.bookcase.keys.finder_id(finder)
        erased = books.erasure.erase(one.case, one.parts, now, pseudonym=pseudonym, why=why)
        # Before the commit: if that fails the files are missed by nobody, and all is erased again tomorrow.
        _remove_files(office, books, erased.files)


def _erase_people(office: Office, reference: str, now: datetime) -> None:
    with office.bookcase.transaction() as books:
        count = books.subjects.erase(reference, until=now)
        if count:
            books.erasure.people_erased(reference, count, now)


def _forget_loose(office: Office, terms: Terms, now: datetime) -> bool:
    """What belongs to no case: mails nobody could read, expired commands, labels and fingerprints of ordinary mail."""
    with office.bookcase.transaction() as books:
        files = books.erasure.set_aside_before(now - terms.term("set_aside.evidence"))
        held = books.erasure.held_before(now - terms.term("held.commands"))
        held += books.labels.forget_loose(now - terms.term("label.loose"))
        books.gone_mails.forget_fingerprints(now - terms.term("gone.fingerprint"))
        _remove_files(office, books, files)
    return bool(files or held)


def _remove_files(office: Office, books: Books, digests: tuple[str, ...]) -> None:
    for sha256 in digests:
        if not books.spools.is_needed(sha256):
            office.bookcase.files.erase(sha256)


def _leave_no_trace(office: Office) -> None:
    """Erased rows leave remains in the database's own file, until it is written anew."""
    try:
        office.bookcase.compact()
    except DatabaseAway as error:
        logger.warning("the database was not written anew: %s", error)
