"""The lane of a finder who writes again: his mail joins the case, the officer hears of it."""

import re
from collections.abc import Mapping
from datetime import datetime

from bot.asked_others import answers_task, request_of
from bot.correspondence import thread_of
from bot.evidence_of_mail import enter
from bot.gates.automatic_mail import is_automatic
from bot.joined_findings import joined
from bot.lanes import helper_answer
from bot.lanes.new_case import enter_mail
from bot.locked_mail import is_locked
from bot.merged_cases import current
from bot.office import Office
from bot.possibly_same import remember
from bot.received import Received, Settled
from register_store.books import Books
from register_store.case import Case
from register_store.event_chain import EventKind
from register_store.evidence_files import Piece
from register_store.findings import Findings
from register_store.masked_findings import masked
from register_store.requests import Request

#: "I have deleted it": feeds the weighing of a trusted recipient (domain section 8).
_DELETED = re.compile(
    r"\b(?:verwijderd|gewist|vernietigd|versnipperd|weggegooid|deleted|destroyed|shredded|gelöscht|vernichtet|supprimée?s?)\b",
    re.IGNORECASE,
)


def settle(office: Office, books: Books, received: Received, evidence: tuple[Piece, ...], now: datetime) -> Settled:
    """Join a mail to its case, or to the one that it was merged into."""
    named = books.register.find(received.triage.reference or "")
    assert named is not None
    assert received.examined is not None
    request = _request(office, books, received)
    if request is not None:
        return helper_answer.settle(office, books, received, evidence, request, now)
    case = current(books, named)
    enter_mail(books, case, received, role="follow_up", how_found=_how_found(received))
    settled = Settled(reference=case.reference)
    if is_automatic(received.mail):
        payload = {"text": "automatic answer"}
        books.register.record(case, kind=EventKind.MAIL_ADDED, actor="finder", at=now, payload=payload)
        return settled
    enter(books, evidence, case.reference)
    remember(office, books, case, received)
    deleted = bool(_DELETED.search(received.mail.words.own))
    is_own = named.reference == case.reference
    case = _extended(books, case, received.examined.findings, now, _deletion(now) if deleted and is_own else {})
    if deleted and not is_own:
        # On the finder's own case, though it was merged: the others have still to delete theirs.
        books.register.change(named, _deletion(now), kind=EventKind.MAIL_ADDED, actor="finder", at=now, payload={})
    office.cut(6)
    letters = office.letters.finder_wrote(
        case,
        now,
        screenshots_added=received.examined.findings.screenshots,
        deleted_confirmed=deleted,
        is_locked=is_locked(received.mail),
        thread=thread_of(books.outbox.of_case(case.reference)),
    )
    office.cut(7)
    for letter in letters:
        books.outbox.put(letter)
    return settled


def _how_found(received: Received) -> str:
    facts = received.facts
    if facts.continued and not facts.answered and not facts.subject_reference:
        return facts.continued.sign.value
    return "token" if facts.answered else "reference"


def _request(office: Office, books: Books, received: Received) -> Request | None:
    """The question that this mail answers, when its sender is no finder but somebody we asked."""
    answered, mail = received.facts.answered, received.mail
    if answered is None or not answers_task(office.organisation, answered, mail.sender, received.read.authenticated):
        return None
    return request_of(books, answered)


def _extended(books: Books, case: Case, new: Findings, now: datetime, noted: Mapping[str, object]) -> Case:
    return books.register.change(
        case,
        {"findings": joined(case.findings, masked(new)), **noted},
        kind=EventKind.MAIL_ADDED,
        actor="finder",
        at=now,
        payload={"screenshots": new.screenshots},
    )


def _deletion(now: datetime) -> Mapping[str, object]:
    return {"fields.deletion_confirmed_at": now.isoformat(timespec="minutes")}
