"""NEW: a call with its time and caller; a mail an officer passes on, whose writer is answered when a person says so."""

import pytest
from conftest import SettableClock
from house import KARIN, House, text_of
from mails import REPORT, a_mail, proven
from officer_talk import answer, commands, newest_to

from register_store.case import Channel

ANJA = "anja@buurt.example"
PASSED_ON = (
    "NIEUW: doorgestuurd door de balie\n\n"
    "---------- Forwarded message ---------\n"
    f"Van: Anja de Wit <{ANJA}>\nDate: ma 2 mrt 2026 om 08:00\nSubject: Verkeerde loonstrook\nTo: <balie@juist.nl>\n\n"
    f"{REPORT}"
)


@pytest.fixture
def working(house: House) -> House:
    """A house in which Karin has a letter to answer."""
    house.receives(a_mail(REPORT, sender="Cor <cor@verder.example>", subject="loon"))
    return house


def test_a_call_is_a_case_with_its_time_and_caller_which_letters_mask(working: House) -> None:
    told = commands(working, "NIEUW: vandaag 08:50 van Jan Jansen, 06 12345678, brief van de buurman met zijn BSN")
    case = working.cases()[-1]
    assert (case.channel, case.receipt_held) == (Channel.PHONE, None)
    assert case.fields["caller"] == "Jan Jansen, 06 12345678"
    assert case.finder_name == "Jan Jansen"
    assert case.provisional_aware_at < working.clock()
    assert "12345678" not in told
    status = commands(working, "STATUS")
    assert "12345678" not in status
    assert "Jan Jansen" not in status


def test_who_called_is_not_what_undo_takes_back(working: House) -> None:
    commands(working, "NIEUW: vandaag 08:50 van Jan Jansen, 06 12345678, over een brief")
    commands(working, "HERSTEL")
    assert working.cases()[-1].fields["caller"]


def test_a_letter_is_a_case_by_letter(working: House) -> None:
    commands(working, "NIEUW: brief van A.B. de Wit, een dossier met medische gegevens lag op straat")
    assert working.cases()[-1].channel is Channel.LETTER


def test_the_writer_of_a_mail_passed_on_is_the_finder_and_hears_of_us_only_by_receipt(
    working: House, clock: SettableClock
) -> None:
    answer(working, PASSED_ON, newest_to(working, KARIN.address), f"{KARIN.name} <{KARIN.address}>")
    case = working.cases()[-1]
    assert (case.reference, case.channel, case.finder_address) == ("DL-2026-0002", Channel.MAIL, ANJA)
    assert working.letters_to(ANJA) == []
    with working.bookcase.transaction() as books:
        assert len(books.evidence.of_case("DL-2026-0002")) >= 1, "his mail is how the report came in"
    commands(working, "ONTVANGST")
    receipts = working.letters_to(ANJA)
    assert len(receipts) == 1
    assert receipts[0]["In-Reply-To"] is None, "the officer's own mail is none of his thread"
    assert KARIN.name not in text_of(receipts[0])
    answer(working, "Ik heb alles verwijderd.", receipts[0], ANJA)
    assert "deletion_confirmed_at" in working.cases()[-1].fields


def test_yes_answers_the_writer_of_a_mail_passed_on_as_an_outsider(working: House) -> None:
    answer(working, PASSED_ON, newest_to(working, KARIN.address), f"{KARIN.name} <{KARIN.address}>")
    assert working.letters_to(ANJA) == []
    assert "Gedaan" in commands(working, "JA")
    receipts = working.letters_to(ANJA)
    assert len(receipts) == 1
    assert "Verwijder deze gegevens" in text_of(receipts[0]), "he holds what was not meant for him"
    assert not working.cases()[-1].findings.internal
    assert "was al gedaan" in commands(working, "JA")
    assert len(working.letters_to(ANJA)) == 1


def test_yes_answers_the_writer_of_a_mail_passed_on_without_new(house: House) -> None:
    text = PASSED_ON.replace("NIEUW: doorgestuurd door de balie", "Dit kwam bij de balie binnen.")
    house.receives(proven(a_mail(text, sender=f"{KARIN.name} <{KARIN.address}>", subject="FW: Verkeerde loonstrook")))
    assert house.letters_to(ANJA) == []
    assert "na JA krijgt die een bevestiging" in " ".join(text_of(newest_to(house, KARIN.address)).split())
    commands(house, "BEVESTIG")
    commands(house, "JA")
    assert len(house.letters_to(ANJA)) == 1
    assert "extern" in commands(house, "STATUS")
