"""Who is called the finder, and who gets a receipt: senders, visitors behind forms, writers of mails passed on."""

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SettableClock
from house import JUIST, KARIN, House
from mails import REPORT, a_mail, proven

from bot.direct_reader import DirectReader
from bot.explain import explained, look_at

FINDER, COLLEAGUE, FORM = "piet@elders.example", "Eva Blom <eva.blom@juist.nl>", "Website <website@juist.nl>"
PASSED_ON = (
    "Kunnen jullie dit oppakken?\n\n"
    f"Van: Piet Vos <{FINDER}>\nVerzonden: maandag 23 november 2026 08:50\nAan: Eva Blom\nOnderwerp: loonstrook\n\n"
    f"{REPORT}"
)
FILLED_IN = f"Naam: Piet Vos\nE-mail: {FINDER}\nOnderwerp: loonstrook\nBericht: {REPORT}"


@pytest.fixture
def house(tmp_path: Path, clock: SettableClock, reader: DirectReader) -> House:
    house = House(tmp_path, clock, organisation=replace(JUIST, form_senders=("Website@juist.nl",)), reader=reader)
    house.start()
    return house


def facts(house: House) -> dict[str, str]:
    return {fact.name: fact.value for fact in house.cases()[0].findings.facts}


def test_a_colleague_who_passes_a_report_on_is_answered_and_the_writer_inside_is_only_named(house: House) -> None:
    house.receives(a_mail(PASSED_ON, sender=COLLEAGUE, subject="FW: loonstrook"))
    assert facts(house)["finder_inside"] == f"Piet Vos <{FINDER}>"
    assert facts(house)["forwarded_by"] == "Eva Blom <eva.blom@juist.nl>"
    assert house.letters_to(FINDER) == []
    assert len(house.letters_to("eva.blom@juist.nl")) == 1


def test_an_officer_who_passes_a_report_on_names_its_writer_who_hears_of_us_after_his_word(house: House) -> None:
    house.receives(proven(a_mail(PASSED_ON, sender=f"{KARIN.name} <{KARIN.address}>", subject="FW: loonstrook")))
    case = house.cases()[0]
    assert (case.finder_address, case.finder_name, case.receipt_held) == (FINDER, "Piet Vos", "forwarded")
    assert house.letters_to(FINDER) == []
    alarm = house.letters_to(KARIN.address)[-1]
    word = a_mail("ONTVANGST", sender=f"{KARIN.name} <{KARIN.address}>", answers=str(alarm["Message-ID"]))
    house.receives(proven(word))
    assert len(house.letters_to(FINDER)) == 1


def test_an_outsider_who_passes_on_what_we_sent_him_is_the_finder(house: House) -> None:
    text = PASSED_ON.replace(f"Piet Vos <{FINDER}>", "Loonadministratie <loon@juist.nl>")
    house.receives(a_mail(text, subject="FW: loonstrook"))
    assert house.cases()[0].finder_address == "anja@buurt.example"
    assert "finder_inside" not in facts(house)


def test_the_visitor_behind_our_own_form_is_answered_though_a_machine_wrote_the_mail(house: House) -> None:
    mail = a_mail(FILLED_IN, sender=FORM, Reply_To=f"Piet Vos <{FINDER}>", Auto_Submitted="auto-generated")
    house.receives(mail)
    assert (house.cases()[0].finder_address, house.cases()[0].receipt_held) == (FINDER, None)
    assert len(house.letters_to(FINDER)) == 1


def test_the_address_typed_into_our_own_form_is_answered(house: House) -> None:
    house.receives(a_mail(FILLED_IN, sender=FORM))
    assert len(house.letters_to(FINDER)) == 1
    assert house.letters_to("website@juist.nl") == []


def test_a_form_nobody_told_us_of_is_read_and_its_visitor_waits_for_an_officer(house: House) -> None:
    house.receives(a_mail(FILLED_IN, sender="Formulier <formulier@juist.nl>", Reply_To=FINDER))
    assert (house.cases()[0].finder_address, house.cases()[0].receipt_held) == (FINDER, "reply_to")
    assert house.letters_to(FINDER) == []


REPLY_TO = [
    ("unproven, elsewhere", None, "anja@prive.example", "anja@buurt.example"),
    ("proven, elsewhere", "pass", "anja@prive.example", "anja@prive.example"),
    ("unproven, the same house", None, "anja@post.buurt.example", "anja@post.buurt.example"),
]


@pytest.mark.parametrize(("dmarc", "reply_to", "answered"), [row[1:] for row in REPLY_TO], ids=[r[0] for r in REPLY_TO])
def test_a_reply_to_is_followed_where_it_is_the_senders_own(
    house: House, dmarc: str | None, reply_to: str, answered: str
) -> None:
    mail = a_mail(REPORT, Reply_To=reply_to)
    house.receives(proven(mail, dmarc=dmarc) if dmarc else mail)
    assert len(house.letters_to(answered)) == 1
    assert [house.cases()[0].finder_address, house.cases()[0].receipt_held] == [answered, None]


def test_a_from_that_may_be_two_people_is_answered_to_neither(house: House) -> None:
    raw = a_mail(REPORT).replace(
        b"From: Anja de Wit <anja@buurt.example>", b"From: <bea@buurt.example> <anja@elders.example>"
    )
    house.receives(raw)
    assert house.cases()[0].receipt_held == "no_reply"
    assert house.letters_to("bea@buurt.example") + house.letters_to("anja@elders.example") == []


def test_explain_names_both_people_of_a_mail_passed_on(tmp_path: Path, reader: DirectReader) -> None:
    path = tmp_path / "mail.eml"
    path.write_bytes(a_mail(PASSED_ON, sender=COLLEAGUE, subject="FW: loonstrook"))
    told = explained(path, look_at(path, JUIST, reader, b"k" * 32))
    assert {(fact["name"], fact["value"], fact["origin"]) for fact in told["facts"]} >= {
        ("finder_inside", f"Piet Vos <{FINDER}>", "derived"),
        ("forwarded_by", "Eva Blom <eva.blom@juist.nl>", "derived"),
    }
