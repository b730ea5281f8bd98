"""The lane of an officer: identity first, then his commands all or none, then a transcript as answer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.correspondence import answered_by
from bot.gates.automatic_mail import is_automatic
from bot.lanes import new_case
from bot.lanes.new_case import enter_mail
from bot.locked_mail import is_locked
from bot.office import Office
from bot.officers.asked_code import ask_for_code, record_refusal
from bot.officers.command_grammar import Typed
from bot.officers.desk import Desk, Order
from bot.officers.held_lists import lists_of, opened_lists
from bot.officers.near_miss_answers import as_command
from bot.officers.officer_commands import carry_out
from bot.officers.officer_identity import Bond, Identity, identify, what_is_signed
from bot.officers.pressed_button import Button, pressed_button
from bot.officers.ready_commands import ready_in
from bot.officers.replays import REMEMBERED, replay_mark
from bot.officers.typed_mail import read_commands, read_mail_commands
from bot.officers.typed_part import with_indented_quoted
from bot.receipt_caps import key_of_words
from bot.received import Received, Settled
from bot.undelivered import note_away
from classifiers.words import SenderFacts, Words
from register_store.books import Books
from register_store.case import Case
from register_store.event_chain import EventKind
from register_store.evidence_files import Piece
from register_store.findings import Findings
from register_store.held_commands import VALID, Held
from register_store.letter import KnownLetter, LetterKind
from register_store.organisation import Officer
from register_store.verbs import Verb
from replies import letters
from replies.transcript import NotUnderstood, Place

#: Answers to mails of an officer in which no command is and the same words are, within this time.
MOST_WITH_SAME_WORDS, SAME_WORDS_TIME = 2, timedelta(days=1)
#: Wrong codes from a sender who proves nothing that the officer on file hears of, while a code is valid.
MOST_TRIES_TOLD = 5


def settle(office: Office, books: Books, received: Received, evidence: tuple[Piece, ...], now: datetime) -> Settled:
    """Answer an officer's mail; whatever he sends, he hears what was done and what not."""
    received = _without_indented(received)
    button = pressed_button(received.mail, office.stationery.ready, books.held, now)
    case = _case_meant(books, received, button)
    reference = case.reference if case else None
    signature = received.read.signature
    repeat = replay_mark(received.mail, signature)
    received = _above_the_code(_with_near_misses(received))
    typed = _typed(office, received)
    identity = identify(
        received.mail,
        office.organisation,
        authenticated=received.read.authenticated,
        bond=Bond(
            answered=received.facts.answered,
            reference=reference,
            button=button.fault if button else None,
            is_button=button is not None and button.serves(reference),
            is_replay=repeat is not None and books.held.is_spent(repeat),
            signed=what_is_signed(signature, reference, now),
        ),
        commands=typed.commands,
    )
    if identity is None or is_automatic(received.mail):
        return _noted_automatic(office, books, case, received, now)
    if is_locked(received.mail) and not typed.commands:
        # Proven or not: nothing can be carried out, and whoever stands on file hears that it lies there unread.
        _execute(office, books, received, identity.officer, typed, case, now, _findings_of(received))
        return Settled(reference=reference)
    if identity.doubtful and not typed.commands and not _any_near_miss(typed):
        # Prose in an officer's name, unproven: it commands nothing, but it may well report something.
        return new_case.settle(office, books, received, evidence, now)
    code = _code_in(typed)
    if code is not None:
        _release(office, books, received, identity, code, typed, case, now)
    elif identity.doubtful is not None:
        ask_for_code(office, books, received, identity, typed, case, now)
    else:
        findings = _findings_of(received)
        done = _execute(office, books, received, identity.officer, typed, case, now, findings, evidence)
        if done and repeat:
            books.held.spend(repeat, identity.officer.address, reference, now + REMEMBERED, now)
        if done and button:
            books.held.spend(button.mark, identity.officer.address, reference, button.until + REMEMBERED, now)
    return Settled(reference=reference)


def _typed(office: Office, received: Received) -> Typed:
    """What he typed; old text is looked through only where it is a letter of ours."""
    sender = received.mail.sender
    officer = office.organisation.officer(sender.address) if sender else None
    answers_us = received.facts.answered is not None
    return read_mail_commands(received.mail.words, officer.name if officer else "", answers_us=answers_us)


def _any_near_miss(typed: Typed) -> bool:
    return any(odd.place is Place.OWN for odd in typed.not_understood)


def _above_the_code(received: Received) -> Received:
    """A ready command mail without its code line: that is no reason, no note, and nothing below it is meant for us."""
    ready = ready_in(received.mail.words.own)
    if ready is None:
        return received
    words = replace(received.mail.words, own=ready.above)
    return replace(received, read=replace(received.read, mail=replace(received.mail, words=words)))


