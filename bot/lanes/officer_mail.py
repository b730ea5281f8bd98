"""The lane of an officer: identity first, then his commands all or none, then a transcript as answer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.correspondence import answered_by
from bot.gates.automatic_mail import is_automatic
from bot.lanes import new_case
from bot.lanes.new_case import enter_mail
from bot.office import Office
from bot.officers.command_grammar import Typed, read_commands
from bot.officers.desk import Desk, Order
from bot.officers.officer_commands import carry_out
from bot.officers.officer_identity import Doubtful, Identity, identify
from bot.receipt_caps import key_of_words
from bot.received import Received, Settled
from bot.undelivered import note_away
from classifiers.words import SenderFacts, Words
from register_store.books import Books
from register_store.case import Case
from register_store.event_chain import EventKind
from register_store.evidence_files import Piece
from register_store.findings import Findings
from register_store.held_commands import MOST_WAITING, VALID, Held
from register_store.letter import KnownLetter, LetterKind
from register_store.organisation import Officer
from register_store.verbs import Verb
from replies import letters

#: Answers to mails of an officer in which no command is and the same words are, within this time.
MOST_WITH_SAME_WORDS, SAME_WORDS_TIME = 2, timedelta(days=1)


def settle(office: Office, books: Books, received: Received, evidence: tuple[Piece, ...], now: datetime) -> Settled:
    """Answer an officer's mail; whatever he sends, he hears what was done and what not."""
    case = _case_meant(books, received)
    reference = case.reference if case else None
    typed = read_commands(received.mail.words.own)
    identity = identify(
        received.mail,
        office.organisation,
        authenticated=received.read.authenticated,
        answered=received.facts.answered,
        reference=reference,
        commands=typed.commands,
    )
    if identity is None or is_automatic(received.mail):
        return _noted_automatic(office, books, case, received, now)
    if identity.doubtful and not typed.commands and not typed.not_understood:
        # Prose in an officer's name, unproven: it commands nothing, but it may well report something.
        return new_case.settle(office, books, received, evidence, now)
    code = _code_in(typed)
    if code is not None:
        _release(office, books, received, identity.officer, code, case, now)
    elif identity.doubtful is not None:
        _hold(office, books, received, identity, typed, case, now)
    else:
        findings = _findings_of(received)
        _execute(office, books, received, identity.officer, typed, case, now, findings)
    return Settled(reference=reference)


def _case_meant(books: Books, received: Received) -> Case | None:
    """The case of the letter he answers, else the one his subject names."""
    answered = received.facts.answered
    reference = (answered.reference if answered else None) or received.facts.subject_reference
    return books.register.find(reference) if reference else None


def _noted_automatic(office: Office, books: Books, case: Case | None, received: Received, now: datetime) -> Settled:
    """An out-of-office commands nothing; it is noted, and where nobody else looks the deputy is told."""
    if case is None:
        return Settled()
    sender = received.mail.sender
    officer = office.organisation.officer(sender.address) if sender else None
    payload = {"text": "automatic answer"} | ({"by": officer.name} if officer else {})
    books.register.record(case, kind=EventKind.MAIL_ADDED, actor="officer", at=now, payload=payload)
    answered = received.facts.answered or _newest_to(books, case, officer)
    if officer and answered:
        note_away(office, books, case, officer, answered, now)
    return Settled(reference=case.reference)


def _newest_to(books: Books, case: Case, officer: Officer | None) -> KnownLetter | None:
    """Some programs answer without a thread: then it was the last letter he got about the case."""
    letters_to_him = [one for one in books.outbox.of_case(case.reference) if officer and one.officer == officer.address]
    return letters_to_him[-1] if letters_to_him else None


def _code_in(typed: Typed) -> str | None:
    return next((command.argument or "" for command in typed.commands if command.verb is Verb.CODE), None)


def _findings_of(received: Received) -> Callable[[], Findings]:
    assert received.examined is not None
    findings = received.examined.findings
    return lambda: findings


