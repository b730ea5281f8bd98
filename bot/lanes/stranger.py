"""The lane of a mail that is judged by itself; where it names a case it has no part in, officers are told to look."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.correspondence import thread_of
from bot.incoming_mail import Authenticated
from bot.lanes import new_case
from bot.merged_cases import current
from bot.office import Office
from bot.officers.asked_code import record_refusal
from bot.officers.typed_mail import read_commands
from bot.received import Received, Settled
from bot.triage import WhyNot
from register_store.books import Books
from register_store.case import Case
from register_store.event_chain import EventKind
from register_store.evidence_files import Piece
from register_store.findings import Fact, Findings, Origin, Verdict
from register_store.letter import LetterKind
from register_store.organisation import Officer
from replies.related import possibly_related

#: Officers hear of strangers in one case at most once in this time: whoever guesses references must not flood them.
QUIET = timedelta(hours=3)
#: Of commands under one token by somebody who is no officer its owner hears once in this time.
TOLD_AGAIN = timedelta(days=1)
#: Longer commands have values in which a report may stand.
_LONGEST_ORDERS = 300
#: A fact of the new case: the reference it names.
RELATED = "possibly_related"


def settle(office: Office, books: Books, received: Received, evidence: tuple[Piece, ...], now: datetime) -> Settled:
    """Open a case if it reports something. Whatever case it names: nothing is added to that, nothing told of it."""
    named = case_named(books, received)
    if named is None:
        return new_case.settle(office, books, received, evidence, now)
    if _gives_nothing_but_orders(received):
        return _settle_misuse(office, books, received, named, now)
    settled = new_case.settle(office, books, naming(received, named), evidence, now)
    payload = {"text": f"a mail that may belong to this case: {settled.reference or 'no report by itself'}"}
    books.register.record(named, kind=EventKind.NOTED, actor="meldpost", at=now, payload=payload)
    if _gives_orders(received):
        record_refusal(books, named, "not_an_officer", None, now)
    if settled.reference is None and _is_of_a_person(received):
        _tell_officers(office, books, named, received, now)
    return settled


def case_named(books: Books, received: Received) -> Case | None:
    """The case whose token, reference or subject the mail carries, as it goes on now."""
    facts = received.facts
    named = (facts.answered.reference if facts.answered else None) or facts.subject_reference
    reference = named or (facts.continued.reference if facts.continued else None)
    case = books.register.find(reference) if reference else None
    return current(books, case) if case else None


def naming(received: Received, named: Case) -> Received:
    """The mail's findings with the case it names: the alarm of its own case says so."""
    assert received.examined is not None
    fact = Fact(name=RELATED, value=named.reference, origin=Origin.STATED)
    examined = received.examined
    findings: Findings = replace(examined.findings, facts=(*examined.findings.facts, fact))
    return replace(received, examined=replace(examined, findings=findings))


def _gives_orders(received: Received) -> bool:
    """Commands under an officer's token by somebody who is none: a letter was forwarded, or its From is a trick."""
    answered = received.facts.answered
    bound = answered is not None and answered.officer is not None
    return bound and bool(read_commands(received.mail.words.own).commands)


def _gives_nothing_but_orders(received: Received) -> bool:
    """Short commands and no word beside them; what may be a report is never left at that."""
    if not _gives_orders(received) or received.examined is None:
        return False
    own = received.mail.words.own
    is_bare = len(own) <= _LONGEST_ORDERS and not read_commands(own).note and not received.mail.pictures
    has_more = received.mail.attachments or received.mail.words.forwarded
    return is_bare and not has_more and received.examined.findings.verdict is not Verdict.REPORT


def _settle_misuse(office: Office, books: Books, received: Received, named: Case, now: datetime) -> Settled:
    """Nothing is done and each attempt recorded; the officer on file hears once a day of one token."""
    record_refusal(books, named, "not_an_officer", None, now)
    answered = received.facts.answered
    assert answered is not None
    cap_key = office.bookcase.keys.fingerprint_of(f"misused\0{answered.token}".encode())
    if not books.outbox.written(LetterKind.POSSIBLY_RELATED, now - TOLD_AGAIN, cap_key=cap_key):
        officer = office.organisation.officer(answered.officer or "")
        readers = (officer,) if officer else office.letters.concerned(named)
        _tell(office, books, named, received, readers, now, cap_key=cap_key)
    return Settled(verdict=Verdict.ORDINARY.value)


def _is_of_a_person(received: Received) -> bool:
    """Robots that quote our references are noted, and nobody is woken."""
    return received.triage.why_not in (None, WhyNot.TOO_OLD, WhyNot.DMARC_FAIL)


def _tell_officers(office: Office, books: Books, case: Case, received: Received, now: datetime) -> None:
    if not books.outbox.written(LetterKind.POSSIBLY_RELATED, now - QUIET, reference=case.reference):
        _tell(office, books, case, received, office.letters.concerned(case), now)


def _tell(
    office: Office,
    books: Books,
    case: Case,
    received: Received,
    readers: Iterable[Officer],
    now: datetime,
    *,
    cap_key: str | None = None,
) -> None:
    thread = thread_of(books.outbox.of_case(case.reference))
    for officer in readers:
        letter = possibly_related(
            office.organisation,
            officer,
            case,
            office.stationery.new_stamp(officer.address, case.reference, now),
            mailbox=f"{office.organisation.mailbox} {received.place.folder}",
            arrived_at=received.fetched.arrived_at,
            forged=received.read.authenticated is Authenticated.FAIL,
            answered=thread,
        )
        books.outbox.put(replace(letter, cap_key=cap_key))
