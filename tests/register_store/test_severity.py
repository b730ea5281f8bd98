"""ENISA's worked examples and the EDPB's eighteen cases: the advice is never laxer than theirs."""

import pytest

from register_store.findings import DataKind as D
from register_store.severity import (
    Circumstances,
    Harm,
    Level,
    Reason,
    Recipients,
    severity_by_values,
    severity_of,
)

EXAMPLES = [
    ("a newsletter with 150 addresses in CC", (1, 1.0, 0.25), 1.25, Level.LOW),
    ("the same, of clients of debt counselling", (3, 1.0, 0.25), 3.25, Level.HIGH),
    ("a payslip to a wrong colleague", (3, 1.0, 0.25), 3.25, Level.HIGH),
    ("bank account numbers with names to one known recipient", (2, 1.0, 0.25), 2.25, Level.MEDIUM),
    ("an encrypted laptop lost, key safe", (1, 0.25, 0.0), 0.25, Level.LOW),
    ("a stolen laptop, not encrypted, 400 patients", (4, 1.0, 0.5), 4.5, Level.VERY_HIGH),
    ("a web shop hacked, names and orders", (2, 1.0, 1.0), 3.0, Level.HIGH),
    ("copies of identity cards in a public bucket", (3, 1.0, 0.5), 3.5, Level.HIGH),
    ("ransomware, restored in hours", (1, 1.0, 0.5), 1.5, Level.LOW),
    ("a contact database destroyed, no back-up", (1, 1.0, 0.5), 1.5, Level.LOW),
]


@pytest.mark.parametrize(("what", "values", "score", "level"), EXAMPLES)
def test_a_worked_example_scores_as_computed(
    what: str, values: tuple[int, float, float], score: float, level: Level
) -> None:
    severity = severity_by_values(*values)
    assert (severity.score, severity.level) == (score, level)


@pytest.mark.parametrize("values", [(0, 1.0, 0.0), (5, 1.0, 0.0), (2, 0.3, 0.0), (2, 1.0, 2.25), (2, 1.0, -0.25)])
def test_values_out_of_range_are_refused(values: tuple[int, float, float]) -> None:
    with pytest.raises(ValueError, match="DPC"):
        severity_by_values(*values)


def around(**changes: object) -> Circumstances:
    calm = {"recipients": Recipients.KNOWN, "integrity": Harm.NONE, "availability": Harm.NONE, "malicious": False}
    return Circumstances(**{**calm, **changes})  # type: ignore[arg-type]


CONTACT = (D.NAME, D.ADDRESS, D.EMAIL)
NOBODY, UNKNOWN = Recipients.NOBODY_KNOWN, Recipients.UNKNOWN

