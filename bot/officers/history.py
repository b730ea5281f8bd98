"""What STATUS and WHY tell of a case: its events and its clues, masked."""

from collections.abc import Mapping
from typing import Any

from register_store.books import Books
from register_store.case import Case
from register_store.event_chain import CaseEvent
from register_store.findings import Clue
from register_store.masks import mask
from replies.transcript import HistoryLine, Why

#: A clue is shown in at most so many words (design section 6).
_CLUE_WORDS = 12
_MOST_CLUES = 8


def history_of(books: Books, case: Case, names: Mapping[str, str]) -> tuple[HistoryLine, ...]:
    """The events of a case, oldest first; officers by name, finders never."""
    return tuple(_line(event, names) for event in books.register.chain.of_case(case.reference))


def why_of(books: Books, case: Case) -> Why:
    """Why this mail became a case, and what stopped or allowed our answer."""
    mails = books.register.mails_of(case.reference)
    first: Mapping[str, Any] = mails[0] if mails else {}
    heaviest = sorted(case.findings.clues, key=lambda clue: -abs(clue.weight))[:_MOST_CLUES]
    return Why(
        clues=tuple(_masked(clue) for clue in heaviest),
        probability=case.findings.probability,
        gate=case.receipt_held,
        authentication=str(first.get("authentication", "unknown")),
        thread=str(first.get("how_found", "new")),
    )


def _line(event: CaseEvent, names: Mapping[str, str]) -> HistoryLine:
    payload = event.payload or {}
    actor = payload.get("by") or names.get(event.actor, event.actor)
    return HistoryLine(at_utc=event.at.isoformat(), kind=event.kind.value, actor=actor, text=_text(payload))


def _text(payload: Mapping[str, Any]) -> str:
    told = [str(payload[key]) for key in ("verb", "text", "reason") if payload.get(key)]
    return mask(" - ".join(told))


def _masked(clue: Clue) -> Clue:
    words = mask(clue.text).split()
    shown = " ".join(words[:_CLUE_WORDS]) + (" ..." if len(words) > _CLUE_WORDS else "")
    return Clue(label=clue.label, text=shown, weight=clue.weight, where=clue.where)