def _release(
    office: Office, books: Books, received: Received, officer: Officer, code: str, case: Case | None, now: datetime
) -> None:
    """The code came back: what waited for it is carried out, once."""
    held = books.held.release(code, officer.address, now)
    if held is None:
        wrong = read_commands(f"{Verb.CODE}: {code}")
        _execute(office, books, received, officer, wrong, case, now, _findings_of(received))
        return

    def findings() -> Findings:
        words = Words(subject="", own=held.own_words, whole=held.own_words)
        return office.reader.examine(words, (), SenderFacts(is_internal=True)).findings

    meant = books.register.find(held.reference) if held.reference else None
    _execute(office, books, received, officer, read_commands(held.own_words), meant, now, findings)


def _hold(
    office: Office,
    books: Books,
    received: Received,
    identity: Identity,
    typed: Typed,
    case: Case | None,
    now: datetime,
) -> None:
    """Nothing is executed; the address on file gets a one-time code, and the case remembers the attempt."""
    why = identity.doubtful or Doubtful.NOT_AUTHENTICATED
    if case is not None:
        payload = {"reason": why.value, "by": identity.officer.name}
        books.register.record(case, kind=EventKind.REFUSED, actor="unproven", at=now, payload=payload)
    if not typed.commands or books.held.waiting(identity.officer.address, now) >= MOST_WAITING:
        return
    held = Held(
        officer=identity.officer.address,
        reference=case.reference if case else None,
        own_words=received.mail.words.own,
        fingerprint=received.fingerprint,
    )
    code = books.held.hold(held, now)
    stamp = office.stationery.new_stamp(identity.officer.address, case.reference if case else None, now)
    books.outbox.put(
        letters.confirm_code(
            office.organisation,
            identity.officer,
            stamp,
            case=case,
            code=code,
            verbs=tuple(command.verb for command in typed.commands),
            why=why.value,
            valid_hours=int(VALID.total_seconds() // 3600),
            # Not in the thread of a mail that may be a stranger's: its Message-ID and subject are his words.
            answered=None,
        )
    )
    office.cut(7)


def _execute(
    office: Office,
    books: Books,
    received: Received,
    officer: Officer,
    typed: Typed,
    case: Case | None,
    now: datetime,
    findings: Callable[[], Findings],
) -> None:
    order = Order(
        officer=officer,
        actor=office.bookcase.keys.actor_id(officer.address),
        typed=typed,
        case=case,
        now=now,
        received=received,
        findings_of_new=findings,
    )
    transcript = carry_out(Desk(office=office, books=books, order=order))
    if transcript.case is not None:
        enter_mail_once(books, transcript.case, received)
    office.cut(6)
    cap_key = None if typed.commands else key_of_words(received.mail.words.own, office.bookcase.keys)
    if cap_key and _is_loop(books, officer, cap_key, now):
        return
    reference = transcript.case.reference if transcript.case else None
    stamp = office.stationery.new_stamp(officer.address, reference, now)
    answer = letters.command_answer(
        office.organisation, officer, transcript, stamp, answered=answered_by(received.mail)
    )
    office.cut(7)
    books.outbox.put(replace(answer, cap_key=cap_key))


def _is_loop(books: Books, officer: Officer, cap_key: str, now: datetime) -> bool:
    """He says again and again the same, and never a command: a robot answers our answers in his name."""
    since = now - SAME_WORDS_TIME
    told = books.outbox.written(LetterKind.COMMAND_ANSWER, since, recipient=officer.address, cap_key=cap_key)
    return told >= MOST_WITH_SAME_WORDS


def enter_mail_once(books: Books, case: Case, received: Received) -> None:
    """Note the officer's mail with its case."""
    if books.same.has_fingerprint(case.reference, received.fingerprint):
        return
    how_found = "token" if received.facts.answered else "reference"
    enter_mail(books, case, received, role="officer", how_found=how_found)
