"""The verbs that only change a case: decided by `command_effects`, written here; and UNDO, which takes back."""

from collections.abc import Mapping

from bot.lanes.finder_of_report import HELD_AS_FORWARDED
from bot.officers.against_advice import notes_on, weighed
from bot.officers.command_effects import effect_of
from bot.officers.command_grammar import Command
from bot.officers.deeds.merging import take_apart
from bot.officers.deeds.releasing import receipt, release_receipt
from bot.officers.desk import Desk, Done, Refused, Unfit, refuse
from bot.officers.effect import Setting
from register_store.case import Case, CaseState
from register_store.register import NothingToUndo
from register_store.verbs import Verb
from replies.transcript import Refusal

#: A receipt that waits for YES: we were not sure.
_HELD_BY_DOUBT = "doubt"


def change(desk: Desk, command: Command, case: Case, *, also: Mapping[str, object] | None = None) -> Done:
    """Apply the effect of one verb, with its event and its label; `also` joins what the event tells."""
    order = desk.order
    setting = Setting(case=case, officer=order.officer, now=order.now, organisation=desk.office.organisation)
    effect = effect_of(command, setting)
    if not isinstance(effect, Refused):
        effect = weighed(command.verb, effect, setting)
    if isinstance(effect, Refused):
        raise Unfit(effect)
    payload = {**effect.payload, **(also or {}), "verb": command.verb.value, "by": order.officer.name}
    changed = desk.books.register.change(
        case, effect.changes, kind=effect.kind, actor=order.actor, at=order.now, payload=payload
    )
    if effect.label:
        before = case.findings.verdict.value
        desk.books.labels.decide(effect.label, order.now, before=before, reference=case.reference)
    if command.verb is Verb.YES and changed.receipt_held == _HELD_BY_DOUBT:
        changed = release_receipt(desk, changed) or changed
    notes = notes_on(command.verb, changed.fields, setting)
    return Done(case=changed, detail=effect.detail, shows={"advice_notes": notes})


def yes(desk: Desk, command: Command, case: Case) -> Done:
    """JA: it is a report; where that stood already, the finder named in a mail passed on is answered now."""
    is_settled = case.is_open and case.state is not CaseState.DOUBT
    if is_settled and case.receipt_held == HELD_AS_FORWARDED:
        return receipt(desk, command, case)
    return change(desk, command, case)


def undo(desk: Desk, _command: Command, case: Case) -> Done:
    """HERSTEL: take back the last change."""
    try:
        restored, event = desk.books.register.undo(case, desk.order.actor, desk.order.now)
    except NothingToUndo:
        refuse(Refusal.NOT_UNDOABLE)
    take_apart(desk, restored, event)
    desk.books.labels.take_back(case.reference, event.at)
    return Done(case=restored, detail=str((event.payload or {}).get("verb", event.kind.value)))
