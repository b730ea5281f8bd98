"""Commands of one mail that cannot be meant together, and those that can."""

import pytest

from bot.officers.contradictions import contradicting
from bot.officers.typed_mail import read_commands


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("BEVESTIG\nGEEN DATALEK: oefening", {0, 1}),
        ("JA\nNEE", {0, 1}),
        ("NEE\nBEVESTIG", {0, 1}),
        ("AP GEMELD 12\nSTATUS\nAP NIET: geen risico", {0, 2}),
        ("OPPAKKEN\nTOEWIJZEN: Omar", {0, 1}),
        ("BEWAREN: claim\nBEWAREN UIT", {0, 1}),
        ("BEWAREN: claim\nBEWAREN: aangifte", {0, 1}),
        ("SLUIT: les\nHEROPEN: toch niet", {0, 1}),
        ("GEGEVENS: naam\nGEGEVENS: adres", {0, 1}),
        ("SAMENVOEGEN DL-2026-0002\nSLUIT: klaar", {0, 1}),
        ("OPPAKKEN\nBEVESTIG\nGEGEVENS: naam\nHOE: post", set()),
        ("JA\nOPPAKKEN\nBEVESTIG", set()),
        ("HERSTEL\nHERSTEL\nGEEN DATALEK: oefening", set()),
        ("NOTITIE een\nNOTITIE twee", set()),
        ("GEEN DATALEK: oefening\nSLUIT: les", set()),
    ],
)
def test_contradictions_are_found(text: str, numbers: set[int]) -> None:
    assert contradicting(read_commands(text).commands) == numbers
