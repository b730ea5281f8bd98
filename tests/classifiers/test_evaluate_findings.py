"""The measure of findings counts rightly found, surplus and lacking."""

from classifiers.training.corpus import CorpusMail, Label
from classifiers.training.evaluate_findings import Compared, data_hits, findings_table
from register_store.findings import BreachKind, DataKind, Findings, Verdict


def compared(marked: tuple[DataKind, ...], found: tuple[DataKind, ...]) -> Compared:
    mail = CorpusMail(
        id="x-001",
        batch="b01",
        label=Label.REPORT,
        language="nl",
        kind=BreachKind.MISDIRECTED,
        category=None,
        data=marked,
        count=None,
        flags=frozenset(),
        level="easy",
        sender="Anja <anja@post.example>",
        subject="",
        text="Groet, Anja",
        telling=(),
    )
    return Compared(mail=mail, findings=Findings(verdict=Verdict.REPORT, probability=0.9, personal_data=found))


def test_precision_recall_and_f1() -> None:
    hits = data_hits([compared((DataKind.NAME, DataKind.HEALTH), (DataKind.NAME, DataKind.BSN))])
    assert (hits.right, hits.surplus, hits.lacking) == (1, 1, 1)
    assert (hits.precision, hits.recall, hits.f1) == (0.5, 0.5, 0.5)


def test_the_page_names_every_kind_and_the_misses_by_id() -> None:
    page = findings_table([compared((DataKind.NAME,), (DataKind.BSN,))])
    assert all(f"| {kind} |" in page for kind in DataKind)
    assert "x-001" in page
