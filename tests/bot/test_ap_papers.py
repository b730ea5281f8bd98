"""The AP's form by mail: filled in from the case, gaps on top, versions kept, and nobody's data in it."""

import io
import re

import pytest
from conftest import SettableClock
from house import KARIN, House, text_of
from mails import REPORT, a_mail
from officer_talk import commands
from pypdf import PdfReader

from register_store.case import ApState, CaseState


@pytest.fixture
def case_house(house: House) -> House:
    """A house with one reported case that Karin handles."""
    house.receives(a_mail(REPORT))
    commands(house, "OPPAKKEN")
    return house


def paper(house: House) -> str:
    """The words of the PDF that came with the last answer."""
    letter = house.letters_to(KARIN.address)[-1]
    part = next(iter(letter.iter_attachments()))
    assert part.get_content_type() == "application/pdf"
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(part.get_content())).pages)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_draft_fills_the_form_in_its_order_with_the_gaps_on_top(case_house: House) -> None:
    answer = flat(commands(case_house, "AP CONCEPT"))
    assert "Wat nog ontbreekt" in answer
    assert answer.index("Wat nog ontbreekt") < answer.index("1. Introductie")
    titles = ["1. Introductie", "3. Verwerkings", "4. Tijdlijn", "6. Persoonsgegevens", "9. Gevolgen", "10. Vervolg"]
    places = [answer.index(title) for title in titles]
    assert places == sorted(places)
    assert "Fenna Groot" in answer, "the contact point stands in the settings"
    assert "E-mail met persoonsgegevens verstuurd aan verkeerde ontvanger(s) (bevestigen)" in answer
    told = re.search(r"Wat nog ontbreekt: (\d+) van de (\d+) vragen zijn beantwoord \((\d+) procent\)", answer)
    assert told is not None
    answered, asked, percent = map(int, told.groups())
    assert (answer.count("Wie weet dit: "), 100 * answered // asked) == (asked - answered, percent)
    assert "Wat nog ontbreekt" in paper(case_house)


def test_nothing_is_said_to_be_told_before_a_person_entered_the_number(case_house: House) -> None:
    commands(case_house, "AP CONCEPT")
    words = flat(paper(case_house)).replace("AP GEMELD", "")
    assert not re.search(r"gemeld", words, re.IGNORECASE)
    assert case_house.cases()[0].ap_state is ApState.UNDECIDED


def test_the_draft_holds_no_data_of_people_affected(case_house: House) -> None:
    commands(
        case_house, "HOE: mail van Jan Jansen, BSN 999990019, IBAN NL91ABNA0417164300 ging naar piet@elders.example"
    )
    answer = commands(case_house, "AP CONCEPT")
    for words in (answer, paper(case_house)):
        for value in ("999990019", "NL91ABNA0417164300", "piet@elders.example", "Jansen", "anja"):
            assert value not in words


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("AP VELD 5.1: a", "breach_nature", "seen"),
        ("AP VELD 5.1: a, b", "breach_nature", "seen, changed"),
        ("AP VELD 5.1 a d", "breach_nature", "seen, gone_for_now"),
        ("AP VELD 5.2: klopt", "incident_type", "mail_wrong_recipient"),
        ("AP VELD 5.2: autorisatie", "incident_type", "authorisation_wrong"),
        ("AP VELD 7.1: klanten en medewerkers", "subject_groups", "customers, employees"),
        ("AP VELD 7.1: vrijwilligers", "subject_groups", "vrijwilligers"),
        ("AP VELD 6.3.1: ca. 1.200", "record_count", "ca. 1200"),
        ("AP VELD 2.1.1: nee", "cross_border", "no"),
        ("AP VELD 2.1.1: ja, ook Belgie", "cross_border", "ja, ook Belgie"),
        ("AP VELD 8.1: onbekend of het versleuteld was", "protection_before", "onbekend of het versleuteld was"),
        (
            "AP VELD 3.2.1: K. Vos, privacy officer, karin.vos@juist.nl",
            "notifier",
            "K. Vos\nprivacy officer\nkarin.vos@juist.nl",
        ),
    ],
)
def test_an_officer_answers_a_question_by_its_number(case_house: House, line: str, key: str, value: str) -> None:
    commands(case_house, line)
    assert case_house.cases()[0].fields[key] == value


@pytest.mark.parametrize(
    "line",
    [
        "AP VELD 5.1: z",
        "AP VELD 99: a",
        "AP VELD 5.1",
        "AP VELD 1.1: a",
        "AP VELD 5.1: zomaar iets",
        "AP VELD 10.1.1: ja",
    ],
)
def test_what_does_not_fit_the_question_is_refused(case_house: House, line: str) -> None:
    before = case_house.cases()[0].fields
    assert "Niet gedaan" in commands(case_house, line)
    assert case_house.cases()[0].fields == before


