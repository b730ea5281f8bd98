"""The EDPB's eighteen cases (Guidelines 01/2021) as an officer would answer the four questions: at least as strict."""

import pytest
from house import JUIST

from register_store.advice import advice_of
from register_store.severity import Severity
from register_store.severity_questions import read_answers, severity_of_answers

#: data, identification, who could see it, what became of it; AP, people
CASES = [
    ("1 ransomware, back-up, no exfiltration", "a e a e", False, False),
    ("2 ransomware, no proper back-up", "a e a f", True, False),
    ("3 ransomware in a hospital, two days down", "d e a e", True, True),
    ("4 ransomware, no back-up, with exfiltration", "c e c f", True, True),
    ("5 job applications taken from a website", "b e c d", True, True),
    ("6 hashed and salted passwords", "b a c d", False, False),
    ("7 credential stuffing at a bank", "c e c d", True, True),
    ("8 an employee takes business contacts", "a e b d", True, False),
    ("9 a spreadsheet to a trusted third party", "a e b a", False, False),
    ("10 a stolen device, encrypted, back-up", "b a a d", False, False),
    ("11 a stolen device, not encrypted", "b e c d", True, True),
    ("12 a stolen paper file with sensitive data", "d e c f", True, True),
    ("13 two orders mixed up by post", "a e b a", False, False),
    ("14 highly confidential data mailed by mistake", "c e b a", True, True),
    ("15 a participant list to a small wrong group", "a e b a", False, False),
    ("16 two insurance letters in one envelope", "b e b a", True, False),
    ("17 identity theft through the call centre", "c e b d", True, True),
    ("18 a mailbox rule that forwards everything", "c e c d", True, True),
]


def weighed(typed: str) -> Severity:
    letters = read_answers(typed)
    assert letters is not None
    return severity_of_answers(letters, (), None)


@pytest.mark.parametrize(("case", "typed", "ap", "people"), CASES, ids=[case for case, *_ in CASES])
def test_four_letters_advise_at_least_as_strictly_as_the_edpb(case: str, typed: str, ap: bool, people: bool) -> None:
    severity = weighed(typed)
    assert severity.notify_ap >= ap, severity
    assert severity.inform_people >= people, severity


@pytest.mark.parametrize("case", ["9", "13", "15"])
def test_where_the_edpb_asks_nothing_and_the_receiver_is_known_nothing_is_advised(case: str) -> None:
    typed = next(letters for name, letters, *_ in CASES if name.startswith(f"{case} "))
    advice = advice_of(weighed(typed), JUIST)
    assert (advice.ap, advice.people) == (False, False)
