"""Thanks to the finder: drafted when a case is decided or closed, sent only by an officer's SEND."""

from collections.abc import Iterator, Mapping, Sequence

from bot.finder_thread import finder_thread
from bot.merged_cases import merged_into
from bot.officers.desk import Desk, Done
from register_store.books import Books
from register_store.case import Case, CaseState
from register_store.drafts import Draft, digest_of
from register_store.event_chain import EventKind
from register_store.letter import Letter, LetterKind
from replies.finder_letters import Outcome, thanks
from replies.gallery import subject_of, text_of
from replies.letter_headers import UnwritableRecipient

_OUTCOMES = {
    CaseState.BREACH_ESTABLISHED: Outcome.AT_WORK,
    CaseState.NO_BREACH: Outcome.DONE,
    CaseState.CLOSED: Outcome.DONE,
}
_PREVIEW = "bedankje-concept.txt", "text/plain"


def offer(desk: Desk, case: Case | None) -> Done:
    """After an officer's commands: the draft, if they settled something its finder may know."""
    before = desk.order.case
    if case is None or before is None or before.reference != case.reference or before.state is case.state:
        return Done(case=case)
    outcome = _OUTCOMES.get(case.state)
    letters = list(_letters(desk, case, outcome)) if outcome else []
    if outcome is None or not letters:
        _withdraw(desk.books, case)
        return Done(case=case)
    return Done(case=case, shows=_drafted(desk, case, outcome, letters))


def show_thanks(desk: Desk, case: Case, draft: Draft) -> Mapping[str, object]:
    """The draft as it would go now, for an officer who was not shown it so."""
    outcome = Outcome(draft.content)
    letters = list(_letters(desk, case, outcome))
    return _drafted(desk, case, outcome, letters) if letters else {}


def digest_of_thanks(desk: Desk, case: Case, draft: Draft) -> str:
    """Of the letters that would go now."""
    return _digest(list(_letters(desk, case, Outcome(draft.content))))


def send_thanks(desk: Desk, case: Case, draft: Draft) -> int:
    """What SEND does with a draft of this kind: one letter to each finder, none told of the other. How many went."""
    letters = list(_letters(desk, case, Outcome(draft.content)))
    if not letters or not desk.books.drafts.take(draft):
        return 0
    for letter in letters:
        desk.books.outbox.put(letter)
    order = desk.order
    payload = {"text": LetterKind.THANKS.value, "count": len(letters), "by": order.officer.name}
    desk.books.register.record(case, kind=EventKind.NOTED, actor=order.actor, at=order.now, payload=payload)
    return len(letters)


def _drafted(desk: Desk, case: Case, outcome: Outcome, letters: Sequence[Letter]) -> Mapping[str, object]:
    """Kept for SEND as this officer sees it."""
    order = desk.order
    draft = Draft(
        reference=case.reference,
        kind=LetterKind.THANKS,
        content=outcome.value,
        made_at=order.now,
        digest=_digest(letters),
        shown_to=order.officer.address,
    )
    desk.books.drafts.put(draft)
    name, content_type = _PREVIEW
    attachment = (name, content_type, text_of(letters[0].content).encode())
    return {"draft": LetterKind.THANKS, "draft_mark": draft.mark, "attachments": (attachment,)}


def _digest(letters: Sequence[Letter]) -> str:
    return digest_of([(letter.recipient, subject_of(letter.content), text_of(letter.content)) for letter in letters])


def _letters(desk: Desk, case: Case, outcome: Outcome) -> Iterator[Letter]:
    """To the finder of the case and of those merged into it; whom nobody ever answered does not hear of us now."""
    office, now = desk.office, desk.order.now
    for one in (case, *merged_into(desk.books, case)):
        recipient = one.finder_address
        if recipient is None or one.receipt_held or desk.books.outbox.never_arrived(recipient):
            continue
        if _was_told(desk.books, one, outcome):
            continue
        stamp = office.stationery.new_stamp(recipient, one.reference, now)
        thread = finder_thread(desk.books, one)
        try:
            yield thanks(office.organisation, one, stamp, recipient=recipient, outcome=outcome, answered=thread)
        except UnwritableRecipient:
            continue


def _was_told(books: Books, case: Case, outcome: Outcome) -> bool:
    """He is thanked at most twice: that we are at work, and that it is done."""
    told = len(books.outbox.of_case(case.reference, LetterKind.THANKS))
    return told > (outcome is Outcome.DONE)


def _withdraw(books: Books, case: Case) -> None:
    """A case that was opened again needs no thanks that say it is settled."""
    stale = books.drafts.newest(case.reference, LetterKind.THANKS)
    if stale is not None:
        books.drafts.take(stale)
