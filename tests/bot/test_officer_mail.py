"""Officers work by mail, and only officers: end to end in memory, letters counted."""

from email.message import EmailMessage

import pytest
from attacks import EVIL
from conftest import SettableClock
from house import KARIN, House, text_of
from mails import REPORT, a_mail, proven

from register_store.case import ApState, CaseState, PeopleState
from register_store.verbs import Verb

FROM_KARIN = f"{KARIN.name} <{KARIN.address}>"
FINDER = "anja@buurt.example"


@pytest.fixture
def case_house(house: House) -> House:
    """A house with one reported case and its letters sent."""
    house.receives(a_mail(REPORT))
    return house


def alarm_of(house: House) -> EmailMessage:
    return house.letters_to(KARIN.address)[0]


def commands(house: House, text: str, **changes: str) -> str:
    """Karin answers the alarm; what she gets back."""
    before = len(house.letters_to(KARIN.address))
    values = {"sender": FROM_KARIN, "subject": "Re: alarm", "answers": str(alarm_of(house)["Message-ID"]), **changes}
    house.receives(proven(a_mail(text, **values)))  # type: ignore[arg-type]
    answers = house.letters_to(KARIN.address)[before:]
    assert len(answers) == 1, "every mail of an officer is answered once"
    return text_of(answers[0])


def test_a_case_goes_its_whole_way_by_mail(case_house: House) -> None:
    commands(case_house, "OPPAKKEN\nBEVESTIG: loonstrook verwisseld")
    commands(case_house, "AP GEMELD 2026-1187 vandaag 09:30 op tijd gemeld, risico niet uit te sluiten")
    commands(case_house, "GEINFORMEERD 1, telefoon, vandaag, zij kan er last van krijgen")
    refused = commands(case_house, "SLUIT: beter opletten")
    assert case_house.cases()[0].state is CaseState.BREACH_ESTABLISHED
    assert "GEVOLGEN" in refused.upper()
    commands(
        case_house,
        "GEGEVENS: naam, adres, BSN\nHOE: verkeerde bijlage\nGEVOLGEN: identiteitsfraude\nMAATREGEL: mail gewist",
    )
    commands(case_house, "SLUIT: voortaan controleert een tweede de bijlage")
    case = case_house.cases()[0]
    assert case.state is CaseState.CLOSED
    assert (case.ap_state, case.people_state) == (ApState.INITIAL, PeopleState.INFORMED)
    assert case.fields["ap_reference"] == "2026-1187"
    assert case.handler == KARIN.address
    with case_house.bookcase.transaction() as books:
        assert books.register.chain.verify() is None
    assert len(case_house.letters_to(FINDER)) == 1


def test_all_or_none(case_house: House) -> None:
    answer = commands(case_house, "BEVESTIG\nAP NIET")
    case = case_house.cases()[0]
    assert (case.state, case.ap_state) == (CaseState.REPORTED, ApState.UNDECIDED)
    assert case.fields == {}
    assert "AP NIET" in answer


@pytest.mark.parametrize("text", ["BEVESTIG\nGEEN DATALEK: oefening", "AP GEMELD 12\nAP NIET: geen risico", "JA\nNEE"])
def test_contradictions_are_asked_back(case_house: House, text: str) -> None:
    commands(case_house, text)
    case = case_house.cases()[0]
    assert (case.state, case.ap_state) == (CaseState.REPORTED, ApState.UNDECIDED)


def test_no_breach_needs_its_reason(case_house: House) -> None:
    assert "Niet gedaan" in commands(case_house, "GEEN DATALEK")
    assert case_house.cases()[0].state is CaseState.REPORTED


def test_a_mistyped_verb_is_asked_back_and_not_done(case_house: House) -> None:
    answer = commands(case_house, "BEVSTIG")
    assert case_house.cases()[0].state is CaseState.REPORTED
    assert "BEVESTIG" in answer


def test_undo_takes_back_the_last_change(case_house: House) -> None:
    commands(case_house, "GEEN DATALEK: oefening")
    assert case_house.cases()[0].state is CaseState.NO_BREACH
    commands(case_house, "HERSTEL")
    assert case_house.cases()[0].state is CaseState.REPORTED


