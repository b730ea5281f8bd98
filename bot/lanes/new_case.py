"""The lane of a report or a doubt: a case is opened, the finder gets his receipt, the officers their alarm."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.correspondence import answered_by
from bot.evidence_of_mail import enter
from bot.incoming_mail import IncomingMail
from bot.known_at_opening import known_at_opening
from bot.lanes.finder_of_report import HELD_AS_FORWARDED, finder_of, passed_on_by
from bot.notice_lateness import lateness
from bot.office import Office
from bot.officers_mailbox import mailbox_of
from bot.possibly_same import alike, note_likeness, remember
from bot.receipt_caps import cap_on_receipt, key_of_subject
from bot.received import Received, Settled
from bot.sameness import Same
from bot.undelivered import RETURNED
from register_store.books import Books
from register_store.case import Case, CaseState, Channel
from register_store.due_rounds import RESTORED
from register_store.event_chain import EventKind
from register_store.evidence_files import Piece
from register_store.findings import Fact, Findings, Origin, Verdict
from register_store.letter import Letter
from register_store.masked_findings import masked

#: How long an alarm may wait for what OCR reads in the pictures (design section 3).
PICTURES_WAIT = timedelta(minutes=1)
#: Why a doubt gets no receipt: we are not sure. YES sends it.
HELD_BY_DOUBT = "doubt"


def settle(office: Office, books: Books, received: Received, evidence: tuple[Piece, ...], now: datetime) -> Settled:
    """Open a case for a report or doubt; an ordinary mail leaves nothing but its verdict."""
    assert received.examined is not None
    findings = received.examined.findings
    settled = Settled(verdict=findings.verdict.value, score=findings.probability)
    if findings.verdict is Verdict.ORDINARY:
        return settled
    case, receipt = _with_receipt(office, books, _drafted(office, books, received, findings, now), received, now)
    books.register.open_case(case, "meldpost", {"verdict": findings.verdict.value})
    _note_twin(books, case, received, now)
    remember(office, books, case, received)
    note_likeness(office, books, case)
    enter_mail(books, case, received, role="report", how_found="new")
    books.labels.belongs_to(received.fingerprint, case.reference)
    enter(books, evidence, case.reference)
    office.cut(6)
    letters = _letters(office, case, receipt, received, now)
    office.cut(7)
    for letter in letters:
        books.outbox.put(letter)
    return replace(settled, reference=case.reference, is_report=findings.verdict is Verdict.REPORT)


def open_by_officer(
    office: Office,
    books: Books,
    findings: Findings,
    channel: Channel,
    aware_at: datetime,
    now: datetime,
    passed_on: IncomingMail | None = None,
) -> Case:
    """NEW: a case from a call, a letter, or a mail an officer passes on; nobody gets a receipt by itself."""
    finder = passed_on_by(passed_on, office.organisation) if passed_on else None
    held = HELD_AS_FORWARDED if finder else None
    case = Case(
        organisation=office.organisation.key,
        reference=books.register.next_reference(now),
        state=CaseState.REPORTED,
        findings=_told_by(masked(replace(findings, verdict=Verdict.REPORT)), held),
        provisional_aware_at=aware_at,
        opened_at=now,
        mailbox=office.organisation.mailbox,
        channel=channel,
        finder_address=finder.address if finder else None,
        finder_name=(finder.name or None) if finder else None,
        receipt_held=held,
        fields=known_at_opening(office.organisation, now),
    )
    return books.register.open_case(case, "meldpost", {"verdict": "officer"})


def enter_mail(books: Books, case: Case, received: Received, *, role: str, how_found: str) -> None:
    """Note that this mail belongs to the case."""
    mail = received.mail
    books.register.add_mail(
        case.reference,
        role=role,
        message_id=mail.message_id[:998] if mail.message_id else None,
        fingerprint=received.fingerprint,
        arrived_at=received.fetched.arrived_at,
        sender=mail.from_shown.address[:320] if mail.from_shown else None,
        how_found=how_found,
        authentication=received.read.authenticated.value,
        likeness=received.same.likeness,
        words_key=received.same.words_key,
        subject_key=received.same.subject_key,
    )


def _note_twin(books: Books, case: Case, received: Received, now: datetime) -> None:
    """The same Message-ID with other contents: both cases say so, an officer compares."""
    twin = books.register.find(received.same.reference or "") if received.same.kind is Same.POSSIBLY else None
    for here, there in ((case, twin), (twin, case)):
        if here and there:
            payload = {"text": f"possibly the same report as {there.reference}: same Message-ID, other contents"}
            books.register.record(here, kind=EventKind.NOTED, actor="meldpost", at=now, payload=payload)


def _drafted(office: Office, books: Books, received: Received, findings: Findings, now: datetime) -> Case:
    is_doubt = findings.verdict is Verdict.DOUBT
    finder = finder_of(received, office.organisation)
    known = _told_by(_with_twin(masked(findings), received), finder.held)
    return Case(
        organisation=office.organisation.key,
        reference=books.register.next_reference(now),
        state=CaseState.DOUBT if is_doubt else CaseState.REPORTED,
        findings=replace(
            known,
            facts=(
                *known.facts,
                *finder.facts,
                *alike(office, books, received),
                *_notice_lateness(office, received, findings),
            ),
        ),
        provisional_aware_at=received.fetched.arrived_at,
        opened_at=now,
        mailbox=mailbox_of(received.place, office.organisation),
        finder_address=finder.address,
        finder_name=finder.name,
        # YES to a doubt sends the receipt that waited for it, to the writer of a mail passed on too
        receipt_held=HELD_BY_DOUBT if is_doubt and finder.held in (None, HELD_AS_FORWARDED) else finder.held,
        fields=known_at_opening(office.organisation, now),
    )


def _told_by(findings: Findings, held: str | None) -> Findings:
    """The outsider in a mail an officer passed on is none of our people: he is asked to delete what he got."""
    return replace(findings, internal=False) if held == HELD_AS_FORWARDED else findings


def _notice_lateness(office: Office, received: Received, findings: Findings) -> Iterable[Fact]:
    sender = received.mail.from_shown.address if received.mail.from_shown else ""
    return lateness(findings, sender, office.organisation, received.fetched.arrived_at)


def _with_twin(findings: Findings, received: Received) -> Findings:
    if received.same.kind is not Same.POSSIBLY or received.same.reference is None:
        return findings
    fact = Fact(name="possibly_same", value=received.same.reference, origin=Origin.DERIVED)
    return replace(findings, facts=(*findings.facts, fact))


def _with_receipt(
    office: Office, books: Books, case: Case, received: Received, now: datetime
) -> tuple[Case, Letter | None]:
    """The case and its receipt; an address that cannot be written to holds the receipt instead of stopping the case."""
    if case.receipt_held:
        return case, None
    cap_key = key_of_subject(received.mail.subject, office.bookcase.keys)
    arrived_at = received.fetched.arrived_at
    held = _held_by_history(books, case.finder_address or "", cap_key, now, arrived_at)
    if held:
        return replace(case, receipt_held=held), None
    receipt = office.letters.receipt(case, now, answered_by(received.mail), received.fetched.arrived_at)
    if receipt is None:
        return replace(case, receipt_held="no_reply"), None
    return case, replace(receipt, cap_key=cap_key)


def _held_by_history(books: Books, recipient: str, cap_key: str, now: datetime, arrived_at: datetime) -> str | None:
    """What we wrote before forbids one more receipt: it may have gone, never arrived there, or went too often."""
    restored_at = books.agenda.due_at(RESTORED)
    if restored_at is not None and arrived_at <= restored_at:
        return RESTORED
    if books.outbox.never_arrived(recipient):
        return RETURNED
    return cap_on_receipt(books.outbox, recipient, cap_key, now)


def _letters(office: Office, case: Case, receipt: Letter | None, received: Received, now: datetime) -> list[Letter]:
    assert received.examined is not None
    waits = bool(received.examined.evidence) and office.reader.can_read_pictures()
    alarms = office.letters.alarms(case, now, not_before=now + PICTURES_WAIT if waits else None)
    return [*([receipt] if receipt else []), *alarms]
