"""In which of a protocol's three phases a case is (pure; K3): reporting, assessment, handling."""

from enum import StrEnum

from register_store.case import Case, CaseState


class Phase(StrEnum):
    """What is going on with a case; each has its word in the words files."""

    REPORTING = "reporting"  #: melding: somebody told of it, nobody has looked into it yet
    ASSESSMENT = "assessment"  #: beoordeling: is it a breach, how severe is it?
    HANDLING = "handling"  #: afhandeling: tell who must be told, repair, record
    DONE = "done"  #: afgehandeld


_PHASES = {
    CaseState.DOUBT: Phase.REPORTING,
    CaseState.REPORTED: Phase.REPORTING,
    CaseState.INVESTIGATING: Phase.ASSESSMENT,
    CaseState.BREACH_ESTABLISHED: Phase.HANDLING,
}


def phase_of(case: Case) -> Phase:
    """Settled cases, however they ended, are done."""
    return _PHASES.get(case.state, Phase.DONE)
