"""An officer's own name is no leaked data: the answer to his command says who takes the case, and masks all others."""

import pytest
from house import House
from mails import REPORT, a_mail
from officer_talk import commands


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("OPPAKKEN", "De zaak is opgepakt. Karin Vos"),
        ("TOEWIJZEN omar.haddad@juist.nl", "Omar Haddad"),
        ("AP NIET: Jan de Vries las niets", "[naam]"),
    ],
)
def test_officers_are_named_and_others_masked(house: House, typed: str, said: str) -> None:
    house.receives(a_mail(REPORT))
    told = commands(house, typed).partition("Opdrachten")[2].partition("De zaak DL")[0]
    assert said in told
    assert ("[naam]" in told) == (said == "[naam]")
