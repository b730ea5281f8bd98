"""The grammar through the whole house: what officers mail, what becomes of the case, what they read in the answer."""

from email.message import EmailMessage

import pytest
from house import KARIN, OMAR, House, text_of
from mails import REPORT, a_mail, proven
from officer_talk import code_in

from register_store.case import CaseState

FROM_KARIN = f"{KARIN.name} <{KARIN.address}>"


@pytest.fixture
def case_house(house: House) -> House:
    """A house with one reported case and its letters sent."""
    house.receives(a_mail(REPORT))
    return house


def alarm_of(house: House) -> EmailMessage:
    return house.letters_to(KARIN.address)[0]


def asked(house: House, text: str, *, sender: str = FROM_KARIN, subject: str = "Re: alarm") -> str:
    """An officer answers his alarm; the text of what he gets back, on one line."""
    address = sender.partition("<")[2].rstrip(">")
    answers = str(house.letters_to(address)[0]["Message-ID"])
    before = len(house.letters_to(address))
    house.receives(proven(a_mail(text, sender=sender, subject=subject, answers=answers)))
    answer = house.letters_to(address)[before:]
    asks_a_code = len(answer) == 1 and "met een code" in str(answer[0]["Subject"])  # HELP shows a code as an example
    if asks_a_code and (code := code_in(answer[0])):
        house.receives(proven(a_mail(f"CODE {code}", sender=sender, answers=str(answer[0]["Message-ID"]))))
        answer = house.letters_to(address)[before + 1 :]
    assert len(answer) == 1, "every mail of an officer is answered once"
    return " ".join(text_of(answer[0]).split())


def test_a_command_below_the_signature_is_asked_back_and_not_done(case_house: House) -> None:
    answer = asked(case_house, "Gezien.\n\nGroet,\nKarin Vos\n\nBEVESTIG")
    assert case_house.cases()[0].state is CaseState.REPORTED
    assert "Dit staat onder je handtekening. Bedoelde je BEVESTIG?" in answer


def test_a_command_typed_into_our_alarm_is_asked_back_and_not_done(case_house: House) -> None:
    alarm = text_of(alarm_of(case_house)).replace("De klok van", "AP NIET: geen risico\n\nDe klok van", 1)
    header = "Van: Juist B.V. <mail@juist.nl>\nVerzonden: maandag 2 maart 2026 10:00\nAan: Karin\nOnderwerp: alarm\n"
    answer = asked(case_house, f"Zie hieronder.\n\n{header}\n{alarm}")
    assert case_house.cases()[0].fields == {}
    assert "Dit staat in de oude tekst. Bedoelde je AP NIET?" in answer


@pytest.mark.parametrize("text", ["BEVESTIG DL-2026-0002", "Dit hoort bij DL-2026-0002.\nBEVESTIG"])
def test_a_second_case_in_his_words_is_asked_back(case_house: House, text: str) -> None:
    answer = asked(case_house, text)
    assert case_house.cases()[0].state is CaseState.REPORTED
    assert "DL-2026-0002" in answer
    assert "noemt nog een andere zaak" in answer


def test_a_second_case_in_a_note_is_no_trouble(case_house: House) -> None:
    asked(case_house, "BEVESTIG\nNOTITIE lijkt op DL-2026-0002")
    assert case_house.cases()[0].state is CaseState.BREACH_ESTABLISHED


def test_a_subject_that_names_another_case_than_the_thread_is_asked_back(case_house: House) -> None:
    case_house.receives(a_mail(REPORT.replace("loonstrook", "brief"), sender="Bo <bo@straat.example>"))
    answer = asked(case_house, "GEEN DATALEK: oefening", subject="Re: [DL-2026-0002] alarm")
    assert [case.state for case in case_house.cases()] == [CaseState.REPORTED, CaseState.REPORTED]
    assert "noemt nog een andere zaak" in answer


def test_our_whole_letter_unmarked_below_nothing_executes_nothing(case_house: House) -> None:
    alarm = text_of(alarm_of(case_house)).partition("\n-- \n")[0]
    before = case_house.cases()
    asked(case_house, f"Op 02-03-2026 10:00 schreef Juist B.V. <mail@juist.nl>:\n{alarm}")
    assert case_house.cases() == before


def test_a_colleague_is_told_that_a_case_is_his(case_house: House) -> None:
    before = len(case_house.letters_to(OMAR.address))
    answer = asked(case_house, "TOEWIJZEN: omar, ik zit in de trein")
    case = case_house.cases()[0]
    assert (case.handler, case.state) == (OMAR.address, CaseState.INVESTIGATING)
    told = case_house.letters_to(OMAR.address)[before:]
    assert len(told) == 1
    assert "Karin Vos heeft jou zaak DL-2026-0001 toegewezen" in " ".join(text_of(told[0]).split())
    assert "ik zit in de trein" in text_of(told[0])
    assert "Omar Haddad" in answer