def test_prose_around_commands_becomes_a_note_and_status_tells_it_masked(case_house: House) -> None:
    commands(case_house, "OPPAKKEN\nDe ontvanger heet mevrouw Jansen, BSN 999990019.")
    status = commands(case_house, "STATUS")
    assert "999990019" not in status
    assert "DL-2026-0001" in status


@pytest.mark.parametrize("verb", [Verb.HELP, Verb.LIST, Verb.STATUS, Verb.WHY])
def test_light_verbs_answer_and_change_nothing(case_house: House, verb: Verb) -> None:
    before = case_house.cases()
    assert commands(case_house, verb.value.lower())
    assert case_house.cases() == before


def test_the_register_comes_as_a_workbook(case_house: House) -> None:
    commands(case_house, "REGISTER 2026")
    letter = case_house.letters_to(KARIN.address)[-1]
    names = [part.get_filename() for part in letter.iter_attachments()]
    assert names == ["register-2026.xlsx"]


def test_a_phone_call_becomes_a_case_without_a_receipt(case_house: House) -> None:
    commands(
        case_house,
        "NIEUW: vandaag 08:50 mevrouw belde, zij kreeg de brief met medische gegevens van haar buurman",
        subject="telefoon",
    )
    new = case_house.cases()[-1]
    assert new.reference == "DL-2026-0002"
    assert new.channel.value == "phone"
    assert new.provisional_aware_at < case_house.clock()
    assert len(case_house.letters_to(FINDER)) == 1


def test_a_held_receipt_is_sent_on_request_once(house: House, clock: SettableClock) -> None:
    house.receives(a_mail(REPORT, Auto_Submitted="auto-generated"))
    assert house.letters_to(FINDER) == []
    commands(house, "ONTVANGST")
    assert len(house.letters_to(FINDER)) == 1
    commands(house, "ONTVANGST")
    assert len(house.letters_to(FINDER)) == 1


def test_a_confirmed_awareness_moves_the_clock_and_keeps_the_provisional_one(case_house: House) -> None:
    provisional = case_house.cases()[0].provisional_aware_at
    commands(case_house, "KENNISNAME vandaag 09:45 pas na het telefoontje was duidelijk wat er in stond")
    case = case_house.cases()[0]
    assert case.provisional_aware_at == provisional
    assert case.confirmed_aware_at is not None
    assert case.confirmed_aware_at != provisional


def test_a_future_awareness_is_refused(case_house: House) -> None:
    commands(case_house, "KENNISNAME 2-3-2026 23:59 later")
    assert case_house.cases()[0].confirmed_aware_at is None


# Who may command: everything below must change nothing.


def tried(house: House, mail: bytes) -> None:
    """This mail arrives and must not move the case."""
    before = house.cases()[0]
    house.receives(mail)
    after = house.cases()[0]
    assert (after.state, after.fields, after.ap_state) == (before.state, before.fields, before.ap_state)


def test_a_mail_without_proof_executes_nothing_and_the_address_on_file_gets_a_code(case_house: House) -> None:
    answers = str(alarm_of(case_house)["Message-ID"])
    tried(case_house, a_mail(EVIL, sender=FROM_KARIN, answers=answers))
    code_letter = case_house.letters_to(KARIN.address)[-1]
    assert "CODE" in text_of(code_letter)
    assert "niets aan de hand" not in code_letter.as_string()


def test_the_code_from_the_address_on_file_carries_it_out_once(case_house: House) -> None:
    answers = str(alarm_of(case_house)["Message-ID"])
    tried(case_house, a_mail(EVIL, sender=FROM_KARIN, answers=answers))
    code_letter = case_house.letters_to(KARIN.address)[-1]
    code = next(word for word in text_of(code_letter).split() if len(word) == 13 and word[6] == "-")
    reply = a_mail(f"CODE {code}", sender=FROM_KARIN, answers=str(code_letter["Message-ID"]))
    case_house.receives(reply)
    assert case_house.cases()[0].state is CaseState.NO_BREACH
    commands(case_house, "HEROPEN: toch wel")
    case_house.receives(a_mail(f"CODE {code}", sender=FROM_KARIN, answers=str(code_letter["Message-ID"])))
    assert case_house.cases()[0].state is CaseState.INVESTIGATING


