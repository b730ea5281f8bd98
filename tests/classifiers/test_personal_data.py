"""Kinds of personal data: named in words, or standing in the text."""

import pytest

from classifiers.personal_data import in_order, kinds_named, kinds_shown, names_somebody
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
    ("text", "kind"),
    [
        ("bsn 999990019", DataKind.BSN),
        ("Naam: P. Bakker, geb. 3-4-1980, 111222333", DataKind.BSN),
        ("rekening NL91 ABNA 0417 1643 00 staat erin", DataKind.IBAN),
        ("haar nummer 06-12345678 stond erbij", DataKind.PHONE),
        ("a@post.example, b@post.example", DataKind.EMAIL),
        ("geboren 12-05-1990", DataKind.DATE_OF_BIRTH),
        ("Dorpsstraat 12, 5701 AB Helmond", DataKind.ADDRESS),
    ],
)
def test_data_that_stand_in_the_text_are_seen(text: str, kind: DataKind) -> None:
    assert kind in kinds_shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "ordernummer 111222334",
        "bestelling 111222333",  # passes the 11-test, but nothing says what it is
        "bsn 999990018",
        "NL91 ABNA 0417 1643 01",
        "Bel mij op 06-12345678",
        "Iets gezien.\n\nMet vriendelijke groet,\nAnja\n06-12345678\nDorpsstraat 12, 5701 AB Helmond",
        "mail mij op anja@post.example",
    ],
)
def test_chance_and_the_senders_own_data_do_not_count(text: str) -> None:
    assert kinds_shown(text) == frozenset()


def test_a_person_is_named_after_a_title() -> None:
    assert names_somebody(["de brief van mevrouw Jansen"])
    assert not names_somebody(["de brief van de gemeente"])


def test_kinds_come_in_the_agreed_order() -> None:
    assert in_order([DataKind.HEALTH, DataKind.NAME, DataKind.HEALTH]) == (DataKind.NAME, DataKind.HEALTH)
