"""The journal of changes: a hash chain that can forget without breaking (design section 4)."""

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from register_store.counters import last_number, next_number
from register_store.tables import case_events, event_payloads

GENESIS = "0" * 64
_SERIES = "events"


class EventKind(StrEnum):
    """What happened to a case."""

    OPENED = "opened"
    MAIL_ADDED = "mail_added"  #: the finder wrote again
    PICTURES_READ = "pictures_read"  #: OCR added to the findings
    LETTER_RETURNED = "letter_returned"  #: a letter of ours bounced
    TAKEN = "taken"
    DECIDED = "decided"  #: case, AP or people state moved by an officer
    RECORDED = "recorded"  #: a register or AP field filled
    NOTED = "noted"
    RECEIPT_SENT = "receipt_sent"
    WARNED = "warned"  #: a deadline warning went out
    ESCALATED = "escalated"  #: officers or management were told that nobody handles the case
    ASKED = "asked"  #: an officer asked the finder, IT or a processor
    ANSWERED = "answered"  #: IT or a processor answered
    EVIDENCE_SENT = "evidence_sent"  #: the originals went to an officer
    REFUSED = "refused"  #: a command without proof
    UNDONE = "undone"
    SENT = "sent"  #: an officer let a letter to affected people go
    TRAINED = "trained"  #: the classifier learnt from officers' decisions, and was taken into use or not
    ERASED = "erased"  #: payloads of older events were erased


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent:
    """One link of the chain with what it says; `payload` is None once erased."""

    number: int
    reference: str | None
    at: datetime
    actor: str
    kind: EventKind
    digest: str
    payload: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainFault:
    """The first place where the chain does not hold."""

    number: int
    what: str


