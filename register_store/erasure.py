"""Erases what a case holds of people, part by part; its row and its chain of events stay and prove it."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, select, update

from register_store.case import Case
from register_store.event_chain import CaseEvent, EventChain, EventKind
from register_store.evidence_files import EvidenceIndex, EvidenceKind
from register_store.findings import Findings, findings_to_json
from register_store.letter import LetterKind
from register_store.mailings import Mailings
from register_store.outbox import OutboxState
from register_store.retention import ROW_ERASED_FIELD, Part
from register_store.same_mails import SameMails
from register_store.subjects import Subjects
from register_store.tables import (
    case_mails,
    cases,
    drafts,
    event_payloads,
    hallmarks,
    held_commands,
    labels,
    letters,
    outbox,
    requests,
)

#: Letters whose recipient is the finder.
_TO_FINDER = (LetterKind.RECEIPT, LetterKind.FINDER_QUESTION, LetterKind.THANKS)
#: Events that tell what came from the finder or went to him.
_OF_FINDER = frozenset(
    {EventKind.OPENED, EventKind.MAIL_ADDED, EventKind.PICTURES_READ, EventKind.ASKED, EventKind.REFUSED}
)
#: Fields that lead from one case to another: no data of people, and threads need them.
_PATHS = ("merged_into", "merged_from")
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What one erasure took away."""

    files: tuple[str, ...] = ()  #: digests of evidence that nothing names any more: the caller removes the files
    counts: Mapping[str, int] | None = None


