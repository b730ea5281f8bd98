"""The verbs that only change a case: decided by `command_effects`, written here; and UNDO, which takes back."""

from bot.officers.command_effects import Setting, effect_of
from bot.officers.command_grammar import Command
from bot.officers.deeds.releasing import release_receipt
from bot.officers.desk import Desk, Done, Refused, Unfit, refuse
from register_store.case import Case
from register_store.register import NothingToUndo
from register_store.verbs import Verb
from replies.transcript import Refusal

#: A receipt that waits for YES: we were not sure.
_HELD_BY_DOUBT = "doubt"


def change(desk: Desk, command: Command, case: Case) -> Done:
    """Apply the effect of one verb, with its event and its label."""
    order = desk.order
    effect = effect_of(command, Setting(case=case, officer=order.officer, now=order.now))
    if isinstance(effect, Refused):
        raise Unfit(effect)
    payload = {**effect.payload, "verb": command.verb.value, "by": order.officer.name}
    changed = desk.books.register.change(
        case, effect.changes, kind=effect.kind, actor=order.actor, at=order.now, payload=payload
    )
    if effect.label:
        desk.books.register.label(changed, effect.label, order.now)
    if command.verb is Verb.YES and changed.receipt_held == _HELD_BY_DOUBT:
        changed = release_receipt(desk, changed) or changed
    return Done(case=changed, detail=effect.detail)


def undo(desk: Desk, _command: Command, case: Case) -> Done:
    """HERSTEL: take back the last change."""
    try:
        restored, event = desk.books.register.undo(case, desk.order.actor, desk.order.now)
    except NothingToUndo:
        refuse(Refusal.NOT_UNDOABLE)
    return Done(case=restored, detail=str((event.payload or {}).get("verb", event.kind.value)))
