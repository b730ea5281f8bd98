"""Personal data that stand in the text themselves."""

import pytest

from classifiers.data_values import kinds_in_picture, kinds_shown
from register_store.findings import DataKind


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
        ("bsn 999\u2009990\u200b019", DataKind.BSN),
        ("haar nummer 06\u201112345678 stond erbij", DataKind.PHONE),
        ("fecha de nacimiento: 3 de abril de 1980", DataKind.DATE_OF_BIRTH),
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


@pytest.mark.parametrize(
    "text",
    [
        "name: upload.bin\nContent-Length: 111222333",
        "Naam: P. Bakker, ordernummer 111222333",
        "dossier van een cliënt, kenmerk: 111222333",
    ],
)
def test_a_number_with_another_label_is_no_bsn_whatever_stands_near(text: str) -> None:
    assert DataKind.BSN not in kinds_shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "Terugbellen kan op 06-12345678",
        "You can reach me on +31 6 12345678",
        "Ik zag iets.\nHet was niet van mij.\nGraag antwoord.\nP. Bakker\n06-12345678",
    ],
)
def test_the_finders_own_number_is_no_exposed_phone(text: str) -> None:
    assert DataKind.PHONE not in kinds_shown(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Naam: F. Bouazza\nTel.: 06-12345678", {DataKind.PHONE}),
        ("sanne@post.example", {DataKind.EMAIL}),
        ("Met vriendelijke groet,\nPiet\nbsn 999990019", {DataKind.BSN}),
        ("IBAN NL91 ABNA 0417 1643 00", {DataKind.IBAN}),
        ("ordernummer 111222334", set()),
        ("JUIST\nzorg dichtbij", set()),
    ],
)
def test_what_a_picture_shows_is_of_others_down_to_its_last_line(text: str, kinds: set[DataKind]) -> None:
    assert kinds_in_picture(text) == kinds