#: EDPB Guidelines 01/2021: (case, data, circumstances, override of DPC, AP, people)
EDPB = [
    ("1 ransomware, back-up, no exfiltration", CONTACT, around(recipients=NOBODY, malicious=True), None, False, False),
    (
        "2 ransomware, no proper back-up",
        CONTACT,
        around(recipients=NOBODY, availability=Harm.FOR_GOOD, malicious=True),
        None,
        True,
        False,
    ),
    (
        "3 ransomware in a hospital",
        (D.NAME, D.HEALTH),
        around(recipients=NOBODY, availability=Harm.TEMPORARY, malicious=True),
        None,
        True,
        True,
    ),
    (
        "4 ransomware, no back-up, with exfiltration",
        (D.NAME, D.ID_DOCUMENT, D.FINANCIAL),
        around(recipients=UNKNOWN, availability=Harm.FOR_GOOD, malicious=True),
        None,
        True,
        True,
    ),
    (
        "5 job applications taken from a website",
        (D.NAME, D.EMPLOYMENT, D.EMAIL),
        around(recipients=UNKNOWN, malicious=True),
        2,
        True,
        True,
    ),
    (
        "6 hashed and salted passwords",
        (D.LOGIN,),
        around(recipients=UNKNOWN, malicious=True, unintelligible=True),
        None,
        False,
        False,
    ),
    (
        "7 credential stuffing at a bank",
        (D.NAME, D.FINANCIAL, D.LOGIN),
        around(recipients=UNKNOWN, malicious=True),
        None,
        True,
        True,
    ),
    (
        "8 an employee takes business contacts",
        CONTACT,
        around(recipients=Recipients.KNOWN, malicious=True),
        None,
        True,
        False,
    ),
    ("9 a spreadsheet to a trusted third party", CONTACT, around(), None, False, False),
    (
        "10 a stolen device, encrypted",
        (*CONTACT, D.CHILDREN),
        around(recipients=NOBODY, malicious=True, unintelligible=True),
        None,
        False,
        False,
    ),
    (
        "11 a stolen device, not encrypted",
        (*CONTACT, D.DATE_OF_BIRTH),
        around(recipients=UNKNOWN, malicious=True),
        2,
        True,
        True,
    ),
    (
        "12 a stolen paper file with sensitive data",
        (D.NAME, D.HEALTH),
        around(recipients=UNKNOWN, malicious=True, availability=Harm.FOR_GOOD),
        None,
        True,
        True,
    ),
    ("13 two orders mixed up by post", CONTACT, around(), None, False, False),
    ("14 highly confidential data mailed by mistake", (D.NAME, D.BSN, D.EMPLOYMENT), around(), 3, True, True),
    ("15 a participant list to a small wrong group", CONTACT, around(), None, False, False),
    ("16 two insurance letters in one envelope", (D.NAME, D.ADDRESS, D.FINANCIAL), around(), 2, True, False),
    (
        "17 identity theft through the call centre",
        (D.NAME, D.FINANCIAL, D.PHONE),
        around(malicious=True),
        None,
        True,
        True,
    ),
    (
        "18 a mailbox rule that forwards everything",
        (D.NAME, D.FINANCIAL),
        around(recipients=UNKNOWN, malicious=True),
        None,
        True,
        True,
    ),
]


@pytest.mark.parametrize(("case", "data", "circumstances", "context", "ap", "people"), EDPB)
def test_the_advice_is_at_least_as_strict_as_the_edpb(
    case: str, data: tuple[D, ...], circumstances: Circumstances, context: int | None, ap: bool, people: bool
) -> None:
    severity = severity_of(data, circumstances, context=context)
    assert severity.notify_ap >= ap, severity
    assert severity.inform_people >= people, severity


def test_what_is_not_known_counts_at_its_highest_and_is_said() -> None:
    known = severity_of(CONTACT, around())
    unknown = severity_of(CONTACT, Circumstances())
    assert unknown.score == known.score - 0.25 + 2.0
    assert Reason.UNKNOWN_INPUT in unknown.reasons


@pytest.mark.parametrize("kind", [D.BSN, D.ID_DOCUMENT, D.LOGIN, D.CHILDREN, D.HEALTH, D.CRIMINAL])
def test_dangerous_data_never_suggest_silence(kind: D) -> None:
    severity = severity_of((kind,), around(recipients=NOBODY), identification=0.25)
    assert severity.notify_ap
    assert Reason.FAIL_SAFE_DATA in severity.reasons


def test_a_borderline_score_is_named() -> None:
    assert Reason.BORDERLINE in severity_by_values(3, 0.5, 0.25).reasons
    assert Reason.BORDERLINE not in severity_by_values(3, 0.5, 0.0).reasons
    assert Reason.JUST_ABOVE in severity_by_values(2, 1.0, 0.25).reasons
    assert Reason.JUST_ABOVE not in severity_by_values(2, 1.0, 0.5).reasons
    assert Reason.JUST_ABOVE not in severity_by_values(1, 0.25, 0.0).reasons, "there is nothing below the lowest band"


def test_more_than_a_hundred_people_is_a_flag() -> None:
    assert Reason.MANY_PEOPLE not in severity_of(CONTACT, around(affected=100)).reasons
    assert Reason.MANY_PEOPLE in severity_of(CONTACT, around(affected=101)).reasons


def test_every_kind_of_data_has_its_score() -> None:
    for kind in D:
        assert 1 <= severity_of((kind,), around()).context <= 4
