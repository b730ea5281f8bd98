"""The footer of a mailing list is told from a line that a person drew."""

import pytest

from bot.reading.own_words import own_words

LINE = "_" * 47
FOOTER = "Buurtlijst mailing list\nhttps://lijst.example/buurtlijst"
FOOTERS = [
    (f"Er ligt een map.\n{LINE}\n{FOOTER}", "Er ligt een map."),
    (f"Er ligt een map.\n\n-----------\nAfmelden: https://lijst.example/af\n{LINE}", "Er ligt een map."),
    (f"Er ligt een map.\n{LINE}\nEn een tas.", f"Er ligt een map.\n{LINE}\nEn een tas."),
    (f"{LINE}\n{FOOTER}", f"{LINE}\n{FOOTER}"),
    (f"Op de mailing list stond een map.\n{LINE}\nAnja", f"Op de mailing list stond een map.\n{LINE}\nAnja"),
    (f"Boven\n{LINE}\n" + "regel\n" * 9 + FOOTER, f"Boven\n{LINE}\n" + "regel\n" * 9 + FOOTER),
]


@pytest.mark.parametrize(("text", "own"), FOOTERS)
def test_a_footer_of_a_list_is_nobodys_own_words(text: str, own: str) -> None:
    assert own_words(text).own == own
