"""NEW: a case from a phone call or a letter (J18), or from the mail that was forwarded with it."""

from dataclasses import replace
from datetime import datetime

from bot.evidence_of_mail import enter
from bot.lanes.finder_of_report import passed_on_by
from bot.lanes.new_case import open_by_officer
from bot.officers.callers import caller_in
from bot.officers.command_grammar import Command
from bot.officers.desk import Desk, Done
from bot.officers.dutch_times import read_moment
from bot.possibly_same import alike, note_likeness, remember
from register_store.case import Case, Channel
from register_store.event_chain import EventKind


def new(desk: Desk, command: Command, _case: Case | None) -> Done:
    """NIEUW: open a case; the text is kept as its first note, with who called or wrote."""
    text, order = command.argument or "", desk.order
    has_original = bool(order.received.mail.forwarded_senders)
    likeness = alike(desk.office, desk.books, order.received) if has_original else ()
    findings = order.findings_of_new()
    case = open_by_officer(
        desk.office,
        desk.books,
        replace(findings, facts=(*findings.facts, *likeness)),
        _channel(desk, text),
        _told_at(text, order.now),
        order.now,
        passed_on=order.received.mail,
    )
    enter(desk.books, order.evidence, case.reference)
    if has_original:
        remember(desk.office, desk.books, case, order.received)
        note_likeness(desk.office, desk.books, case)
    return Done(case=_noted(desk, case, text), detail=case.reference)


def _channel(desk: Desk, text: str) -> Channel:
    """A mail that somebody passes on came by mail; all else by the word he begins with, or by telephone."""
    if passed_on_by(desk.order.received.mail, desk.office.organisation):
        return Channel.MAIL
    return Channel.LETTER if text.lower().startswith(("brief", "post", "letter")) else Channel.PHONE


def _told_at(text: str, now: datetime) -> datetime:
    moment = read_moment(text, now)
    return moment.at if moment and moment.has_time and moment.at <= now else now


def _noted(desk: Desk, case: Case, text: str) -> Case:
    """Not a change that UNDO takes back: who called belongs to the call."""
    caller, order = caller_in(text), desk.order
    known = {"fields.caller": str(caller)} if caller else {}
    if caller and caller.name and case.finder_name is None:
        known["finder_name"] = caller.name
    payload = {"text": text, "by": order.officer.name}
    return desk.books.register.change(
        case, known, kind=EventKind.NOTED, actor=order.actor, at=order.now, payload=payload
    )
