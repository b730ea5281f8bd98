"""The file of a case as PDF: complete, in the officer's language, and without anybody's data."""

import io
from dataclasses import replace

import pytest
from house import JUIST, KARIN, House
from mails import REPORT, a_mail
from officer_talk import answer, commands, events_of
from pypdf import PdfReader

from register_store.event_chain import EventKind


def paper(house: House) -> str:
    """The words of the PDF that came with the last answer."""
    part = next(iter(house.letters_to(KARIN.address)[-1].iter_attachments()))
    assert part.get_content_type() == "application/pdf"
    pages = PdfReader(io.BytesIO(part.get_content())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


@pytest.fixture
def case_house(house: House) -> House:
    """A house with a case that went some way."""
    house.receives(a_mail(REPORT))
    commands(house, "OPPAKKEN\nERNST: b e b a\nHOE: verkeerde bijlage")
    commands(house, "AP GEMELD 2026-1187 vandaag 09:00 risico niet uit te sluiten")
    commands(house, "NIET INFORMEREN: ontvanger is te vertrouwen")
    return house


def test_the_file_tells_everything_that_happened(case_house: House) -> None:
    commands(case_house, "DOSSIER")
    words = paper(case_house)
    for told in (
        "A. Uiterste meldmoment: 72 verstreken uren",
        "B. Ter kennis",
        "C. Betwist",
        "AP GEMELD",
        "NIET INFORMEREN",
        "ontvanger is te vertrouwen",
        "risico niet uit te sluiten",
        "Gemeld bij de AP op 02-03-2026 09:00",
        "Score (ENISA) 2,25",
        "middel (DPC 2",
        "een ontvangstbevestiging",
        "Formulier zoals doorgegeven aan de AP",
        "5.3 Beschrijving van de inbreuk",
    ):
        assert told in words, told


def test_every_piece_stands_there_with_its_digest(case_house: House) -> None:
    commands(case_house, "DOSSIER")
    words = paper(case_house).replace(" ", "")
    with case_house.bookcase.transaction() as books:
        pieces = books.evidence.of_case("DL-2026-0001")
    assert pieces
    assert all(piece.sha256[:32] in words and piece.sha256[32:] in words for piece in pieces)


def test_the_file_names_no_finder_and_no_leaked_data(case_house: House) -> None:
    commands(case_house, "NOTITIE mevrouw Jansen, BSN 999990019, jansen@elders.example, 06 12345678")
    commands(case_house, "DOSSIER")
    words = paper(case_house)
    for value in ("999990019", "jansen@elders.example", "06 12345678", "Jansen", "anja@buurt.example", "Anja"):
        assert value not in words


def test_that_the_file_was_asked_is_recorded(case_house: House) -> None:
    commands(case_house, "DOSSIER")
    event = events_of(case_house, "DL-2026-0001")[-1]
    assert (event.kind, (event.payload or {})["verb"]) == (EventKind.NOTED, "DOSSIER")


def test_an_english_officer_gets_it_in_english(house: House) -> None:
    english = replace(JUIST, officers=(replace(KARIN, language="en"), *JUIST.officers[1:]))
    object.__setattr__(house.office, "organisation", english)
    house.receives(a_mail(REPORT))
    commands(house, "DOSSIER")
    assert "What happened" in paper(house)
    assert "Wat er is gebeurd" not in paper(house)


def test_why_a_command_was_refused_stands_there_in_words(case_house: House) -> None:
    letter = case_house.letters_to(KARIN.address)[-1]
    forged = a_mail("SLUIT", sender=KARIN.address, subject="Re: zaak", answers=str(letter["Message-ID"]))
    case_house.receives(forged)
    answer(case_house, "CODE AAAAAA-AAAAAA", letter, KARIN.address)
    commands(case_house, "DOSSIER", letter=letter)
    words = paper(case_house)
    assert "opdracht zonder bewijs geweigerd" in words
    assert "Meldpost kon niet vaststellen dat de mail echt van dit adres kwam." in words
    assert "De code klopte niet." in words
    assert "not_authenticated" not in words
    assert "code_wrong" not in words


@pytest.mark.parametrize(("typed", "is_moot"), [("GEEN DATALEK: geen persoonsgegevens", True), ("STATUS", False)])
def test_where_there_is_no_breach_nothing_is_said_to_be_undecided(house: House, typed: str, is_moot: bool) -> None:
    house.receives(a_mail(REPORT))
    told = commands(house, typed)
    assert ("AP: niet aan de orde Betrokkenen: niet aan de orde" in told) == is_moot
    assert ("AP: nog niet besloten" in told) != is_moot
