"""Keeps the evidence store in order: no remainders, the newest key, nothing missing, not too much."""

import logging
from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum

from bot.office import Office
from register_store.due_rounds import EVIDENCE
from register_store.evidence_files import Lock, Sealed
from register_store.sealed_frames import DamagedEvidence, WrongKey
from replies.letter_headers import UnwritableRecipient
from replies.letters import trouble

logger = logging.getLogger(__name__)

EVERY = timedelta(days=1)
#: While files wait for the newest key, the round comes back sooner.
SOON = timedelta(minutes=10)
MOST_RESEALED = 200
#: A file that no row names may belong to a transaction that is still to come: to no other after this.
LEFT_ALONE = timedelta(days=2)
#: The share of the quota from which on people are told.
NEARLY_FULL = 0.8
#: About one thing the same people hear once in this time.
TOLD_EVERY = timedelta(days=7)


class Cause(StrEnum):
    """Why somebody is told; the words stand in the section `trouble`."""

    FULL = "evidence_full"
    GONE = "evidence_gone"
    KEY = "evidence_key"


def keep_evidence(office: Office) -> None:
    """Once a day; after a standstill once."""
    now = office.clock()
    with office.bookcase.transaction() as books:
        due = books.agenda.due_at(EVIDENCE)
    if due is not None and now < due:
        return
    shelf = list(office.bookcase.files.shelf())
    with office.bookcase.transaction() as books:
        needed = books.evidence.digests()
        named = needed | books.spools.digests()
    kept = _without_orphans(office, shelf, named)
    waiting = _resealed(office, [each for each in kept if each.lock is Lock.OLDER])
    for cause in _troubles(office, kept, needed):
        _tell(office, cause)
    with office.bookcase.transaction() as books:
        books.agenda.plan(EVIDENCE, now + (SOON if waiting else EVERY))


def _without_orphans(office: Office, shelf: Iterable[Sealed], named: frozenset[str]) -> list[Sealed]:
    """Files whose transaction never came are removed; returns the others."""
    before = office.clock() - LEFT_ALONE
    orphans = [each for each in shelf if each.sha256 not in named and each.written_at < before]
    for orphan in orphans:
        office.bookcase.files.erase(orphan.sha256)
    if orphans:
        logger.info("evidence: %s files that nothing names are removed", len(orphans))
    removed = {orphan.sha256 for orphan in orphans}
    return [each for each in shelf if each.sha256 not in removed]


def _resealed(office: Office, older: list[Sealed]) -> int:
    """Some of what older keys sealed is sealed with the newest; returns how many files still wait."""
    for each in older[:MOST_RESEALED]:
        try:
            office.bookcase.files.reseal(each.sha256)
        except (DamagedEvidence, WrongKey, FileNotFoundError) as error:
            logger.error("evidence %s: not sealed anew, %s", each.sha256[:12], type(error).__name__)
    if older:
        logger.info("evidence: %s files are sealed with the newest key", len(older[:MOST_RESEALED]))
    return len(older[MOST_RESEALED:])


def _troubles(office: Office, shelf: list[Sealed], needed: frozenset[str]) -> Iterable[Cause]:
    gone = needed - {each.sha256 for each in shelf}
    size = sum(each.size for each in shelf)
    if gone:
        logger.error("evidence: %s files are missing", len(gone))
        yield Cause.GONE
    if any(each.lock is Lock.UNKNOWN for each in shelf):
        yield Cause.KEY
    if office.evidence_quota and size > NEARLY_FULL * office.evidence_quota:
        logger.error("evidence: %s MiB of %s MiB are used", size >> 20, office.evidence_quota >> 20)
        yield Cause.FULL


def _tell(office: Office, cause: Cause) -> None:
    """The administrator, and the officers: their cases rest on it."""
    now, name = office.clock(), f"notice-{cause.value}"
    with office.bookcase.transaction() as books:
        told_until = books.agenda.due_at(name)
        if told_until is not None and now < told_until:
            return
        for recipient in filter(None, (office.ops, *(officer.address for officer in office.letters.alarmed()))):
            stamp = office.stationery.new_stamp(recipient, None, now)
            try:
                books.outbox.put(trouble(office.organisation, recipient, stamp, cause=cause.value, since=now))
            except UnwritableRecipient:
                continue  # a slip in the settings must not keep the others from hearing
        books.agenda.plan(name, now + TOLD_EVERY)
