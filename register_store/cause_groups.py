"""Which sort of cause a breach had: an officer's words decide, else the kind of the report suggests it (pure; K21)."""

import re
from enum import StrEnum

from register_store.case import Case
from register_store.findings import BreachKind


class CauseGroup(StrEnum):
    """Why breaches happen, coarse enough to count."""

    MALICE = "malice"  #: somebody wanted it
    PARTNER = "partner"  #: at a processor or another party
    TECHNIQUE = "technique"  #: a setting, a fault in a program, a system that failed
    MISTAKE = "mistake"  #: a person made a slip
    UNKNOWN = "unknown"  #: nobody said so yet


#: The first that fits: a slip at the processor is the processor's.
_SAID = (
    (CauseGroup.MALICE, r"hack|phish|malware|ransom|inbra|gestolen|diefstal|stolen|theft|kwaadwil|opzet|malicious"),
    (CauseGroup.PARTNER, r"verwerker|leverancier|processor|supplier|drukker|postbedrijf"),
    (
        CauseGroup.TECHNIQUE,
        r"instelling|ingesteld|configur|setting|software|programma|storing|systeem|bug\b|update|rechten",
    ),
    (
        CauseGroup.MISTAKE,
        r"vergis|fout|verkeerd|haast|onoplettend|vergeten|mistake|error|wrong|careless|hurry|forg[eo]t",
    ),
)
_WORDS = tuple((group, re.compile(pattern)) for group, pattern in _SAID)
_LONGEST = 2000
#: Unlisted kinds say nothing about why.
_SUGGESTED = {
    BreachKind.MISDIRECTED: CauseGroup.MISTAKE,
    BreachKind.DISPOSED_CARELESSLY: CauseGroup.MISTAKE,
    BreachKind.LOST_PAPER: CauseGroup.MISTAKE,
    BreachKind.EXPOSED_ONLINE: CauseGroup.TECHNIQUE,
    BreachKind.UNAUTHORISED_ACCESS: CauseGroup.MALICE,
    BreachKind.MALWARE_RANSOMWARE: CauseGroup.MALICE,
    BreachKind.PROCESSOR_INCIDENT: CauseGroup.PARTNER,
}


def cause_group(case: Case) -> CauseGroup:
    """The sort of cause of a case."""
    said = case.fields.get("cause", "").lower()[:_LONGEST]
    if said:
        return next((group for group, words in _WORDS if words.search(said)), CauseGroup.UNKNOWN)
    return _SUGGESTED.get(case.findings.kind, CauseGroup.UNKNOWN) if case.findings.kind else CauseGroup.UNKNOWN
