"""The way of one mail, top to bottom: from the inbox to the outbox, each hop called once."""

import logging
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.continued import continued
from bot.doors import FetchedMail
from bot.errors import MailError
from bot.evidence_of_mail import sealed, unused
from bot.gates.automatic_mail import is_automatic
from bot.gates.bulk_mail import is_bulk
from bot.incoming_mail import IncomingMail
from bot.lanes import affected, follow_up, officer_mail, returned_letter, same_again, stranger
from bot.lanes import drill as drill_lane
from bot.large_mail import as_far_as_known, whole_instead, with_left_out
from bot.locked_mail import at_least_doubt
from bot.office import Office
from bot.officers.list_mails import brings_addresses
from bot.officers.typed_mail import read_commands
from bot.officers_mailbox import lies_with_officers, mailbox_of, plainly
from bot.reader import Examined, Read
from bot.received import Received, Result, Settled
from bot.sameness import Same, Sameness, sameness_of
from bot.threads import thread_facts
from bot.triage import Route, ThreadFacts, after_verdict, triage
from classifiers.words import SenderFacts
from register_store.books import Books
from register_store.evidence_files import EvidenceKind, Piece
from register_store.findings import Verdict
from register_store.journal import MailState, Place
from register_store.organisation import Organisation
from register_store.verbs import Verb

logger = logging.getLogger(__name__)

#: After so many attempts a mail is set aside and a person told.
MOST_ATTEMPTS = 3


def receive(office: Office, place: Place, fetched: FetchedMail) -> Result:
    """Hops 2 to 8 for one mail. Raises `MailError` when it must be tried again; the next mail goes on."""
    office.cut(1)
    fingerprint = _fingerprint(office, place, fetched)
    attempt = _count_attempt(office, place, fetched, fingerprint)  # 2
    office.cut(2)
    if attempt is None:
        return Result(uid=place.uid, state=MailState.DONE)
    if attempt > MOST_ATTEMPTS:
        return _set_aside(office, place, fetched, attempt - 1)
    try:
        received = understand(office, place, fetched, fingerprint)  # 3, 4, 5
    except MailError:
        if attempt < MOST_ATTEMPTS:
            raise
        return _set_aside(office, place, fetched, attempt)
    return _settle(office, received)  # 6, 7, 8


def receive_again(office: Office, place: Place, fetched: FetchedMail) -> Result:
    """Hops 3 to 8 for a mail that was set aside. Raises `MailError` when it cannot be read now either."""
    return _settle(office, understand(office, place, fetched, office.bookcase.keys.fingerprint_of(fetched.raw)))


def understand(office: Office, place: Place, fetched: FetchedMail, fingerprint: str) -> Received:
    """Hops 3 to 5, which leave no trace: also what the dry run shows."""
    received = _understood(office, place, fetched, fingerprint)
    whole = whole_instead(received, office.belief.proof)
    return with_left_out(_understood(office, place, whole, fingerprint) if whole else received)


def _understood(office: Office, place: Place, fetched: FetchedMail, fingerprint: str) -> Received:
    if not fetched.whole:
        raise MailError("The mail server gave only a part of this mail.")
    read = as_far_as_known(office.reader.read(fetched.raw, office.belief), fetched, office.belief.proof)  # 3
    office.cut(3)
    facts = _facts(office, read, fetched)
    decided = triage(read.mail, facts, looks_like_command=bool(read_commands(read.mail.words.own).commands))  # 4
    office.cut(4)
    examined = _examine(office, read.mail, place) if decided.route not in (Route.OWN, Route.BOUNCE) else None  # 5
    if examined and decided.route is Route.EXAMINE and lies_with_officers(place, office.organisation):
        examined = plainly(examined)
    if examined and decided.route is Route.EXAMINE:
        examined = at_least_doubt(read.mail, examined)
    office.cut(5)
    return Received(
        place=place,
        fetched=fetched,
        fingerprint=fingerprint,
        read=read,
        facts=facts,
        triage=after_verdict(decided, facts, examined.findings.verdict) if examined else decided,
        same=_sameness(office, read.mail, fetched, decided.route),
        examined=examined,
    )


def sender_facts(mail: IncomingMail, organisation: Organisation) -> SenderFacts:
    """What is known of the sender apart from his words."""
    shown = mail.from_shown.address if mail.from_shown else ""
    return SenderFacts(
        is_internal=bool(shown) and organisation.is_own_domain(shown),
        is_bulk=is_bulk(mail),
        is_automatic=is_automatic(mail),
        is_processor=bool(shown) and organisation.is_processor(shown),
        handles_incidents=organisation.handle_incidents,
        report_shift=organisation.judgement.report,
        doubt_shift=organisation.judgement.doubt,
    )


def _count_attempt(office: Office, place: Place, fetched: FetchedMail, fingerprint: str) -> int | None:
    """Committed before anyone parses, so that a mail that kills us is counted too; None when it is known already."""
    with office.bookcase.transaction() as books:
        if books.journal.is_finished(place):
            return None
        books.near_misses.follow(fingerprint, place)
        is_called_back = books.near_misses.is_called_back(place)
        if not is_called_back and books.journal.knows(fingerprint, place, fetched.arrived_at):
            books.journal.finish_known(place, fingerprint, office.clock())
            return None
        # From the second try on the bytes lie with us: people may move or delete the mail meanwhile.
        again = books.journal.attempts(place) > 0
        spool = office.bookcase.files.put(fetched.raw) if again else None
        return books.journal.begin_attempt(place, fingerprint, fetched.arrived_at, spool)


