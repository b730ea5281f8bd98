"""Kinds of personal data named in words."""

import pytest

from classifiers.data_words import enumerates_kinds, kinds_named
from register_store.findings import DataKind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("de loonstrook van een collega", DataKind.FINANCIAL),
        ("haar diagnose en medicatie", DataKind.HEALTH),
        ("een kopie van zijn paspoort", DataKind.ID_DOCUMENT),
        ("alle e-mailadressen in de cc", DataKind.EMAIL),
        ("met telefoonnummers", DataKind.PHONE),
        ("inclusief geboortedatum", DataKind.DATE_OF_BIRTH),
        ("their bank account numbers", DataKind.IBAN),
        ("passwords in plain text", DataKind.LOGIN),
        ("die Gehaltsabrechnung", DataKind.EMPLOYMENT),
        ("les salaires de tous", DataKind.FINANCIAL),
        ("foto's van leerlingen", DataKind.PHOTO),
        ("een strafblad", DataKind.CRIMINAL),
        ("het burgerservicenummer", DataKind.BSN),
        ("het uurloon van de hele ploeg", DataKind.EMPLOYMENT),
        ("dostałem cudzy pasek", DataKind.EMPLOYMENT),
        ("de adressen van alle cursisten", DataKind.ADDRESS),
        ("with their passwords", DataKind.LOGIN),
        ("selfies of the guests", DataKind.PHOTO),
        ("les codes postaux", DataKind.ADDRESS),
    ],
)
def test_words_name_a_kind(text: str, kind: DataKind) -> None:
    assert kind in kinds_named([text])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("gewoon open, zonder wachtwoord", DataKind.LOGIN),
        ("ik ken mijn eigen adres wel", DataKind.ADDRESS),
        ("no password needed", DataKind.LOGIN),
        ("de lekkage in de keuken", DataKind.HEALTH),
    ],
)
def test_words_that_expose_nothing_name_no_kind(text: str, kind: DataKind) -> None:
    assert kind not in kinds_named([text])


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("naam, adres en telefoon", {DataKind.NAME, DataKind.ADDRESS, DataKind.PHONE}),
        ("names, mobiles and birthdays", {DataKind.NAME, DataKind.PHONE, DataKind.DATE_OF_BIRTH}),
        ("Name, Anschrift und IBAN", {DataKind.NAME, DataKind.ADDRESS, DataKind.IBAN}),
        ("le nom, le courriel et le numéro", {DataKind.NAME, DataKind.EMAIL, DataKind.PHONE}),
        ("nazwiska, adresy i PESEL", {DataKind.NAME, DataKind.ADDRESS, DataKind.BSN}),
        ("waar oma woont", {DataKind.ADDRESS}),
        ("welke pillen hij slikt", {DataKind.HEALTH}),
        ("hoeveel loon er op beslag ligt", {DataKind.FINANCIAL}),
        ("de foto van zijn paspoort", {DataKind.ID_DOCUMENT}),
        ("verslagen van alle kinderen", {DataKind.CHILDREN}),
        ("waar de sleutel ligt en wie dement is", {DataKind.ADDRESS, DataKind.HEALTH, DataKind.OTHER}),
        ("where the key is and her diagnosis", {DataKind.ADDRESS, DataKind.HEALTH}),
    ],
)
def test_loose_words_count_beside_other_kinds(text: str, kinds: set[DataKind]) -> None:
    assert kinds_named([text]) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "hij stond op zijn telefoon te kijken",
        "op dit adres krijg ik reclame",
        "het adres in de adresbalk",
        "an outside address",
        "Het bestand bevat geen wachtwoorden.",
        "Card numbers are never stored with us",
        "Kopieën van identiteitsbewijzen staan in een andere omgeving",
        "mijn naam stond in het venster",
        "de organisatie is op de hoogte",
        "kind regards",
        "het is twaalf uur",
        "ik maakte een foto van het scherm",
        "inloggen vanaf onbekende adressen",
        "de kinderen vouwen er bootjes van",
        "ik gok dat het een vergissing is",
        "Beste mevrouw Van Loon",
        "wij kregen post op salarissen@juist.nl",
        "We have changed the passwords",
        "alle 58 adressen staan zichtbaar boven het bericht",
        "zijn dochter belde ons daarover",
        "Eine Verletzung des Schutzes liegt vor",
    ],
)
def test_ordinary_words_and_what_was_not_there_name_nothing(text: str) -> None:
    assert kinds_named([text]) == frozenset()


def test_three_kinds_in_one_sentence_are_an_enumeration() -> None:
    assert enumerates_kinds("Naam, adres, geboortedatum en burgerservicenummer.")
    assert not enumerates_kinds("Zijn naam en adres.")


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["naam ", "niet ", "adres en ", "a", "waar ", "geen stored "])
def test_long_odd_text_does_not_hang(piece: str) -> None:
    assert kinds_named([piece * 20_000]) is not None