def test_several_questions_in_one_mail_and_all_suggestions_of_some_at_once(case_house: House) -> None:
    commands(case_house, "AP VELD 4.1.3: nee\nAP VELD 7.1: b\nAP VELD 5.1 5.2 6.1: klopt")
    fields = case_house.cases()[0].fields
    assert (fields["breach_ongoing"], fields["subject_groups"], fields["breach_nature"]) == ("no", "customers", "seen")


def test_a_follow_up_shows_only_what_changed_since_the_version_told(case_house: House) -> None:
    commands(case_house, "HOE: verkeerde bijlage\nBETROKKENEN: 12")
    commands(case_house, "AP GEMELD 2026-1187 vandaag 09:00 risico niet uit te sluiten")
    unchanged = flat(commands(case_house, "AP CONCEPT"))
    assert "niets veranderd" in unchanged
    assert "2026-1187" in unchanged
    commands(case_house, "BETROKKENEN: 14")
    changed = flat(commands(case_house, "AP CONCEPT"))
    assert "14" in changed.partition("7. Getroffen personen")[2]
    assert (
        "verkeerde bijlage" not in changed.partition("1. Introductie")[2].partition("zaak DL")[0].partition("Zaak")[0]
    )


def test_the_supplement_leaves_number_and_moment_of_the_first_notification(case_house: House) -> None:
    commands(case_house, "AP GEMELD 2026-1187 vandaag 09:00 risico")
    first = case_house.cases()[0].fields["ap_notified_at"]
    commands(case_house, "AP GEMELD 2026-1188 vandaag 09:30 aantallen bekend")
    commands(case_house, "AP GEMELD 2026-1189 vandaag 09:45 oorzaak bekend")
    case = case_house.cases()[0]
    assert case.ap_state is ApState.COMPLETE
    assert (case.fields["ap_reference"], case.fields["ap_notified_at"]) == ("2026-1187", first)
    assert case.fields["ap_supplement"] == "2026-1189, oorzaak bekend"


def test_what_undo_took_back_was_never_told(case_house: House) -> None:
    commands(case_house, "AP GEMELD 2026-1187 vandaag 09:00 risico")
    commands(case_house, "HERSTEL")
    assert "1.1.1" not in commands(case_house, "AP CONCEPT").partition("Introductie")[2]
    assert case_house.cases()[0].ap_state is ApState.UNDECIDED


def test_a_withdrawal_asks_its_reason_and_only_what_was_told_can_be_withdrawn(case_house: House) -> None:
    assert "Niet gedaan" in commands(case_house, "AP INGETROKKEN: vergissing")
    commands(case_house, "AP GEMELD 2026-1187 vandaag 09:00 risico")
    commands(case_house, "GEEN DATALEK: het bestand was leeg")
    sheet = commands(case_house, "AP CONCEPT")
    assert "intrekking" in sheet.lower()
    assert "Reden van intrekking" in sheet
    assert "Niet gedaan" in commands(case_house, "AP INGETROKKEN")
    commands(case_house, "AP INGETROKKEN: het bestand was leeg")
    case = case_house.cases()[0]
    assert case.ap_state is ApState.WITHDRAWN
    assert case.state is CaseState.NO_BREACH


def test_a_late_notification_needs_its_reason(case_house: House, clock: SettableClock) -> None:
    clock.forward(hours=80)
    case_house.rounds.turn()
    assert "Niet gedaan" in commands(case_house, "AP GEMELD 2026-1187")
    assert case_house.cases()[0].ap_state is ApState.UNDECIDED
    commands(case_house, "AP GEMELD 2026-1187 vandaag 17:30 pas na onderzoek bleek de omvang")
    assert case_house.cases()[0].fields["late_reason"] == "pas na onderzoek bleek de omvang"


def test_a_processor_drafts_for_the_controller_and_does_not_report_itself(case_house: House) -> None:
    commands(case_house, "AP VELD 0.1: verwerker\nAP VELD 0.2: Gemeente Voorbeeld, privacy@gemeente.example")
    sheet = flat(commands(case_house, "AP CONCEPT"))
    assert "Concept voor de verwerkingsverantwoordelijke" in sheet
    assert "privacy@gemeente.example" in sheet
    assert "KvK" not in sheet
    assert "Niet gedaan" in commands(case_house, "AP GEMELD 2026-1187")
    assert case_house.cases()[0].ap_state is ApState.UNDECIDED


def test_a_doubt_is_not_decided_about(house: House) -> None:
    house.receives(a_mail(REPORT))
    commands(house, "GEEN DATALEK: oefening")
    for line in ("AP GEMELD 12", "AP NIET: geen risico", "GEINFORMEERD 1, brief, vandaag", "NIET INFORMEREN: laag"):
        assert "Niet gedaan" in commands(house, line)
    assert text_of(house.letters_to(KARIN.address)[-1])