class EventChain:
    """The events of one organisation, on one connection."""

    def __init__(self, connection: Connection, organisation: str) -> None:
        self._connection = connection
        self._organisation = organisation

    def append(
        self, kind: EventKind, actor: str, at: datetime, payload: Mapping[str, Any], reference: str | None = None
    ) -> CaseEvent:
        """Add a link; the counter row orders writers, so that no two links share a predecessor."""
        number = next_number(self._connection, self._organisation, _SERIES)
        salt = secrets.token_hex(32)
        text = _canonical(payload)
        link: dict[str, Any] = {
            "organisation": self._organisation,
            "number": number,
            "reference": reference,
            "at": at,
            "actor": actor,
            "kind": kind.value,
            "payload_digest": _digest(salt + text),
            "previous": self.head(),
        }
        link["digest"] = _link_digest(link)
        self._connection.execute(insert(case_events).values(**link))
        self._connection.execute(
            insert(event_payloads).values(organisation=self._organisation, number=number, salt=salt, payload=text)
        )
        return CaseEvent(
            number=number, reference=reference, at=at, actor=actor, kind=kind, digest=link["digest"], payload=payload
        )

    def head(self) -> str:
        """The digest of the last link: whoever holds it can later prove that nothing before it was changed."""
        newest = (
            select(case_events.c.digest)
            .where(case_events.c.organisation == self._organisation)
            .order_by(case_events.c.number.desc())
            .limit(1)
        )
        return self._connection.execute(newest).scalar() or GENESIS

    def of_case(self, reference: str) -> list[CaseEvent]:
        """The events of one case, oldest first."""
        return [_event(row) for row in self._rows(case_events.c.reference == reference)]

    def every_event(self) -> list[CaseEvent]:
        """All events of all cases, oldest first."""
        return [_event(row) for row in self._rows()]

    def last_at(self, reference: str, kinds: frozenset[EventKind], *, other: bool = False) -> datetime | None:
        """When the last event of these kinds (`other`: of any kind but these) happened to a case."""
        is_one = case_events.c.kind.in_([kind.value for kind in kinds])
        query = select(func.max(case_events.c.at)).where(
            case_events.c.organisation == self._organisation,
            case_events.c.reference == reference,
            ~is_one if other else is_one,
        )
        return self._connection.execute(query).scalar()

    def between(self, since: datetime, until: datetime) -> list[CaseEvent]:
        """All events of a period, oldest first."""
        return [_event(row) for row in self._rows((case_events.c.at >= since) & (case_events.c.at < until))]

    def erase(self, reference: str, actor: str, at: datetime) -> int:
        """Forget what the events of a case say; that they happened stays, and the erasure is an event itself."""
        full = [event for event in self.of_case(reference) if event.payload is not None]
        numbers = [event.number for event in full if event.kind is not EventKind.ERASED]  # erasures prove each other
        self._connection.execute(
            delete(event_payloads).where(
                event_payloads.c.organisation == self._organisation, event_payloads.c.number.in_(numbers)
            )
        )
        self.append(EventKind.ERASED, actor, at, {"numbers": numbers}, reference)
        return len(numbers)

    def verify(self) -> ChainFault | None:
        """The first link that was changed, removed, reordered, or emptied without an erasure; None if all hold."""
        previous, expected = GENESIS, 1
        try:
            erased = self._erased_numbers()
            for row in self._rows():
                fault = _fault(row, previous, expected, erased)
                if fault:
                    return ChainFault(number=expected, what=fault)
                previous, expected = row["digest"], expected + 1
        except (ValueError, TypeError):  # a moment that is none: only a foreign hand writes that
            return ChainFault(number=expected, what="an event cannot be read")
        if expected - 1 != last_number(self._connection, self._organisation, _SERIES):
            return ChainFault(number=expected, what="the newest events are missing")
        return None

    def holds(self, head: str) -> bool:
        """Was this once the head of the chain? Only then does a head kept from a digest prove what came before it."""
        ours = (case_events.c.organisation == self._organisation) & (case_events.c.digest == head)
        return (
            head == GENESIS or self._connection.execute(select(case_events.c.number).where(ours)).scalar() is not None
        )

    def _rows(self, only: ColumnElement[bool] | None = None) -> Iterator[Mapping[str, Any]]:
        both = case_events.outerjoin(
            event_payloads,
            (case_events.c.organisation == event_payloads.c.organisation)
            & (case_events.c.number == event_payloads.c.number),
        )
        query = (
            select(case_events, event_payloads.c.salt, event_payloads.c.payload)
            .select_from(both)
            .where(case_events.c.organisation == self._organisation, *([] if only is None else [only]))
            .order_by(case_events.c.number)
        )
        for row in self._connection.execute(query):
            yield dict(row._mapping)

    def _erased_numbers(self) -> frozenset[int]:
        """What ERASED events name; one whose contents were spoiled names nothing, and is found as changed."""
        kept = [row["payload"] for row in self._rows(case_events.c.kind == EventKind.ERASED.value)]
        return frozenset(number for payload in kept for number in _numbers_in(payload))


def _numbers_in(payload: str | None) -> list[int]:
    try:
        told = json.loads(payload or "{}")
        return [int(number) for number in told["numbers"]]
    except (ValueError, TypeError, KeyError):
        return []


def _event(row: Mapping[str, Any]) -> CaseEvent:
    return CaseEvent(
        number=row["number"],
        reference=row["reference"],
        at=row["at"],
        actor=row["actor"],
        kind=EventKind(row["kind"]),
        digest=row["digest"],
        payload=json.loads(row["payload"]) if row["payload"] is not None else None,
    )


def _fault(row: Mapping[str, Any], previous: str, expected: int, erased: frozenset[int]) -> str | None:
    if row["number"] != expected:
        return "an event is missing"
    if row["previous"] != previous:
        return "the event does not follow the one before"
    if row["digest"] != _link_digest(row):
        return "the event was changed"
    if row["payload"] is None:
        return None if row["number"] in erased else "the contents were removed without an erasure event"
    return None if row["payload_digest"] == _digest(row["salt"] + row["payload"]) else "the contents were changed"


def _link_digest(link: Mapping[str, Any]) -> str:
    parts = [link[key] for key in ("organisation", "number", "reference")]
    parts += [link["at"].isoformat(), link["actor"], link["kind"], link["previous"], link["payload_digest"]]
    return _digest(_canonical(parts))


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
