"""Does the history hold: the chain of events, and the cases that stand beside it?"""

from register_store.case_history import CaseHistory, histories, row_digest
from register_store.register import Register


def verified(register: Register) -> list[str]:
    """What does not hold, a line each; nothing when all is well."""
    fault = register.chain.verify()
    if fault:
        return [f"event {fault.number}: {fault.what}"]
    cases = register.every_case()
    told = histories(cases, register.chain.every_event())
    return [
        f"case {case.reference}: it does not stand as its events say"
        for case, history in zip(cases, told, strict=True)
        if not (history.is_erased or (history.last == case and _began_as_told(history)))
    ]


def _began_as_told(history: CaseHistory) -> bool:
    """What no event ever changed is proven by the opening alone: its digest is part of the chain."""
    return history.opened_as is None or history.opened_as == row_digest(history.first)
