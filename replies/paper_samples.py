"""Answers about severity and the AP's form, with invented values: to look at, and to test."""

from collections.abc import Iterator
from dataclasses import replace

from register_store.advice import AdviceNote, advice_of
from register_store.ap_form_answers import SheetKind, answers_of, changed_since, frozen
from register_store.case import ApState, Case
from register_store.organisation import Organisation
from register_store.severity import described, severity_by_values
from register_store.verbs import Verb
from replies.ap_sheet import ap_sheet
from replies.transcript import Line, Transcript
from replies.weighing import Weighing


def paper_transcripts(case: Case, organisation: Organisation, language: str) -> Iterator[Transcript]:
    """The four questions, their tables, a score with its advice, a decision that differs, a sheet, a supplement."""
    severity = severity_by_values(2, 1.0, 0.25, data=case.findings.personal_data, affected=case.findings.affected_count)
    weighed = replace(case, fields={**case.fields, "severity": described(severity)})
    weighing = Weighing(severity=severity, advice=advice_of(severity, organisation))
    yield Transcript(lines=(Line(verb=Verb.SEVERITY),), case=case, weighing=Weighing())
    yield Transcript(lines=(Line(verb=Verb.SEVERITY, argument="hulp"),), case=case, weighing=Weighing(wants_help=True))
    yield Transcript(lines=(Line(verb=Verb.SEVERITY, argument="b e b a"),), case=weighed, weighing=weighing)
    yield Transcript(
        lines=(Line(verb=Verb.AP_NOT, argument="de ontvanger is te vertrouwen"),),
        case=replace(case, ap_state=ApState.NOT_REQUIRED),
        advice_notes=(AdviceNote.AGAINST_ADVICE_AP.value,),
    )
    now = case.opened_at
    answers = answers_of(case, organisation, now, SheetKind.INITIAL)
    yield Transcript(
        lines=(Line(verb=Verb.AP_DRAFT),), case=case, ap_sheet=ap_sheet(answers, SheetKind.INITIAL, language)
    )
    told = replace(case, ap_state=ApState.INITIAL, fields={**case.fields, "ap_reference": "2026-1187"})
    later = replace(told, fields={**told.fields, "subject_count": "14"})
    now_answered = answers_of(later, organisation, now, SheetKind.FOLLOW_UP)
    new = changed_since(now_answered, frozen(answers))
    yield Transcript(
        lines=(Line(verb=Verb.AP_DRAFT),),
        case=later,
        ap_sheet=ap_sheet(now_answered, SheetKind.FOLLOW_UP, language, shown=new),
    )
