"""What a case answers to the AP's form (pure): recorded, to be confirmed, or missing, question by question."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from register_store import own_file
from register_store.ap_form import Question, form
from register_store.ap_form_sources import Filled, Source, Standing, known
from register_store.case import ApState, Case, CaseState, PeopleState
from register_store.deadlines import deadline_of, is_running
from register_store.organisation import DataRole, Organisation


class SheetKind(StrEnum):
    """What the sheet is for; the same keys as question 1.1."""

    INITIAL = "initial"
    FOLLOW_UP = "follow_up"
    WITHDRAWAL = "withdrawal"
    CONTROLLER_NOTICE = "controller_notice"  #: we are the processor: the controller reports (GDPR art. 33(2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One question and how far it is answered."""

    question: Question
    filled: Filled

    @property
    def is_gap(self) -> bool:
        """Does somebody still have to say something?"""
        return self.filled.standing is Standing.MISSING and not self.question.optional


def answers_of(case: Case, organisation: Organisation, now: datetime, kind: SheetKind) -> tuple[Answer, ...]:
    """Every question that applies, in the order of the form."""
    source = Source(case=case, organisation=organisation, kind=kind.value)
    asked = [question for question in form().questions if _applies(question, source, now)]
    answers = [Answer(question=question, filled=_filled(question, source)) for question in asked]
    return tuple(_completed(answers))


def sheet_kind(case: Case, organisation: Organisation, *, withdraw: bool = False) -> SheetKind:
    """Which sheet fits the case now."""
    if role_of(case, organisation) is DataRole.PROCESSOR:
        return SheetKind.CONTROLLER_NOTICE
    if case.ap_state not in (ApState.INITIAL, ApState.COMPLETE):
        return SheetKind.INITIAL
    return SheetKind.WITHDRAWAL if withdraw or case.state is CaseState.NO_BREACH else SheetKind.FOLLOW_UP


def role_of(case: Case, organisation: Organisation) -> DataRole:
    """Controller or processor of this data: the case's own answer, else the organisation's setting (K10)."""
    return DataRole(case.fields.get("data_role", organisation.data_role.value))


def frozen(answers: Iterable[Answer]) -> dict[str, str]:
    """The values as they were told: what an event keeps of a version."""
    told = [answer for answer in answers if not answer.question.is_ours]
    return {answer.question.key: answer.filled.whole for answer in told if answer.filled.whole}


def changed_since(answers: Iterable[Answer], told: Mapping[str, str]) -> tuple[Answer, ...]:
    """What differs from the version that was told; number and kind of the notification stand there always."""
    return tuple(answer for answer in answers if answer.question.key in _ALWAYS or _is_new(answer, told))


def _is_new(answer: Answer, told: Mapping[str, str]) -> bool:
    question = answer.question
    is_told = question.key not in _OURS and not question.is_ours
    return is_told and answer.filled.whole != told.get(question.key, "")


def first_gaps(case: Case, organisation: Organisation, now: datetime) -> tuple[Answer, ...]:
    """What even a preliminary notification lacks."""
    answers = answers_of(case, organisation, now, sheet_kind(case, organisation))
    return tuple(answer for answer in answers if answer.is_gap and answer.question.first)


_ALWAYS = frozenset({"notification_kind", "ap_reference", "withdrawal_reason"})
#: Not what happened, but how the notification stands.
_OURS = frozenset({"is_complete", "data_role", "controller_name", "late_reason"})


def _applies(question: Question, source: Source, now: datetime) -> bool:
    case, kind = source.case, SheetKind(source.kind)
    if kind is SheetKind.CONTROLLER_NOTICE and not question.controller:
        return False
    if kind is SheetKind.WITHDRAWAL and question.key not in _OF_WITHDRAWAL:
        return False
    is_told = case.people_state is PeopleState.INFORMED
    conditions = {
        "controller_name": kind is SheetKind.CONTROLLER_NOTICE,
        "ap_reference": kind in (SheetKind.FOLLOW_UP, SheetKind.WITHDRAWAL),
        "withdrawal_reason": kind is SheetKind.WITHDRAWAL,
        "processor_informed_at": case.findings.processor or "processor_informed_at" in case.fields,
        "late_reason": "late_reason" in case.fields or (is_running(case) and now > deadline_of(case)),
        "subjects_informed_at": is_told,
        "subjects_planned_at": case.people_state is PeopleState.PLANNED,
        "subjects_informed_count": is_told,
        "subjects_message": is_told,
        "subjects_channel": is_told,
        "subjects_reason": case.people_state is PeopleState.NOT_REQUIRED,
        "public_communication": case.people_state is PeopleState.NOT_REQUIRED or "public_communication" in case.fields,
        "backup": own_file.may_be_lost(case),
        "exposed_where": own_file.was_seen_somewhere(case),
        "support_offered": own_file.hears_of_it(case),
    }
    return conditions.get(question.key, True)


_OF_WITHDRAWAL = frozenset(
    {"data_role", "notification_kind", "ap_reference", "withdrawal_reason", "org_name", "notifier", "contact"}
)


def _filled(question: Question, source: Source) -> Filled:
    recorded = source.case.fields.get(question.key)
    suggested = known(question.key, source)
    if recorded:
        note = suggested.note if suggested else ""
        return Filled(value=recorded, standing=Standing.RECORDED, note=note)
    return suggested or Filled(value="", standing=Standing.MISSING)


def _completed(answers: list[Answer]) -> list[Answer]:
    """Question 10.3 follows from the others: with gaps a supplement follows."""
    asked = (one for one in answers if one.question.key != "is_complete" and not one.question.is_ours)
    value = "no" if any(one.is_gap for one in asked) else "yes"
    suggestion = Filled(value=value, standing=Standing.TO_CONFIRM)
    return [
        Answer(question=one.question, filled=suggestion)
        if one.question.key == "is_complete" and one.filled.standing is Standing.MISSING
        else one
        for one in answers
    ]
