"""Carries an officer's commands out, all or none, and keeps a transcript for the answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.officers.command_effects import Effect, Refused, Setting, effect_of
from bot.officers.command_grammar import Command, Typed
from bot.officers.dutch_times import read_moment
from bot.officers.history import history_of, why_of
from register_store.books import Books
from register_store.case import Case, Channel
from register_store.event_chain import EventKind
from register_store.findings import Findings
from register_store.letter import Letter
from register_store.organisation import Officer
from register_store.register import NothingToUndo
from register_store.register_export import register_xlsx
from register_store.verbs import Verb
from replies.transcript import Line, NotUnderstood, Refusal, Transcript

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: Commands of one mail that exclude each other.
_CONTRADICTIONS = (
    {Verb.YES, Verb.NO},
    {Verb.CONFIRM, Verb.REJECT},
    {Verb.AP_REPORTED, Verb.AP_NOT},
    {Verb.INFORMED, Verb.INFORM_NOT},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An officer's mail, believed and sorted."""

    officer: Officer
    actor: str  #: his pseudonym in the event chain
    typed: Typed
    case: Case | None
    now: datetime
    findings_of_new: Callable[[], Findings]  #: what NEW's text, or the mail forwarded with it, says
    open_new: Callable[[Findings, Channel, datetime], Case]
    write_receipt: Callable[[Case], Letter | None]


class _Unfit(Exception):
    """One command may not be carried out."""

    def __init__(self, refused: Refused) -> None:
        self.refused = refused


class _AllOrNone(Exception):
    """One line is refused, so nothing of the mail is done."""

    def __init__(self, refused: Mapping[int, Refused]) -> None:
        self.refused = refused


def carry_out(books: Books, order: Order) -> Transcript:
    """Check everything, then do everything; raises nothing an officer can cause."""
    try:
        _refuse_unfit(order)
        return _Work(books, order).done()
    except _AllOrNone as refusal:
        return _nothing_done(books, order, refusal.refused)


def _refuse_unfit(order: Order) -> None:
    """All commands are checked on a copy of the case before the first is carried out."""
    if order.typed.too_many:
        raise _AllOrNone({len(order.typed.commands) - 1: Refused(why=Refusal.TOO_MANY)})
    verbs = {command.verb for command in order.typed.commands}
    for pair in _CONTRADICTIONS:
        if pair <= verbs:
            raise _AllOrNone(
                {
                    number: Refused(why=Refusal.CONTRADICTION)
                    for number, command in enumerate(order.typed.commands)
                    if command.verb in pair
                }
            )


