"""How long a processor waited before it told us, against its contract (K14; GDPR art. 33(2))."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.officers.dutch_times import read_moment
from register_store.findings import Fact, Findings, Origin
from register_store.organisation import Organisation

_HOUR = timedelta(hours=1)


def lateness(findings: Findings, sender: str, organisation: Organisation, arrived_at: datetime) -> Iterable[Fact]:
    """Hours between the moment it says it knew and its notice, and those of its contract, where it has one with us."""
    if not findings.processor:
        return
    told = next((fact.value for fact in findings.facts if fact.name == "processor_knew_at"), "")
    knew = read_moment(told, arrived_at) if told else None
    if knew is None or knew.at > arrived_at:
        return
    # Of a day without a time it knew at its end, at the earliest: nobody is called late who may have been in time.
    since = knew.at if knew.has_time else min(knew.at + timedelta(days=1), arrived_at)
    yield Fact(name="processor_told_after", value=str((arrived_at - since) // _HOUR), origin=Origin.DERIVED)
    known = organisation.processor_of(sender)
    if known:
        yield Fact(name="processor_tells_within", value=str(known.tells_within), origin=Origin.DERIVED)
