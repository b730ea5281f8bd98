"""What an officer ordered waits for a one-time code, which goes to his address on file."""

from datetime import datetime

from bot.office import Office
from bot.officers.command_grammar import Typed
from bot.officers.held_lists import sealed_lists
from bot.officers.officer_identity import Doubtful, Identity
from bot.received import Received
from register_store.books import Books
from register_store.case import Case
from register_store.event_chain import EventKind
from register_store.held_commands import MOST_WAITING, VALID, Held
from register_store.organisation import Officer
from register_store.verbs import Verb
from replies import letters


def ask_for_code(
    office: Office,
    books: Books,
    received: Received,
    identity: Identity,
    typed: Typed,
    case: Case | None,
    now: datetime,
) -> None:
    """Nothing is executed; an attempt without proof is remembered by the case, a flood of them stays unanswered."""
    officer, why = identity.officer, identity.doubtful or Doubtful.NOT_AUTHENTICATED
    if not identity.is_proven:
        record_refusal(books, case, why.value, officer, now)
        if not typed.commands or books.held.waiting(officer.address, now) >= MOST_WAITING:
            return
    reference = case.reference if case else None
    sends = any(command.verb is Verb.SEND for command in typed.commands)
    draft = books.drafts.newest(reference) if reference and sends else None
    held = Held(
        officer=officer.address,
        reference=reference,
        own_words=received.mail.words.own,
        fingerprint=received.fingerprint,
        draft=draft.digest if draft else None,
        lists=sealed_lists(received, office.organisation, office.bookcase.keys),
    )
    code = books.held.hold(held, now)
    books.outbox.put(
        letters.confirm_code(
            office.organisation,
            officer,
            office.stationery.new_stamp(officer.address, reference, now),
            case=case,
            code=code,
            verbs=tuple(command.verb for command in typed.commands),
            why=why.value,
            draft_mark=draft.mark if draft else "",
            valid_hours=int(VALID.total_seconds() // 3600),
            # Not in the thread of a mail that may be a stranger's: its Message-ID and subject are his words.
            answered=None,
        )
    )
    office.cut(7)


def record_refusal(books: Books, case: Case | None, reason: str, officer: Officer | None, now: datetime) -> None:
    """The case remembers who was posed as; a mail about no case is in the journal only."""
    if case is None:
        return
    payload = {"reason": reason} | ({"by": officer.name} if officer else {})
    books.register.record(case, kind=EventKind.REFUSED, actor="unproven", at=now, payload=payload)
