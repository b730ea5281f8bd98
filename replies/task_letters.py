"""Questions to IT or a processor, and what officers hear of the answers."""

from dataclasses import dataclass
from datetime import datetime

from register_store.case import Case
from register_store.letter import Letter, LetterKind
from register_store.organisation import Officer, Organisation
from register_store.own_file import may_be_lost
from replies.finder_letters import question_lines
from replies.letter_headers import Answered, Envelope, Stamp
from replies.letter_writing import about, to_officer, written


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is asked of whom."""

    role: str  #: "it" or "processor"; its questions stand in the templates
    name: str  #: of the processor; "" for IT
    question: str  #: the officer's own words, or ""
    due_at: datetime


def task(
    organisation: Organisation,
    case: Case,
    stamp: Stamp,
    *,
    recipient: str,
    language: str,
    asked: Task,
    again: bool = False,
    answered: Answered | None = None,
) -> Letter:
    """To IT or a processor: what they need and no more. No finder, no word of the report, no figures."""
    envelope = Envelope(
        kind=LetterKind.TASK,
        recipient=recipient,
        language="nl" if language == "nl" else "en",
        reference=case.reference,
        answered=answered,
    )
    values = {"reference": case.reference, "kind": case.findings.kind or "unclear", "task": asked, "again": again}
    values["asks_backup"] = may_be_lost(case)
    return written(organisation, envelope, stamp, {**values, "lines": question_lines(asked.question)})


def task_answered(
    organisation: Organisation,
    officer: Officer,
    case: Case,
    stamp: Stamp,
    *,
    asked: Task,
    text: str,
    answered: Answered | None,
    is_locked: bool = False,
) -> Letter:
    """To an officer: they answered; their words are masked like everybody's. `is_locked`: nobody here can read them."""
    values = about(officer, case, stamp.written_at) | {"task": asked, "text": text, "is_locked": is_locked}
    return written(organisation, to_officer(LetterKind.TASK_ANSWERED, officer, case, answered), stamp, values)


def task_unanswered(
    organisation: Organisation,
    officer: Officer,
    case: Case,
    stamp: Stamp,
    *,
    asked: Task,
    asked_at: datetime,
    last: bool,
    answered: Answered | None,
) -> Letter:
    """To an officer: no answer in time; `last` when Meldpost reminds no more."""
    values = about(officer, case, stamp.written_at) | {"task": asked, "asked_at": asked_at, "last": last}
    return written(organisation, to_officer(LetterKind.TASK_UNANSWERED, officer, case, answered), stamp, values)