def test_a_proven_mail_without_our_token_asks_a_code(case_house: House) -> None:
    reference = case_house.cases()[0].reference
    tried(case_house, proven(a_mail(EVIL, sender=FROM_KARIN, subject=f"[{reference}]")))


def test_a_token_of_another_officer_is_no_proof(case_house: House) -> None:
    other = case_house.letters_to("omar.haddad@juist.nl")[0]
    tried(case_house, proven(a_mail(EVIL, sender=FROM_KARIN, answers=str(other["Message-ID"]))))


def test_the_finders_own_token_is_no_proof(case_house: House) -> None:
    receipt = case_house.letters_to(FINDER)[0]
    tried(case_house, proven(a_mail(EVIL, sender=FROM_KARIN, answers=str(receipt["Message-ID"]))))
    tried(case_house, a_mail(EVIL, answers=str(receipt["Message-ID"])))


def test_a_forged_authentication_result_below_a_foreign_hop_counts_for_nothing(case_house: House) -> None:
    answers = str(alarm_of(case_house)["Message-ID"])
    forged = proven(a_mail(EVIL, sender=FROM_KARIN, answers=answers))
    outer = b"Received: from evil.example by mx.juist.nl; Mon, 23 Nov 2026 09:05:00 +0100\r\n"
    hop = b"Received: from laptop by relay.evil.example; Mon, 23 Nov 2026 09:04:00 +0100\r\n"
    tried(case_house, outer + hop + forged)


def test_a_guessed_token_is_no_token(case_house: House) -> None:
    guessed = str(alarm_of(case_house)["Message-ID"]).replace("a", "b").replace("1", "2")
    tried(case_house, proven(a_mail(EVIL, sender=FROM_KARIN, answers=guessed)))


@pytest.mark.parametrize(
    "sender",
    [
        f'"{KARIN.address}" <evil@elders.example>',
        f"{KARIN.address}@elders.example",
        f"{KARIN.name} <evil@elders.example>",
        f"<{KARIN.address}> <evil@elders.example>",
    ],
)
def test_tricks_with_the_from_give_no_authority(case_house: House, sender: str) -> None:
    answers = str(alarm_of(case_house)["Message-ID"])
    mail = proven(a_mail(EVIL, answers=answers))
    tried(case_house, mail.replace(b"Anja de Wit <anja@buurt.example>", sender.encode()))


def test_two_from_headers_give_no_authority(case_house: House) -> None:
    answers = str(alarm_of(case_house)["Message-ID"])
    mail = proven(a_mail(EVIL, sender=FROM_KARIN, answers=answers))
    tried(case_house, mail.replace(b"From:", b"From: evil@elders.example\r\nFrom:", 1))


def test_commands_in_the_quoted_part_are_not_read(case_house: House) -> None:
    quoted = "Ik kijk er later naar.\n\nOp ma 2 mrt. 2026 om 10:00 schreef Juist:\n> GEEN DATALEK: klaar\n> SLUIT\n"
    commands(case_house, quoted)
    assert case_house.cases()[0].state is CaseState.REPORTED


def test_an_out_of_office_commands_nothing(case_house: House) -> None:
    answers = str(alarm_of(case_house)["Message-ID"])
    mail = a_mail(EVIL, sender=FROM_KARIN, answers=answers, Auto_Submitted="auto-replied")
    tried(case_house, proven(mail))
    assert len(case_house.letters_to(KARIN.address)) == 1


def test_a_flood_of_forged_commands_ends_in_few_codes(case_house: House) -> None:
    answers = str(alarm_of(case_house)["Message-ID"])
    for _ in range(9):
        tried(case_house, a_mail(EVIL, sender=FROM_KARIN, answers=answers))
    assert len(case_house.letters_to(KARIN.address)) == 1 + 5


def test_a_report_by_an_officer_himself_is_a_report(house: House) -> None:
    house.receives(proven(a_mail(REPORT, sender=FROM_KARIN)))
    assert len(house.cases()) == 1


def test_a_refused_attempt_leaves_a_record(case_house: House) -> None:
    answers = str(alarm_of(case_house)["Message-ID"])
    tried(case_house, a_mail(EVIL, sender=FROM_KARIN, answers=answers))
    with case_house.bookcase.transaction() as books:
        events = books.register.chain.of_case("DL-2026-0001")
    assert events[-1].kind.value == "refused"
