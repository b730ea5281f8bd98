"""The language of a mail; what is too short to tell is Dutch."""

import pytest

from classifiers.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ik heb een brief gekregen die niet voor mij is", "nl"),
        ("I received a letter that is not for me", "en"),
        ("Ich habe einen Brief bekommen, der nicht für mich ist", "de"),
        ("J'ai reçu une lettre qui n'est pas pour moi", "fr"),
        ("He recibido una carta que no es para mí, con los datos de otra persona", "es"),
        ("Dostałem list, który nie jest do mnie, z danymi innej osoby", "pl"),
        ("I want to report a data breach.", "en"),
        ("Ich melde eine Datenpanne.", "de"),
        ("Quiero informar de una brecha de datos.", "es"),
        ("Zgłaszam wyciek danych.", "pl"),
        ("zie bijlage", "nl"),
        ("", "nl"),
        ("???", "nl"),
    ],
)
def test_the_language_is_told(text: str, language: str) -> None:
    assert language_of(text) == language