def test_the_colleague_answers_that_letter_with_commands(case_house: House) -> None:
    asked(case_house, f"TOEWIJZEN: {OMAR.address}")
    letter = case_house.letters_to(OMAR.address)[-1]
    case_house.receives(
        proven(a_mail("BEVESTIG", sender=f"{OMAR.name} <{OMAR.address}>", answers=str(letter["Message-ID"])))
    )
    assert case_house.cases()[0].state is CaseState.BREACH_ESTABLISHED


@pytest.mark.parametrize("name", ["Piet", "piet@elders.example", "Karin Haddad", "o", "melder"])
def test_an_unknown_colleague_is_refused(case_house: House, name: str) -> None:
    before = len(case_house.letters)
    asked(case_house, f"TOEWIJZEN: {name}")
    assert case_house.cases()[0].handler is None
    assert len(case_house.letters) == before + 1


def test_assigning_a_case_to_oneself_sends_no_letter(case_house: House) -> None:
    before = len(case_house.letters)
    asked(case_house, "TOEWIJZEN: mij")
    assert case_house.cases()[0].handler == KARIN.address
    assert len(case_house.letters) == before + 1


def test_evidence_is_held_and_let_go_and_that_can_be_undone(case_house: House) -> None:
    asked(case_house, "BEWAREN: er loopt een schadeclaim")
    assert case_house.cases()[0].fields["legal_hold"] == "er loopt een schadeclaim"
    asked(case_house, "BEWAREN UIT")
    assert "legal_hold" not in case_house.cases()[0].fields
    asked(case_house, "HERSTEL")
    assert case_house.cases()[0].fields["legal_hold"] == "er loopt een schadeclaim"


@pytest.mark.parametrize("text", ["BEWAREN", "BEWAREN: uit", "BEWAREN UIT"])
def test_a_hold_asks_a_reason_and_an_end_a_hold(case_house: House, text: str) -> None:
    asked(case_house, text)
    assert case_house.cases()[0].fields == {}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("AANGIFTE: 1-3-2026, PL2100-2026123456", "01-03-2026, PL2100-2026123456"),
        ("AANGIFTE PL2100-2026123456 gisteren 16:30", "01-03-2026 16:30, PL2100-2026123456"),
        ("AANGIFTE: gisteren", "01-03-2026"),
    ],
)
def test_the_report_to_the_police_is_recorded(case_house: House, text: str, kept: str) -> None:
    asked(case_house, text)
    assert case_house.cases()[0].fields["police_report"] == kept


@pytest.mark.parametrize("text", ["AANGIFTE", "AANGIFTE: binnenkort", "AANGIFTE: 3-3-2026, PL2100"])
def test_a_report_to_the_police_needs_its_day(case_house: House, text: str) -> None:
    asked(case_house, text)
    assert case_house.cases()[0].fields == {}


@pytest.mark.parametrize(
    ("typed", "kept"), [("120 tot 150", "120-150"), ("1.200", "1200"), ("ca 40 klanten", "ca. 40 (klanten)")]
)
def test_numbers_are_kept_in_one_form(case_house: House, typed: str, kept: str) -> None:
    answer = asked(case_house, f"BETROKKENEN: {typed}")
    assert case_house.cases()[0].fields["subject_count"] == kept
    assert kept in answer


def test_a_number_that_is_none_is_asked_back(case_house: House) -> None:
    asked(case_house, "BETROKKENEN: best veel")
    assert case_house.cases()[0].fields == {}


def test_a_value_over_several_lines_is_kept_whole_and_shown(case_house: House) -> None:
    answer = asked(case_house, "MAATREGEL:\n- mail gewist\n- portaal gesloten\n\nGroet, Karin")
    assert case_house.cases()[0].fields["measures_corrective"] == "mail gewist; portaal gesloten"
    assert "mail gewist; portaal gesloten" in answer


def test_status_says_who_waits_for_what(case_house: House) -> None:
    asked(case_house, "OPPAKKEN\nBEVESTIG")
    answer = asked(case_house, "STATUS")
    assert "Wie wacht waarop" in answer
    assert "Karin Vos moet besluiten over melden bij de AP, uiterlijk" in answer
    assert "melder is gevraagd wat er nog ontbreekt" in answer


def test_help_shows_first_what_fits_now(case_house: House) -> None:
    answer = asked(case_house, "HELP")
    assert answer.index("Wat nu kan") < answer.index("OPPAKKEN") < answer.index("Alle opdrachten")
    assert answer.index("Alle opdrachten") < answer.index("HEROPEN")
