"""The lane of a finder who writes again: his mail joins the case, the officer hears of it."""

import re
from dataclasses import replace
from datetime import datetime

from bot.correspondence import thread_of
from bot.evidence_of_mail import enter
from bot.gates.automatic_mail import is_automatic
from bot.lanes.new_case import enter_mail
from bot.office import Office
from bot.received import Received, Settled
from register_store.books import Books
from register_store.case import Case
from register_store.event_chain import EventKind
from register_store.evidence_files import Piece
from register_store.findings import DataKind, Findings, Missing
from register_store.masked_findings import masked

#: "I have deleted it": feeds the weighing of a trusted recipient (domain section 8).
_DELETED = re.compile(
    r"\b(?:verwijderd|gewist|vernietigd|versnipperd|weggegooid|deleted|destroyed|shredded|gelöscht|vernichtet|supprimée?s?)\b",
    re.IGNORECASE,
)


def settle(office: Office, books: Books, received: Received, evidence: tuple[Piece, ...], now: datetime) -> Settled:
    """Join a mail to its case."""
    case = books.register.find(received.triage.reference or "")
    assert case is not None
    assert received.examined is not None
    how_found = "token" if received.facts.answered else "reference"
    enter_mail(books, case, received, role="follow_up", how_found=how_found)
    settled = Settled(reference=case.reference)
    if is_automatic(received.mail):
        payload = {"text": "automatic answer"}
        books.register.record(case, kind=EventKind.MAIL_ADDED, actor="finder", at=now, payload=payload)
        return settled
    enter(books, evidence, case.reference)
    deleted = bool(_DELETED.search(received.mail.words.own))
    case = _extended(books, case, received.examined.findings, now, deleted=deleted)
    office.cut(6)
    letters = office.letters.finder_wrote(
        case,
        now,
        screenshots_added=received.examined.findings.screenshots,
        deleted_confirmed=deleted,
        thread=thread_of(books.outbox.of_case(case.reference)),
    )
    office.cut(7)
    for letter in letters:
        books.outbox.put(letter)
    return settled


def _extended(books: Books, case: Case, new: Findings, now: datetime, *, deleted: bool) -> Case:
    changes: dict[str, object] = {"findings": joined(case.findings, masked(new))}
    if deleted:
        changes["fields.deletion_confirmed_at"] = now.isoformat(timespec="minutes")
    return books.register.change(
        case,
        changes,
        kind=EventKind.MAIL_ADDED,
        actor="finder",
        at=now,
        payload={"screenshots": new.screenshots},
    )


def joined(old: Findings, new: Findings) -> Findings:
    """What both mails say together; an answer adds, it never takes away."""
    given = {Missing.SCREENSHOTS} if new.screenshots else set()
    given |= {Missing.REPRODUCTION} if new.mentions_reproduction or new.urls else set()
    given |= {Missing.DESCRIPTION} if Missing.DESCRIPTION not in new.missing else set()
    kinds = {*old.personal_data, *new.personal_data}
    return replace(
        old,
        kind=old.kind or new.kind,
        personal_data=tuple(kind for kind in DataKind if kind in kinds),
        affected_count=old.affected_count if old.affected_count is not None else new.affected_count,
        screenshots=old.screenshots + new.screenshots,
        mentions_reproduction=old.mentions_reproduction or new.mentions_reproduction,
        reproduction=old.reproduction or new.reproduction,
        urls=tuple(dict.fromkeys((*old.urls, *new.urls))),
        extortion=old.extortion or new.extortion,
        missing=tuple(what for what in old.missing if what not in given),
        facts=tuple(dict.fromkeys((*old.facts, *new.facts))),
        origins={**new.origins, **old.origins},
    )