def _fingerprint(office: Office, place: Place, fetched: FetchedMail) -> str:
    """Of a mail that did not come it is that of its place: two of them are not the same mail."""
    return office.bookcase.keys.fingerprint_of(fetched.raw or repr(place).encode())


def _facts(office: Office, read: Read, fetched: FetchedMail) -> ThreadFacts:
    with office.bookcase.transaction() as books:
        facts = thread_facts(
            books,
            office.organisation,
            office.stationery,
            read.mail,
            authenticated=read.authenticated,
            arrived_at=fetched.arrived_at,
            beside_inbox=fetched.beside_inbox,
            now=office.clock(),
            mark_key=office.bookcase.keys.mark,
        )
        goes_on = continued(
            books,
            office.bookcase.keys,
            office.organisation,
            read.mail,
            authenticated=read.authenticated,
            arrived_at=fetched.arrived_at,
        )
        return replace(facts, continued=goes_on)


def _sameness(office: Office, mail: IncomingMail, fetched: FetchedMail, route: Route) -> Sameness:
    with office.bookcase.transaction() as books:
        return sameness_of(books, office.bookcase.keys, fetched.raw, mail, route)


def _examine(office: Office, mail: IncomingMail, place: Place) -> Examined:
    with office.bookcase.transaction() as books:
        is_said = books.near_misses.is_called_back(place)
    sender = replace(sender_facts(mail, office.organisation), is_said_to_report=is_said)
    return office.reader.examine(mail.words, mail.pictures, sender)


def _settle(office: Office, received: Received) -> Result:
    """Case, letters and "done" are there together or not at all."""
    now = office.clock()
    # Files first, then the transaction that names them: a crash between leaves a file too many, never one too few.
    drill = drill_lane.sent_as_drill(office, received)
    evidence = sealed(office.bookcase.files, received, now) if _is_kept(received) and drill is None else ()
    with office.bookcase.transaction() as books:
        if drill is not None:
            settled = drill_lane.settle(office, books, received, drill, now)
        else:
            settled = _lane(office, books, received, evidence, now)
        books.journal.finish(
            received.place,
            MailState.DONE,
            now,
            route=received.triage.route.value,
            verdict=settled.verdict,
            score=settled.score,
            rest_for=settled.reference if evidence and received.fetched.left_out else None,
            likeness=received.same.likeness if received.triage.route is Route.OFFICER else None,
        )
        left_over = unused(books, evidence)
    for piece in left_over:
        office.bookcase.files.erase(piece.sha256)
    office.cut(8)
    route = received.triage.route
    logger.info("mail %s: %s %s", received.place.uid, route.value, settled.verdict or "")
    return Result(uid=received.place.uid, state=MailState.DONE, route=route, settled=settled, received=received)


def _lane(office: Office, books: Books, received: Received, evidence: tuple[Piece, ...], now: datetime) -> Settled:
    match received.same.kind:
        case Same.BURIED:
            return Settled()
        case Same.COPY:
            return same_again.settle_copy(office, books, received, now)
        case Same.REPEAT if evidence:
            return same_again.settle_repeat(office, books, received, evidence, now)
    route = received.triage.route
    if affected.is_answer(received) and route in (Route.EXAMINE, Route.FOLLOW_UP):
        return affected.settle(office, books, received, now)
    match route:
        case Route.EXAMINE:
            return stranger.settle(office, books, received, evidence, now)
        case Route.FOLLOW_UP:
            return follow_up.settle(office, books, received, evidence, now)
        case Route.OFFICER:
            return officer_mail.settle(office, books, received, evidence, now)
        case Route.BOUNCE:
            return returned_letter.settle(office, books, received, now)
        case Route.OWN:
            return Settled()
        case _:
            assert_never(route)


def _is_kept(received: Received) -> bool:
    """Reports, doubts and answers to them are evidence; ordinary mail leaves no copy with us (promise 5)."""
    if received.same.kind in (Same.COPY, Same.BURIED):
        return False
    if received.triage.route is Route.OFFICER and brings_addresses(received.mail):
        return False
    if affected.is_answer(received):
        return False
    if received.triage.route is Route.FOLLOW_UP or _opens_a_case(received):
        return True
    return received.examined is not None and received.examined.findings.verdict is not Verdict.ORDINARY


def _opens_a_case(received: Received) -> bool:
    """An officer's NEW: his mail, with what he passes on in it, is how the report came in."""
    if received.triage.route is not Route.OFFICER:
        return False
    return any(command.verb is Verb.NEW for command in read_commands(received.mail.words.own).commands)


def _set_aside(office: Office, place: Place, fetched: FetchedMail, attempts: int) -> Result:
    """Its bytes are kept and the officers told where to look."""
    now = office.clock()
    piece = Piece(
        sha256=office.bookcase.files.put(fetched.raw),
        reference="",
        kind=EvidenceKind.SET_ASIDE,
        content_type="message/rfc822",
        size=len(fetched.raw),
        stored_at=now,
    )
    mailbox = mailbox_of(place, office.organisation)
    letters = office.letters.set_aside(
        now, mailbox=mailbox, arrived_at=fetched.arrived_at, attempts=attempts, reason_key="unreadable"
    )
    with office.bookcase.transaction() as books:
        books.evidence.add(piece)
        for letter in letters:
            books.outbox.put(letter)
        books.journal.finish(place, MailState.SET_ASIDE, now, rest_for="" if fetched.left_out else None)
    logger.warning("mail %s: set aside after %s attempts", place.uid, attempts)
    return Result(uid=place.uid, state=MailState.SET_ASIDE)
