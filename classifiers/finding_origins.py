"""How each finding is known: stated by the mail, seen in a picture or attachment, or derived by us."""

from register_store.findings import Findings, Origin

_ALWAYS = {"verdict": Origin.DERIVED, "probability": Origin.DERIVED, "language": Origin.DERIVED}
#: keys that have an origin only when something was found
_WHEN_FOUND = {
    "clues": Origin.STATED,
    "kind": Origin.DERIVED,
    "affected_count": Origin.STATED,
    "screenshots": Origin.SEEN,
    "description": Origin.STATED,
    "mentions_reproduction": Origin.STATED,
    "reproduction": Origin.STATED,
    "urls": Origin.STATED,
    "extortion": Origin.DERIVED,
    "processor": Origin.DERIVED,
    "internal": Origin.DERIVED,
    "missing": Origin.DERIVED,
    "facts": Origin.STATED,
}


def origins_of(findings: Findings, of_data: Origin) -> dict[str, Origin]:
    """Key of the findings -> how we know; an officer confirms what is only derived."""
    origins = {**_ALWAYS, **({"personal_data": of_data} if findings.personal_data else {})}
    return origins | {
        key: origin for key, origin in _WHEN_FOUND.items() if getattr(findings, key) not in (None, (), 0, False)
    }
