"""Carries an officer's commands out, all or none, and keeps a transcript for the answer."""

from collections.abc import Mapping
from dataclasses import replace

from bot.locked_mail import is_locked
from bot.officers.command_grammar import Command
from bot.officers.contradictions import about_another_case, contradicting
from bot.officers.deeds import (
    ap_papers,
    asking,
    assigning,
    changing,
    dossier,
    evidencing,
    merging,
    missing_reports,
    noting,
    opening,
    people_letter,
    register,
    releasing,
    sending,
    showing,
    tasking,
    thanking,
    weighing,
)
from bot.officers.desk import CaseDeed, Deed, Desk, Done, Refused, Unfit, refuse
from register_store.case import Case
from register_store.verbs import Verb
from replies.transcript import Line, Refusal, Transcript

#: Verbs that need no case, or make one.
_DEEDS: Mapping[Verb, Deed] = {
    Verb.HELP: showing.help_,
    Verb.LIST: showing.list_,
    Verb.REGISTER: register.register,
    Verb.NEW: opening.new,
    Verb.MISSED: missing_reports.missed,
}

#: Verbs about a case; those that stand in neither table only change it.
_CASE_DEEDS: Mapping[Verb, CaseDeed] = {
    Verb.STATUS: showing.status,
    Verb.WHY: showing.why,
    Verb.NOTE: noting.note,
    Verb.YES: changing.yes,
    Verb.RECEIPT: releasing.receipt,
    Verb.LETTER: people_letter.letter,
    Verb.SEND: sending.send,
    Verb.UNDO: changing.undo,
    Verb.ASSIGN: assigning.assign,
    Verb.ASK: asking.ask,
    Verb.IT: tasking.it,
    Verb.PROCESSOR: tasking.processor,
    Verb.MERGE: merging.merge,
    Verb.EVIDENCE: evidencing.evidence,
    Verb.SEVERITY: weighing.severity,
    Verb.DOSSIER: dossier.dossier,
    Verb.AP_DRAFT: ap_papers.draft,
    Verb.AP_FIELD: ap_papers.field,
    Verb.AP_REPORTED: ap_papers.reported,
}


class _AllOrNone(Exception):
    """One line is refused, so nothing of the mail is done."""

    def __init__(self, refused: Mapping[int, Refused]) -> None:
        self.refused = refused


def carry_out(desk: Desk) -> Transcript:
    """Check everything, then do everything; raises nothing an officer can cause."""
    try:
        _refuse_unfit(desk)
        with desk.books.all_or_nothing():
            return _done(desk)
    except _AllOrNone as refusal:
        return _nothing_done(desk, refusal.refused)


def _refuse_unfit(desk: Desk) -> None:
    typed = desk.order.typed
    if typed.too_many:
        raise _AllOrNone({len(typed.commands) - 1: Refused(why=Refusal.TOO_MANY)})
    if clashing := contradicting(typed.commands):
        raise _AllOrNone(dict.fromkeys(clashing, Refused(why=Refusal.CONTRADICTION)))
    others = _other_cases(desk)
    if others and (waiting := about_another_case(typed.commands)):
        raise _AllOrNone(dict.fromkeys(waiting, Refused(why=Refusal.OTHER_CASE, detail=others[0])))


def _other_cases(desk: Desk) -> tuple[str, ...]:
    """Cases that his words, or the subject he may have changed, name beside the one of the thread."""
    order = desk.order
    if order.case is None:
        return ()
    subject = order.received.facts.subject_reference if order.received.facts.answered else None
    named = (*order.typed.names, *([subject] if subject else []))
    return tuple(name for name in named if name != order.case.reference)


def _done(desk: Desk) -> Transcript:
    """One line after the other, on the same books; the caller takes all back when `_AllOrNone` passes by."""
    case, transcript = desk.order.case, Transcript()
    for number, command in enumerate(desk.order.typed.commands):
        try:
            done = _do(desk, command, case)
        except Unfit as unfit:
            raise _AllOrNone({number: unfit.refused}) from None
        case = done.case
        line = Line(verb=command.verb, argument=command.argument, detail=done.detail)
        transcript = replace(_joined(transcript, done), lines=(*transcript.lines, line))
    note = _kept_note(desk, case)
    transcript = _joined(transcript, thanking.offer(desk, case))
    locked = is_locked(desk.order.received.mail)
    return replace(transcript, not_understood=desk.order.typed.not_understood, note=note, case=case, is_locked=locked)


def _do(desk: Desk, command: Command, case: Case | None) -> Done:
    if command.verb is Verb.CODE:
        refuse(Refusal.CODE_WRONG)
    merging.refuse_if_merged(desk, command, case)
    if command.verb in _DEEDS:
        return _DEEDS[command.verb](desk, command, case)
    if case is None:
        refuse(Refusal.NO_CASE)
    return _CASE_DEEDS.get(command.verb, changing.change)(desk, command, case)


def _joined(transcript: Transcript, done: Done) -> Transcript:
    """What several lines show stands in one answer."""
    shown: dict[str, object] = {}
    for name, value in done.shows.items():
        before = getattr(transcript, name)
        shown[name] = (*before, *value) if isinstance(value, tuple) and isinstance(before, tuple) else value
    return replace(transcript, **shown)  # type: ignore[arg-type]  # names and values are those of Transcript


def _kept_note(desk: Desk, case: Case | None) -> str | None:
    """Prose around commands becomes a note; prose about no case is not kept."""
    text = desk.order.typed.note
    if not text or case is None:
        return None
    noting.keep_note(desk, case, text)
    return text


def _nothing_done(desk: Desk, refused: Mapping[int, Refused]) -> Transcript:
    other = Refused(why=Refusal.OTHER_LINE_REFUSED)
    lines = []
    for number, command in enumerate(desk.order.typed.commands):
        why = refused.get(number, other)
        lines.append(Line(verb=command.verb, argument=command.argument, refusal=why.why, detail=why.detail))
    before = desk.order.case
    case = desk.books.register.find(before.reference) if before else None
    transcript = Transcript(lines=tuple(lines), not_understood=desk.order.typed.not_understood, case=case)
    for one in refused.values():
        transcript = _joined(transcript, Done(case=case, shows=one.show())) if one.show else transcript
    return transcript
