"""Who is waiting for what in a case (pure)."""

from enum import StrEnum

from register_store.case import ApState, Case, CaseState, PeopleState
from register_store.own_file import misuse_is_feared
from register_store.verbs import missing_values


class Waiting(StrEnum):
    """One thing that is still to be done; each has its sentence in the words files."""

    VERDICT = "verdict"  #: an officer must say whether it is a report
    HANDLER = "handler"  #: nobody has taken the case
    RECEIPT = "receipt"  #: the finder has no receipt yet
    BREACH = "breach"  #: is it a breach?
    AP = "ap"  #: report to the AP or not?
    PEOPLE = "people"  #: inform the people affected or not?
    POLICE = "police"  #: misuse is feared: report it to the police or not (J25)?
    REGISTER = "register"  #: columns of the register are empty
    CLOSE = "close"  #: everything is there: it may be closed


def waiting(case: Case) -> tuple[Waiting, ...]:
    """What is still to be done, the most pressing first; empty when the case is settled."""
    if not case.is_open:
        return ()
    if case.state == CaseState.DOUBT:
        return (Waiting.VERDICT,)
    people_open = case.people_state in (PeopleState.UNDECIDED, PeopleState.PLANNED)
    open_questions = {
        Waiting.HANDLER: case.handler is None,
        Waiting.RECEIPT: bool(case.receipt_held and case.finder_address),
        Waiting.BREACH: case.state != CaseState.BREACH_ESTABLISHED,
        Waiting.AP: case.ap_state == ApState.UNDECIDED,
        Waiting.PEOPLE: people_open,
        Waiting.POLICE: misuse_is_feared(case) and "police_report" not in case.fields,
        Waiting.REGISTER: bool(missing_values(case)),
    }
    return tuple(what for what, is_open in open_questions.items() if is_open) or (Waiting.CLOSE,)
