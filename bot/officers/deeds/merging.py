"""MERGE: many finders, one breach. The later case goes on in the earlier; and its undoing."""

import re

from bot.merged_cases import current
from bot.officers.command_grammar import Command
from bot.officers.desk import Desk, Done, refuse
from bot.officers.merge_effects import changes_of_source, changes_of_target
from register_store.case import Case, CaseState, may_move
from register_store.event_chain import CaseEvent, EventKind
from register_store.labels import Decision
from register_store.verbs import Verb
from replies.transcript import Refusal

_REFERENCE = re.compile(r"\b(?:DL|OEF)-\d{4}-\d{3,6}\b", re.IGNORECASE)
#: What may still be asked of a case that was merged: its finder is its own, its decisions are not.
_STILL_FITS = frozenset(
    {Verb.HELP, Verb.STATUS, Verb.LIST, Verb.WHY, Verb.REGISTER, Verb.NEW, Verb.NOTE, Verb.EVIDENCE}
    | {Verb.UNDO, Verb.RECEIPT, Verb.ASK, Verb.CODE}
)


def merge(desk: Desk, command: Command, case: Case) -> Done:
    """SAMENVOEGEN: the case of this thread and the one named; the answer is about the case that goes on."""
    source, target = _sorted(desk, case, command.argument or "")
    if not target.is_open or not may_move(source.state, CaseState.MERGED) or _is_drill(source) != _is_drill(target):
        refuse(Refusal.FORBIDDEN_MOVE, f"{source.reference}, {target.reference}")
    order, register = desk.order, desk.books.register
    payload = {"verb": command.verb.value, "by": order.officer.name, "text": f"{source.reference} > {target.reference}"}
    told = {"kind": EventKind.DECIDED, "actor": order.actor, "at": order.now, "payload": payload}
    changed = register.change(target, changes_of_target(target, source), **told)  # type: ignore[arg-type]
    for doubted in (source, target):
        if doubted.state is CaseState.DOUBT and changed.state is not CaseState.DOUBT:
            before = doubted.findings.verdict.value
            desk.books.labels.decide(Decision.REPORT, order.now, before=before, reference=doubted.reference)
    register.change(source, changes_of_source(target), **told)  # type: ignore[arg-type]
    return Done(case=changed, detail=f"{source.reference}, {target.reference}")


def take_apart(desk: Desk, restored: Case, event: CaseEvent) -> None:
    """After UNDO of a merge in one of both cases: the same in the other."""
    payload = event.payload or {}
    pair = _REFERENCE.findall(str(payload.get("text", ""))) if payload.get("verb") == Verb.MERGE else []
    other = next((name for name in pair if name != restored.reference), None)
    case = desk.books.register.find(other) if other else None
    if case is None:
        return
    twins = (
        one
        for one in reversed(desk.books.register.chain.of_case(case.reference))
        if one.kind is EventKind.DECIDED and one.payload and one.payload.get("text") == payload["text"]
    )
    if twin := next(twins, None):
        desk.books.register.take_back(case, twin, desk.order.actor, desk.order.now)


def refuse_if_merged(desk: Desk, command: Command, case: Case | None) -> None:
    """What is decided about a merged case would be lost: it belongs to the one that goes on."""
    if case is not None and case.state is CaseState.MERGED and command.verb not in _STILL_FITS:
        refuse(Refusal.MERGED, current(desk.books, case).reference)


def _sorted(desk: Desk, case: Case, argument: str) -> tuple[Case, Case]:
    """Which ends and which goes on: as typed ("DL-2 in DL-1"), else the later ends."""
    named = list(dict.fromkeys(name.upper() for name in _REFERENCE.findall(argument)))
    others = [name for name in named if name != case.reference]
    if len(others) != 1:
        refuse(Refusal.ARGUMENT_UNCLEAR if argument else Refusal.ARGUMENT_MISSING)
    other = desk.books.register.find(others[0])
    if other is None:
        refuse(Refusal.NO_CASE, others[0])
    if other.state is CaseState.MERGED:
        refuse(Refusal.MERGED, current(desk.books, other).reference)
    if len(named) == 2:
        return (case, other) if named[0] == case.reference else (other, case)
    earlier, later = sorted((case, other), key=lambda each: (each.opened_at, each.reference))
    return later, earlier


def _is_drill(case: Case) -> bool:
    return case.reference.startswith("OEF")
