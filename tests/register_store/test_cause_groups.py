"""Causes, coarse enough to count: an officer's words before the kind of the report."""

import pytest
from cases import a_case, a_finding

from register_store.cause_groups import CauseGroup, cause_group
from register_store.findings import BreachKind


@pytest.mark.parametrize(
    ("cause", "group"),
    [
        ("verkeerde ontvanger gekozen door haast", CauseGroup.MISTAKE),
        ("autocomplete: wrong address", CauseGroup.MISTAKE),
        ("map verkeerd ingesteld", CauseGroup.TECHNIQUE),
        ("bug in update van het portaal", CauseGroup.TECHNIQUE),
        ("laptop uit auto gestolen", CauseGroup.MALICE),
        ("phishing", CauseGroup.MALICE),
        ("fout bij de verwerker", CauseGroup.PARTNER),
        ("wordt onderzocht", CauseGroup.UNKNOWN),
    ],
)
def test_the_words_of_an_officer_decide(cause: str, group: CauseGroup) -> None:
    assert cause_group(a_case(fields={"cause": cause})) is group


@pytest.mark.parametrize(
    ("kind", "group"),
    [
        (BreachKind.MISDIRECTED, CauseGroup.MISTAKE),
        (BreachKind.MALWARE_RANSOMWARE, CauseGroup.MALICE),
        (BreachKind.PROCESSOR_INCIDENT, CauseGroup.PARTNER),
        (BreachKind.LOST_OR_STOLEN_DEVICE, CauseGroup.UNKNOWN),
        (None, CauseGroup.UNKNOWN),
    ],
)
def test_without_them_the_kind_suggests_it(kind: BreachKind | None, group: CauseGroup) -> None:
    assert cause_group(a_case(findings=a_finding(kind=kind))) is group
