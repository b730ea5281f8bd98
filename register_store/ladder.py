"""Nobody took a case: whom is it time to tell (pure)?"""

from datetime import datetime, timedelta
from enum import StrEnum

from register_store.case import Case
from register_store.deadlines import deadline_of, is_running
from register_store.office_hours import is_office_time, waited
from register_store.organisation import Organisation
from register_store.own_file import is_pressing


class Rung(StrEnum):
    """Who is told that nobody took a case; handler and deputy were alarmed at once (J26)."""

    OFFICERS = "officers"  #: all of them, the FG too
    MANAGEMENT = "management"


def rungs_due(organisation: Organisation, case: Case, since: datetime, now: datetime) -> tuple[Rung, ...]:
    """The rungs reached by a case that has waited since then: untaken cases whose clock runs climb."""
    if is_taken(organisation, case) or not is_running(case):
        return ()
    rules = organisation.escalation
    urgent_from = since if is_pressing(case) else deadline_of(case) - timedelta(hours=rules.urgent_below)
    if now < urgent_from and not is_office_time(organisation.office_hours, now):
        return ()  # there is time: let people sleep
    passed = waited(organisation.office_hours, since, now, urgent_from)
    hours = {Rung.OFFICERS: rules.remind_after, Rung.MANAGEMENT: rules.management_after}
    return tuple(rung for rung in Rung if passed >= timedelta(hours=hours[rung]))


def is_taken(organisation: Organisation, case: Case) -> bool:
    """Does somebody handle it who is still an officer?"""
    return case.handler is not None and organisation.officer(case.handler) is not None