def _with_near_misses(received: Received) -> Received:
    """To a list of near misses he may answer in plain words; they mean a command."""
    answered = received.facts.answered
    if answered is None or answered.kind is not LetterKind.NEAR_MISSES or answered.written_at is None:
        return received
    own = as_command(received.mail.words.own, f"{answered.written_at:%Y-%m-%d}")
    words = replace(received.mail.words, own=own)
    return replace(received, read=replace(received.read, mail=replace(received.mail, words=words)))


def _without_indented(received: Received) -> Received:
    """A report may stand in a bare blockquote; commands do not: some programs quote like that."""
    words = with_indented_quoted(received.mail.words)
    return replace(received, read=replace(received.read, mail=replace(received.mail, words=words)))


def _case_meant(books: Books, received: Received, button: Button | None) -> Case | None:
    """The case of the letter he answers, else that of the button he pressed, else the one his subject names."""
    answered = received.facts.answered
    of_thread = (answered.reference if answered else None) or (button.reference if button else None)
    reference = of_thread or received.facts.subject_reference
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
    office: Office,
    books: Books,
    received: Received,
    identity: Identity,
    code: str,
    typed: Typed,
    case: Case | None,
    now: datetime,
) -> None:
    """The code came back: what waited for it is carried out, once; what stands beside it is asked back."""
    officer = identity.officer
    held = books.held.release(code, officer.address, now, about=case.reference if case else None)
    if held is None:
        _refuse_code(office, books, received, identity, case, now)
        return

    def findings() -> Findings:
        words = Words(subject="", own=held.own_words, whole=held.own_words)
        return office.reader.examine(words, (), SenderFacts(is_internal=True)).findings

    beside = (command for command in typed.commands if command.verb is not Verb.CODE)
    odd = tuple(NotUnderstood(line=str(command.verb), meant=command.verb) for command in beside)
    waited = read_commands(held.own_words, officer.name)
    waited = replace(waited, not_understood=(*waited.not_understood, *odd))
    meant = books.register.find(held.reference) if held.reference else None
    _execute(office, books, received, officer, waited, meant, now, findings, held=held)


def _refuse_code(
    office: Office, books: Books, received: Received, identity: Identity, case: Case | None, now: datetime
) -> None:
    """A wrong code is said to the officer on file; a stranger's many tries do not fill his mailbox."""
    record_refusal(books, case, "code_wrong", identity.officer, now)
    told = office.bookcase.keys.fingerprint_of(f"wrong code\0{identity.officer.address}".encode())
    since = now - VALID
    count = books.outbox.written(LetterKind.COMMAND_ANSWER, since, recipient=identity.officer.address, cap_key=told)
    if identity.is_proven or count < MOST_TRIES_TOLD:
        wrong = read_commands(f"{Verb.CODE}: X")
        _execute(office, books, received, identity.officer, wrong, case, now, _findings_of(received), cap_key=told)


def _execute(
    office: Office,
    books: Books,
    received: Received,
    officer: Officer,
    typed: Typed,
    case: Case | None,
    now: datetime,
    findings: Callable[[], Findings],
    evidence: tuple[Piece, ...] = (),
    *,
    cap_key: str | None = None,
    held: Held | None = None,
) -> bool:
    """Carry out, and answer; was something asked, and all of it done? `held`: what waited for the code."""
    keys = office.bookcase.keys
    order = Order(
        officer=officer,
        actor=keys.actor_id(officer.address),
        typed=typed,
        case=case,
        now=now,
        received=received,
        findings_of_new=findings,
        evidence=evidence,
        lists=opened_lists(held.lists, keys) if held else lists_of(received, office.organisation),
        confirmed=held.draft if held else None,
    )
    transcript = carry_out(Desk(office=office, books=books, order=order))
    if transcript.case is not None:
        enter_mail_once(books, transcript.case, received)
    office.cut(6)
    is_done = bool(transcript.lines) and all(line.refusal is None for line in transcript.lines)
    if not typed.commands:
        cap_key = key_of_words(received.mail.words.own, keys)
        if _is_loop(books, officer, cap_key, now):
            return is_done
    reference = transcript.case.reference if transcript.case else None
    stamp = office.stationery.new_stamp(officer.address, reference, now)
    answer = letters.command_answer(
        office.organisation, officer, transcript, stamp, answered=answered_by(received.mail)
    )
    office.cut(7)
    books.outbox.put(replace(answer, cap_key=cap_key))
    return is_done


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