class Erasure:
    """Erasures of one organisation, on one connection."""

    def __init__(self, connection: Connection, organisation: str) -> None:
        self._connection = connection
        self._organisation = organisation
        self._chain = EventChain(connection, organisation)

    def erase(
        self, case: Case, parts: Iterable[Part], at: datetime, *, pseudonym: str, why: Mapping[str, Any]
    ) -> Erased:
        """Erase these parts of a case in this transaction, and say so in its chain."""
        wanted, files = tuple(parts), tuple[str, ...]()
        counts: dict[str, int] = {}
        numbers: list[int] = []
        if Part.EVIDENCE in wanted:
            files = self._evidence(case.reference)
            counts["evidence"] = len(files)
        if Part.FINDER in wanted:
            counts["mails"] = self._mails(case.reference, at)
            numbers += self._events_of_finder(case)
            case = self._without_finder(case, pseudonym)
        if Part.CASE_FILE in wanted:
            numbers += [event.number for event in self._full_events(case.reference)]
            counts["people"] = Subjects(self._connection, self._organisation).erase(case.reference)
            case = self._case_file(case)
        if Part.ROW in wanted:
            self._row(case, at)
        self._prove(case.reference, wanted, sorted(set(numbers)), at, counts, why)
        return Erased(files=files, counts=counts)

    def last_erased(self, reference: str) -> dict[str, datetime]:
        """When each part of a case was erased last."""
        told = [event for event in self._chain.of_case(reference) if event.kind is EventKind.ERASED and event.payload]
        return {part: event.at for event in told for part in (event.payload or {}).get("what", ())}

    def set_aside_before(self, before: datetime) -> tuple[str, ...]:
        """Forget mails that could not be read; the digests of their files."""
        index = EvidenceIndex(self._connection, self._organisation)
        old = [piece for piece in index.of_case("", EvidenceKind.SET_ASIDE) if piece.stored_at < before]
        return tuple(piece.sha256 for piece in old if index.remove(piece.sha256, ""))

    def held_before(self, before: datetime) -> int:
        """Forget commands whose code expired before this moment."""
        old = (held_commands.c.organisation == self._organisation) & (held_commands.c.expires_at < before)
        return self._connection.execute(delete(held_commands).where(old)).rowcount

    def people_erased(self, reference: str, count: int, at: datetime) -> None:
        """Prove that affected people's addresses of a case are gone."""
        self._prove(reference, ("people",), [], at, {"people": count}, {"rule": "people_mail.keep_days"})

    def _evidence(self, reference: str) -> tuple[str, ...]:
        index = EvidenceIndex(self._connection, self._organisation)
        pieces = index.of_case(reference)
        return tuple(piece.sha256 for piece in pieces if index.remove(piece.sha256, reference))

    def _mails(self, reference: str, at: datetime) -> int:
        """Tombstones first: the mails may still lie in the mailbox, and must not bring the case back."""
        SameMails(self._connection, self._organisation).bury(reference, at)
        of_case = and_(case_mails.c.organisation == self._organisation, case_mails.c.reference == reference)
        return self._connection.execute(delete(case_mails).where(of_case)).rowcount

    def _events_of_finder(self, case: Case) -> list[int]:
        return [
            event.number
            for event in self._full_events(case.reference)
            if event.kind in _OF_FINDER or _speaks_of_finder(event, case)
        ]

    def _full_events(self, reference: str) -> list[CaseEvent]:
        """Those with contents; erasures stay readable, for they prove the others."""
        events = self._chain.of_case(reference)
        return [event for event in events if event.payload is not None and event.kind is not EventKind.ERASED]

    def _without_finder(self, case: Case, pseudonym: str) -> Case:
        """The finder as a pseudonym; his words gone, what they showed kept."""
        words = _names(case)
        kept = replace(
            case,
            finder_address=None,
            finder_name=pseudonym if case.finder_address or case.finder_name else None,
            findings=_bare(case.findings),
            fields={key: _without(words, value) for key, value in case.fields.items()},
        )
        self._put(kept)
        to_finder = [kind.value for kind in _TO_FINDER]
        here = and_(letters.c.organisation == self._organisation, letters.c.reference == case.reference)
        self._connection.execute(update(letters).where(here, letters.c.kind.in_(to_finder)).values(recipient=""))
        self._connection.execute(
            update(outbox)
            .where(outbox.c.message_id.in_(select(letters.c.message_id).where(here)))
            .where(outbox.c.state != OutboxState.WAITING)
            .values(content=b"", last_error=None)
        )
        for table in (drafts, held_commands, hallmarks, labels):
            self._forget(table, case.reference)
        return kept

    def _case_file(self, case: Case) -> Case:
        """States and dates stay: the bare row of the register."""
        kept = replace(case, handler=None, fields={key: case.fields[key] for key in _PATHS if key in case.fields})
        self._put(kept)
        Mailings(self._connection, self._organisation).forget(case.reference)
        self._forget(requests, case.reference)
        here = and_(letters.c.organisation == self._organisation, letters.c.reference == case.reference)
        self._connection.execute(update(letters).where(here).values(recipient="", officer=None, cap_key=None))
        return kept

    def _row(self, case: Case, at: datetime) -> None:
        """Its number stays, and that it was erased: what was found and when it was noticed goes too."""
        nothing = replace(
            _bare(case.findings),
            kind=None,
            personal_data=(),
            affected_count=None,
            screenshots=0,
            clues=(),
            language="nl",
            origins={},
        )
        fields = {**case.fields, ROW_ERASED_FIELD: at.date().isoformat()}
        self._put(replace(case, finder_name=None, findings=nothing, fields=fields))

    def _put(self, case: Case) -> None:
        here = and_(cases.c.organisation == self._organisation, cases.c.reference == case.reference)
        values = {
            "finder_address": case.finder_address,
            "finder_name": case.finder_name,
            "handler": case.handler,
            "findings": findings_to_json(case.findings),
            "fields": dict(case.fields),
        }
        self._connection.execute(update(cases).where(here).values(**values))

    def _forget(self, table: Any, reference: str) -> None:
        here = and_(table.c.organisation == self._organisation, table.c.reference == reference)
        self._connection.execute(delete(table).where(here))

    def _prove(
        self,
        reference: str,
        what: Iterable[str],
        numbers: list[int],
        at: datetime,
        counts: Mapping[str, int],
        why: Mapping[str, Any],
    ) -> None:
        """The contents of events go, and the line that proves it comes."""
        gone = and_(event_payloads.c.organisation == self._organisation, event_payloads.c.number.in_(numbers))
        self._connection.execute(delete(event_payloads).where(gone))
        payload = {"numbers": numbers, "what": [str(part) for part in what], "counts": dict(counts), **why}
        self._chain.append(EventKind.ERASED, "meldpost", at, payload, reference)


def _speaks_of_finder(event: CaseEvent, case: Case) -> bool:
    payload = event.payload or {}
    changes = payload.get("changes", {})
    if {"finder_address", "finder_name", "findings"} & set(changes):
        return True
    text = json.dumps(payload, ensure_ascii=False)
    return _without(_names(case), text) != text


def _names(case: Case) -> list[str]:
    """The finder's address and the words of his name."""
    words = [case.finder_address or "", *re.split(r"[\s,.\"'()]+", case.finder_name or "")]
    return [word for word in words if len(word) >= _SHORTEST_NAME]


def _without(words: Iterable[str], text: str) -> str:
    for word in words:
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "[melder]", text, flags=re.IGNORECASE)
    return text


def _bare(findings: Findings) -> Findings:
    """What was found, without a word of the mail."""
    return replace(
        findings,
        clues=tuple(replace(clue, text="") for clue in findings.clues),
        description=None,
        reproduction=None,
        urls=(),
        facts=(),
    )
