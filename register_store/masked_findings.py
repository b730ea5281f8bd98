"""Findings as the database keeps them: what a finder wrote, without the leaked data itself (promise 5)."""

from dataclasses import replace

from register_store.findings import Findings
from register_store.masks import mask

#: characters that are surely whole: of a longer text, classifiers keep no more than its beginning as a clue
WHOLE_CLUE = 299


def masked(findings: Findings) -> Findings:
    """The same findings with every free text masked."""
    return replace(
        findings,
        clues=tuple(replace(clue, text=mask(clue.text, longest=WHOLE_CLUE)) for clue in findings.clues),
        description=mask(findings.description) if findings.description else None,
        reproduction=mask(findings.reproduction) if findings.reproduction else None,
        urls=tuple(mask(url) for url in findings.urls),
        facts=tuple(replace(fact, value=mask(fact.value)) for fact in findings.facts),
    )
