"""One (possible) breach: its states, who may move where, what is known (pure)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from register_store.findings import Findings


class CaseState(StrEnum):
    """Where a case stands (domain section 10)."""

    DOUBT = "doubt"  #: a person must say whether this is a report
    REPORTED = "reported"  #: gemeld
    INVESTIGATING = "investigating"  #: in onderzoek
    BREACH_ESTABLISHED = "breach_established"  #: datalek vastgesteld, or cannot be excluded (K9)
    NO_BREACH = "no_breach"  #: geen datalek: reasoned, stays as incident
    NOT_A_REPORT = "not_a_report"  #: a doubt that proved to be ordinary mail
    MERGED = "merged"  #: goes on under another reference
    CLOSED = "closed"  #: afgesloten


class ApState(StrEnum):
    """What the Autoriteit Persoonsgegevens was told; only a person moves it."""

    UNDECIDED = "undecided"
    NOT_REQUIRED = "not_required"  #: niet meldplichtig: reasoned
    INITIAL = "initial"  #: (voorlopig) gemeld: time and number entered by a person
    COMPLETE = "complete"
    WITHDRAWN = "withdrawn"


class PeopleState(StrEnum):
    """What the people affected were told; only a person moves it."""

    UNDECIDED = "undecided"
    NOT_REQUIRED = "not_required"
    PLANNED = "planned"
    INFORMED = "informed"


class Channel(StrEnum):
    """How a report reached us (J17, J18)."""

    MAIL = "mail"
    PHONE = "phone"
    LETTER = "letter"


#: Closed or settled: the clock stands still and nothing is due.
SETTLED = frozenset({CaseState.NO_BREACH, CaseState.NOT_A_REPORT, CaseState.MERGED, CaseState.CLOSED})

_MOVES: Mapping[CaseState, frozenset[CaseState]] = {
    CaseState.DOUBT: frozenset({CaseState.REPORTED, CaseState.NOT_A_REPORT, CaseState.MERGED}),
    CaseState.REPORTED: frozenset(
        {CaseState.INVESTIGATING, CaseState.BREACH_ESTABLISHED, CaseState.NO_BREACH, CaseState.MERGED}
    ),
    CaseState.INVESTIGATING: frozenset({CaseState.BREACH_ESTABLISHED, CaseState.NO_BREACH, CaseState.MERGED}),
    CaseState.BREACH_ESTABLISHED: frozenset({CaseState.NO_BREACH, CaseState.CLOSED, CaseState.MERGED}),
    CaseState.NO_BREACH: frozenset({CaseState.INVESTIGATING, CaseState.CLOSED}),
    CaseState.NOT_A_REPORT: frozenset({CaseState.REPORTED}),
    CaseState.MERGED: frozenset(),
    CaseState.CLOSED: frozenset({CaseState.INVESTIGATING}),
}


def may_move(before: CaseState, after: CaseState) -> bool:
    """May a case go from one state to another? UNDO is the only way around this table."""
    return before == after or after in _MOVES[before]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The current state of one case; changes are made by the register, as events."""

    organisation: str
    reference: str  #: "DL-2026-0001"
    state: CaseState
    findings: Findings
    provisional_aware_at: datetime  #: earliest signal, UTC: where the clock starts unless an officer confirms another
    opened_at: datetime
    mailbox: str  #: "mail@juist.nl INBOX": where the original lies
    ap_state: ApState = ApState.UNDECIDED
    people_state: PeopleState = PeopleState.UNDECIDED
    channel: Channel = Channel.MAIL
    is_incident: bool = False  #: a security incident without personal data (K2): kept in its own list
    confirmed_aware_at: datetime | None = (
        None  #: the officer's decision (KENNISNAME); never deletes the provisional one
    )
    handler: str | None = None  #: address of the officer who took the case
    finder_address: str | None = None
    finder_name: str | None = None
    receipt_held: str | None = None  #: why no receipt went out (a gate's name), or None when one did
    fields: Mapping[str, str] = field(default_factory=dict)  #: what officers recorded: keys of domain sections 3 and 4
    closed_at: datetime | None = None

    @property
    def aware_at(self) -> datetime:
        """When the organisation became aware: confirmed where an officer did so, else provisional (domain 2.3)."""
        return self.confirmed_aware_at or self.provisional_aware_at

    @property
    def is_open(self) -> bool:
        """Does somebody still have to do something?"""
        return self.state not in SETTLED

    @property
    def may_be_decided(self) -> bool:
        """May it be decided whom to tell? Not before it is a report, nor after it was settled."""
        return self.is_open and self.state is not CaseState.DOUBT

    @property
    def finder_language(self) -> str:
        """The language the finder wrote in."""
        return self.findings.language
