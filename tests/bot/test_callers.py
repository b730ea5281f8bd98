"""Who called, read from what an officer typed; near misses beside the hits."""

import pytest

from bot.officers.callers import caller_in


@pytest.mark.parametrize(
    ("text", "caller"),
    [
        ("vandaag 09:10 van Jan Jansen, 06 12345678, over een brief", "Jan Jansen, 06 12345678"),
        ("telefoontje van mevrouw De Boer (0492-370087)", "mevrouw De Boer, 0492 370 087"),
        ("gebeld door Pieter van der Meer over een dossier", "Pieter van der Meer"),
        ("brief van A.B. de Wit uit Helmond", "A.B. de Wit"),
        ("call from John Smith, +44 20 7946 0018", "John Smith, +44 20 7946 0018"),
        ("vandaag 08:50 belde mevrouw Jansen, 06 12345678: brief van de buurman", "mevrouw Jansen, 06 12345678"),
        ("gisteren belde Piet de Boer over het portaal", "Piet de Boer"),
        ("mevrouw De Boer belde over een brief van Jan", "mevrouw De Boer"),
        ("beller wil anoniem blijven, 0612345678", "06 12345678"),
    ],
)
def test_the_caller_is_read(text: str, caller: str) -> None:
    assert str(caller_in(text)) == caller


@pytest.mark.parametrize(
    "text",
    [
        "mevrouw belde, zij kreeg de brief van haar buurman",
        "Gisteren belde een mevrouw over haar brief",
        "Vandaag belde iemand",
        "brief van vandaag, met BSN 999990019 erin",
        "zaak 2026-0001 van 23-11-2026",
        "",
    ],
)
def test_no_caller_is_made_up(text: str) -> None:
    assert caller_in(text) is None