class _Work:
    """One mail's commands, one after the other, on the same books; an exception leaves no trace of them."""

    def __init__(self, books: Books, order: Order) -> None:
        self._books = books
        self._order = order
        self._case = order.case
        self._transcript = Transcript()

    def done(self) -> Transcript:
        """Do all lines; the books must be thrown away when `_AllOrNone` passes by."""
        with self._books.all_or_nothing():
            lines = [self._numbered(number, command) for number, command in enumerate(self._order.typed.commands)]
            note = self._keep_note()
        return replace(
            self._transcript,
            lines=tuple(lines),
            not_understood=self._order.typed.not_understood,
            note=note,
            case=self._case,
        )

    def _numbered(self, number: int, command: Command) -> Line:
        try:
            return self._do(command)
        except _Unfit as unfit:
            raise _AllOrNone({number: unfit.refused}) from None

    def _do(self, command: Command) -> Line:
        match command.verb:
            case Verb.HELP:
                self._transcript = replace(self._transcript, show_help=True)
                return Line(verb=command.verb)
            case Verb.LIST:
                self._transcript = replace(self._transcript, open_cases=tuple(self._books.register.open_cases()))
                return Line(verb=command.verb)
            case Verb.REGISTER:
                return self._attach_register(command)
            case Verb.NEW:
                return self._open_new(command)
            case Verb.CODE:
                return self._refuse(Refusal.CODE_WRONG)
        if self._case is None:
            return self._refuse(Refusal.NO_CASE)
        return self._do_on_case(command, self._case)

    def _do_on_case(self, command: Command, case: Case) -> Line:
        match command.verb:
            case Verb.STATUS:
                names = {self._order.actor: self._order.officer.name}
                self._transcript = replace(self._transcript, history=history_of(self._books, case, names))
                return Line(verb=command.verb)
            case Verb.WHY:
                self._transcript = replace(self._transcript, why=why_of(self._books, case))
                return Line(verb=command.verb)
            case Verb.NOTE:
                self._record_note(case, command.argument or "")
                return Line(verb=command.verb, argument=command.argument)
            case Verb.RECEIPT:
                return self._send_receipt(command, case)
            case Verb.UNDO:
                return self._undo(command, case)
            case _:
                return self._apply(command, case)

    def _apply(self, command: Command, case: Case) -> Line:
        effect = effect_of(command, Setting(case=case, officer=self._order.officer, now=self._order.now))
        if isinstance(effect, Refused):
            return self._refuse(effect.why, effect.detail)
        self._case = self._changed(command, case, effect)
        if effect.label:
            self._books.register.label(self._case, effect.label, self._order.now)
        if command.verb is Verb.YES and self._case.receipt_held == "doubt":
            self._receipt(self._case)
        return Line(verb=command.verb, argument=command.argument, detail=effect.detail)

    def _changed(self, command: Command, case: Case, effect: Effect) -> Case:
        return self._books.register.change(
            case,
            effect.changes,
            kind=effect.kind,
            actor=self._order.actor,
            at=self._order.now,
            payload={**effect.payload, "verb": command.verb.value, "by": self._order.officer.name},
        )

    def _undo(self, command: Command, case: Case) -> Line:
        try:
            self._case, event = self._books.register.undo(case, self._order.actor, self._order.now)
        except NothingToUndo:
            return self._refuse(Refusal.NOT_UNDOABLE)
        return Line(verb=command.verb, detail=str((event.payload or {}).get("verb", event.kind.value)))

    def _send_receipt(self, command: Command, case: Case) -> Line:
        if case.receipt_held is None:
            return self._refuse(Refusal.ALREADY_DONE)
        if not self._receipt(case):
            return self._refuse(Refusal.NO_FINDER)
        return Line(verb=command.verb)

    def _receipt(self, case: Case) -> bool:
        letter = self._order.write_receipt(case)
        if letter is None:
            return False
        self._books.outbox.put(letter)
        self._case = self._books.register.change(
            case, {"receipt_held": None}, kind=EventKind.RECEIPT_SENT, actor=self._order.actor, at=self._order.now
        )
        return True

    def _open_new(self, command: Command) -> Line:
        """NIEUW: a case from a phone call or a letter (J18), or the mail that was forwarded with it."""
        text = command.argument or ""
        moment = read_moment(text, self._order.now)
        at = moment.at if moment and moment.has_time and moment.at <= self._order.now else self._order.now
        findings = self._order.findings_of_new()
        channel = Channel.LETTER if text.lower().startswith(("brief", "post", "letter")) else Channel.PHONE
        self._case = self._order.open_new(findings, channel, at)
        self._record_note(self._case, text)
        return Line(verb=command.verb, detail=self._case.reference)

    def _attach_register(self, command: Command) -> Line:
        cases = self._books.register.every_case()
        year = (command.argument or "").strip()
        chosen = [case for case in cases if f"-{year}-" in case.reference] if year else cases
        attachment = (f"register{'-' + year if year.isdigit() else ''}.xlsx", _XLSX, register_xlsx(chosen))
        self._transcript = replace(self._transcript, register_attached=True, attachments=(attachment,))
        return Line(verb=command.verb, argument=command.argument)

    def _keep_note(self) -> str | None:
        """Prose around commands becomes a note; prose about no case is not kept."""
        if self._order.typed.note and self._case is not None:
            self._record_note(self._case, self._order.typed.note)
            return self._order.typed.note
        return None

    def _record_note(self, case: Case, text: str) -> None:
        payload = {"text": text, "by": self._order.officer.name}
        self._books.register.record(
            case, kind=EventKind.NOTED, actor=self._order.actor, at=self._order.now, payload=payload
        )

    def _refuse(self, why: Refusal, detail: str = "") -> Line:
        raise _Unfit(Refused(why=why, detail=detail))


def _nothing_done(books: Books, order: Order, refused: Mapping[int, Refused]) -> Transcript:
    other = Refused(why=Refusal.OTHER_LINE_REFUSED)
    lines = []
    for number, command in enumerate(order.typed.commands):
        why = refused.get(number, other)
        lines.append(Line(verb=command.verb, argument=command.argument, refusal=why.why, detail=why.detail))
    near_misses: tuple[NotUnderstood, ...] = order.typed.not_understood
    case = books.register.find(order.case.reference) if order.case else None
    return Transcript(lines=tuple(lines), not_understood=near_misses, case=case)
