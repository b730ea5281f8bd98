"""The versions of the AP's form that were told, as the events of AP REPORTED keep them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from register_store.books import Books
from register_store.case import Case
from register_store.event_chain import EventKind

#: Under this key the event of AP REPORTED holds the values as they were told.
FORM = "ap_form"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldVersion:
    """One version of the form, as it was told."""

    at: datetime  #: when the officer said so
    kind: str  #: of the sheet
    values: Mapping[str, str]  #: question key -> answer


def told_versions(books: Books, case: Case) -> tuple[ToldVersion, ...]:
    """Oldest first; what was taken back by UNDO was never told."""
    events = books.register.chain.of_case(case.reference)
    undone = {event.payload["undone"] for event in events if event.kind is EventKind.UNDONE and event.payload}
    return tuple(
        ToldVersion(at=event.at, kind=event.payload.get("ap_form_kind", ""), values=event.payload[FORM])
        for event in events
        if event.payload and FORM in event.payload and event.number not in undone
    )
