"""AP DRAFT, AP FIELD, AP REPORTED: the form as a sheet, its answers, and the version that was told."""

import re
from collections.abc import Iterable, Mapping

from bot.officers.command_grammar import Command
from bot.officers.counts import read_count
from bot.officers.deeds.changing import change
from bot.officers.desk import Desk, Done, refuse
from bot.officers.dutch_times import read_moment
from bot.officers.told_versions import FORM, told_versions
from register_store.ap_form import AnswerKind, Question, form, read_value
from register_store.ap_form_answers import Answer, SheetKind, answers_of, changed_since, frozen, role_of, sheet_kind
from register_store.case import Case, CaseState
from register_store.event_chain import EventKind
from register_store.organisation import DataRole
from replies.ap_sheet import ap_paper, ap_sheet
from replies.transcript import Refusal
from replies.wordbook import wordbook

_PDF = "application/pdf"
_WITHDRAW = re.compile(r"(?:intrek|ingetrok|withdraw)", re.IGNORECASE)
_RIGHT = re.compile(
    r"(?:ja,? )?(?:klopt|akkoord|juist|goed|bevestigd)|(?:yes,? )?(?:right|correct|agreed|confirmed)", re.I
)
_CLEAR = re.compile(r"wis|leeg|clear|empty", re.IGNORECASE)
#: Follow from the case itself.
_COMPUTED = frozenset({"notification_kind", "ap_reference", "subjects_informed"})
_NO_SHEET = frozenset({CaseState.NOT_A_REPORT, CaseState.MERGED})


def draft(desk: Desk, command: Command, case: Case) -> Done:
    """AP CONCEPT: the sheet that fits now, in the answer and as PDF; nothing is told to anybody."""
    if case.state in _NO_SHEET:
        refuse(Refusal.FORBIDDEN_MOVE, case.state.value)
    office, order = desk.office, desk.order
    withdraws = bool(_WITHDRAW.match(command.argument or ""))
    kind = sheet_kind(case, office.organisation, withdraw=withdraws)
    answers = answers_of(case, office.organisation, order.now, kind)
    language = "nl" if order.officer.language == "nl" else "en"
    shown, address = _shown(desk, case, kind, answers), office.organisation.authority.form
    sheet = ap_sheet(answers, kind, language, shown=shown, address=address)
    paper = ap_paper(sheet, case, office.organisation, order.now, language)
    payload = {"verb": command.verb.value, "by": order.officer.name}
    desk.books.register.record(case, kind=EventKind.NOTED, actor=order.actor, at=order.now, payload=payload)
    name = f"{case.reference}-{wordbook(language).word('ap_sheet', 'file')}.pdf"
    return Done(case=case, shows={"ap_sheet": sheet, "attachments": ((name, _PDF, paper),)})


def field(desk: Desk, command: Command, case: Case) -> Done:
    """AP VELD 5.1: a; several questions may be confirmed at once: AP VELD 5.1 5.2: klopt."""
    if case.state in _NO_SHEET or case.state is CaseState.CLOSED:
        refuse(Refusal.FORBIDDEN_MOVE, case.state.value)
    asked, typed = _asked(command.argument or "")
    if not asked:
        refuse(Refusal.ARGUMENT_UNCLEAR if command.argument else Refusal.ARGUMENT_MISSING)
    if not typed:
        refuse(Refusal.ARGUMENT_MISSING)
    values = {question.key: _value(desk, case, question, typed) for question in asked}
    order = desk.order
    changed = desk.books.register.change(
        case,
        {f"fields.{key}": value for key, value in values.items()},
        kind=EventKind.RECORDED,
        actor=order.actor,
        at=order.now,
        payload={"verb": command.verb.value, "by": order.officer.name, "text": _numbers(asked)},
    )
    return Done(case=changed, detail=_understood(asked, values, order.officer.language))


def reported(desk: Desk, command: Command, case: Case) -> Done:
    """AP GEMELD: a person says so; the form as it stands is kept as the version that was told."""
    organisation = desk.office.organisation
    if role_of(case, organisation) is DataRole.PROCESSOR:
        refuse(Refusal.FORBIDDEN_MOVE, "data_role")  # the controller reports, not we (GDPR art. 33(2))
    kind = sheet_kind(case, organisation)
    values = frozen(answers_of(case, organisation, desk.order.now, kind))
    return change(desk, command, case, also={FORM: values, "ap_form_kind": kind.value, "ap_form_of": form().version})


def _shown(desk: Desk, case: Case, kind: SheetKind, answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """Of a follow-up only what is new since the last version."""
    told = told_versions(desk.books, case)
    if kind is not SheetKind.FOLLOW_UP or not told:
        return answers
    return changed_since(answers, _joined(version.values for version in told))


def _joined(versions: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """What the AP knows: each version adds to the one before."""
    joined: dict[str, str] = {}
    for values in versions:
        joined |= values
    return joined


def _asked(argument: str) -> tuple[tuple[Question, ...], str]:
    """The questions a command names, and what stands behind them."""
    words, asked = argument.split(), []
    while words:
        ends = words[0].endswith((":", ";"))
        question = form().find(words[0].strip(",:;").lower())
        if question is None:
            break
        asked.append(question)
        words.pop(0)
        if ends:
            break
    return tuple(asked), " ".join(words).lstrip(":-= ")


def _value(desk: Desk, case: Case, question: Question, typed: str) -> str | None:
    """What is kept for this question; refuses what cannot be read."""
    if question.key in _COMPUTED:
        refuse(Refusal.ARGUMENT_UNCLEAR, question.number)
    if _CLEAR.fullmatch(typed):
        return None
    if _RIGHT.fullmatch(typed):
        return _suggested(desk, case, question)
    value = _read(desk, question, typed)
    if value is None:
        refuse(Refusal.ARGUMENT_UNCLEAR, question.number)
    return value


def _read(desk: Desk, question: Question, typed: str) -> str | None:
    match question.kind:
        case AnswerKind.COUNT:
            count = read_count(typed)
            return str(count) if count else None
        case AnswerKind.MOMENT:
            moment = read_moment(typed, desk.order.now)
            return moment.at.isoformat() if moment and moment.at <= desk.order.now else None
        case _:
            return read_value(question, typed)


def _suggested(desk: Desk, case: Case, question: Question) -> str:
    """What we suggested, now an officer's own answer."""
    organisation = desk.office.organisation
    kind = sheet_kind(case, organisation)
    answers = answers_of(case, organisation, desk.order.now, kind)
    filled = next((answer.filled for answer in answers if answer.question.key == question.key), None)
    if filled is None or not filled.value:
        refuse(Refusal.ARGUMENT_UNCLEAR, question.number)
    return wordbook("nl").word(filled.words, filled.value) if filled.words else filled.value


def _numbers(asked: Iterable[Question]) -> str:
    return ", ".join(question.number for question in asked)


def _understood(asked: Iterable[Question], values: Mapping[str, str | None], language: str) -> str:
    """How the answer was read, so that a slip is seen at once."""
    said = [f"{one.number}: {'; '.join(one.said(values[one.key] or '-', language))}" for one in asked]
    return ". ".join(said)
