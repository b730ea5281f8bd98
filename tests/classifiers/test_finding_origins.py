"""Each finding says how it is known."""

from classifiers.finding_origins import origins_of
from register_store.findings import BreachKind, DataKind, Findings, Origin, Verdict

FOUND = Findings(
    verdict=Verdict.REPORT,
    probability=0.9,
    kind=BreachKind.MISDIRECTED,
    personal_data=(DataKind.HEALTH,),
    affected_count=3,
    screenshots=1,
)


def test_what_was_found_says_how() -> None:
    origins = origins_of(FOUND, Origin.STATED)
    assert origins["personal_data"] is Origin.STATED
    assert origins["affected_count"] is Origin.STATED
    assert origins["screenshots"] is Origin.SEEN
    assert origins["kind"] is Origin.DERIVED


def test_what_was_not_found_has_no_origin() -> None:
    nothing = Findings(verdict=Verdict.ORDINARY, probability=0.1)
    assert set(origins_of(nothing, Origin.DERIVED)) == {"verdict", "probability", "language"}
