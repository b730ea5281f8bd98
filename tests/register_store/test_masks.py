"""Masks show the kind of a value and nothing of it."""

import re

import pytest

from register_store.findings import Clue, Findings, Verdict, Where
from register_store.masked_findings import masked
from register_store.masks import mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("bsn 999990019", "bsn [BSN]"),
        ("BSN: 9999.90.019 en 111222333", "BSN: [BSN] en [BSN]"),
        ("op NL91 ABNA 0417 1643 00 gestort", "op [IBAN] gestort"),
        ("nl91abna0417164300", "[IBAN]"),
        ("DE89370400440532013000", "[IBAN]"),
        ("mail a.b+c@post.example graag", "mail [e-mail] graag"),
        ("bel 06-12345678", "bel [telefoon]"),
        ("bel 06-12-20 34 56", "bel [telefoon]"),
        ("bel 06-12-2034 5678", "bel [telefoon]"),
        ("bel +31 (0)492 370087", "bel [telefoon]"),
        ("geboren 3-4-1980", "geboren [geboortedatum]"),
        ("date of birth: 12 May 1999", "date of birth: [geboortedatum]"),
        ("op 03-04-1980 stond", "op [geboortedatum] stond"),
        ("kaart 4111 1111 1111 1111", "kaart [kaart]"),
        ("Dorpsstraat 12a, 5701 AB Helmond", "[adres], [adres]"),
        ("12 rue de la Paix", "[adres]"),
        ("de brief van mevrouw Jansen-de Wit", "de brief van mevrouw [naam]"),
        ("het dossier van Kees Smit.", "het dossier van [naam]."),
        ("Beste Anja,", "Beste [naam],"),
        ("Dear Mr Smith,", "Dear Mr [naam],"),
        ("Met vriendelijke groet,\nPiet de Boer", "Met vriendelijke groet,\n[naam]"),
        ("Groet, Anja", "Groet, [naam]"),
        ("namens Willem van Dijk", "namens [naam]"),
        ("van J.P. van den Berg", "van [naam]"),
        ("gisteren zag Jan de Vries dat", "gisteren zag [naam] dat"),
        ("Frau Müller hat", "Frau [naam] hat"),
        ("geb. 3-4-'80", "geb. [geboortedatum]"),
        ("geboortedatum 03041980", "geboortedatum [geboortedatum]"),
        ("dob=1980-04-03", "dob=[geboortedatum]"),
        ("nacido el 3 de abril de 1980", "nacido el [geboortedatum]"),
        ("urodzona 3 kwietnia 1980", "urodzona [geboortedatum]"),
        ("NL91 ABNA 0417\n1643 00", "[IBAN]"),
        ("bsn 9 9 9 9 9 0 0 1 9", "bsn [BSN]"),
        (
            "op https://portaal.example/x?naam=Jan+de+Vries&bsn=999990019",
            "op https://portaal.example/x?naam=[naam]&bsn=[BSN]",
        ),
    ],
)
def test_a_value_becomes_its_kind(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "DL-2026-0001 op donderdag 26 november 2026 om 09.12 uur",
        "Beste mensen, er ging iets mis",
        "12 cliënten en 300 dossiers",
        "binnen 72 uur, voor 26-11-2026",
        "gemeld op 02-03-2026 10:00",
        "op 06-12-2026 12 mensen",
        "gemeld op 09-12-2026, 23.59 uur",
        "artikel 33 lid 5 van de AVG",
        "mail@ is niet de plek, info@ wel",
        "zie CVE-111222333",
        "GET /v2/visits?client=20417&week=47",
        "open van 09.00-12.30 en 13.00-17.00",
        "Wij hebben de Autoriteit Persoonsgegevens gebeld",
        "",
    ],
)
def test_words_that_are_nobodys_data_stay(text: str) -> None:
    assert mask(text) == text


def test_nothing_of_a_masked_value_is_left() -> None:
    masked = mask("Mijn bsn is 999990019, rekening NL02ABNA0123456789, tel 0492-370087, j.smit@post.example")
    assert not any(character.isdigit() for character in masked)
    assert "smit" not in masked


@pytest.mark.parametrize("longest", range(5, 60))
def test_a_cut_leaves_no_half_of_a_value(longest: int) -> None:
    told = mask("bsn 999990019 op NL91 ABNA 0417 1643 00, j.smit@post.example", longest=longest)
    assert not any(character.isdigit() for character in told)
    assert not {"ABNA", "smit", "post"} & set(re.findall(r"\w+", told))


def test_a_clue_that_was_cut_holds_no_half_of_a_value() -> None:
    text = ("woord " * 48 + "NL91 ABNA 0417 1643 00")[:300]
    clue = Clue(label="x", text=text, weight=1.0, where=Where.BODY)
    told = masked(Findings(verdict=Verdict.REPORT, probability=0.9, clues=(clue,)))
    assert set(told.clues[0].text.split()) == {"woord"}


@pytest.mark.parametrize("piece", ["a", "A ", "1 ", "1", "A.", "van ", "a@", "Groet \n", "NL91", "Aa ", "0-"])
@pytest.mark.timeout(20)
def test_long_odd_text_does_not_hang(piece: str) -> None:
    assert mask(piece * 50_000) is not None
