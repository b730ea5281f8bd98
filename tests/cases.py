"""Builders of cases, findings and letters for tests; all people are invented."""

from datetime import UTC, datetime
from typing import Any

from register_store.case import Case, CaseState
from register_store.findings import BreachKind, DataKind, Findings, Verdict
from register_store.letter import Letter, LetterKind

MONDAY = datetime(2026, 11, 23, 8, 12, tzinfo=UTC)


def a_finding(**changes: Any) -> Findings:
    values: dict[str, Any] = {
        "verdict": Verdict.REPORT,
        "probability": 0.97,
        "kind": BreachKind.MISDIRECTED,
        "personal_data": (DataKind.NAME, DataKind.BSN),
    }
    return Findings(**{**values, **changes})


def a_case(**changes: Any) -> Case:
    values: dict[str, Any] = {
        "organisation": "juist",
        "reference": "DL-2026-0001",
        "state": CaseState.REPORTED,
        "findings": a_finding(),
        "provisional_aware_at": MONDAY,
        "opened_at": MONDAY,
        "mailbox": "mail@juist.nl INBOX",
        "finder_address": "anja@buurt.example",
    }
    return Case(**{**values, **changes})


def a_letter(number: int = 1, **changes: Any) -> Letter:
    values: dict[str, Any] = {
        "organisation": "juist",
        "kind": LetterKind.RECEIPT,
        "message_id": f"<meldpost.{number}@juist.nl>",
        "token": f"{number:040x}",
        "recipient": "anja@buurt.example",
        "content": b"Subject: receipt\r\n\r\nWe have it.\r\n",
        "written_at": MONDAY,
        "reference": "DL-2026-0001",
    }
    return Letter(**{**values, **changes})
