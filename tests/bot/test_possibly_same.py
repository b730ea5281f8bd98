"""Two finders, one breach: the officer hears of it in the alarm, and Meldpost merges nothing by itself."""

import io
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from conftest import SettableClock
from house import KARIN, House, text_of
from mails import REPORT, a_mail, proven
from officer_talk import commands
from PIL import Image, ImageDraw

from register_store import tables
from register_store.case import CaseState

BO = "Bo Peters <bo@post.example>"
ONLINE = "Op jullie portaal zie ik zonder in te loggen de gegevens van andere klanten, met naam en adres: {}"
MERGE = "SAMENVOEGEN: DL-2026-0001"


def newest_alarm(house: House, clock: SettableClock) -> str:
    clock.forward(minutes=2)  # pictures are read meanwhile
    house.rounds.turn()
    return " ".join(text_of(house.letters_to(KARIN.address)[-1]).split())


def a_page(*rows: str) -> bytes:
    page = Image.new("RGB", (900, 600), "white")
    pen = ImageDraw.Draw(page)
    pen.rectangle((0, 0, 300, 600), fill=(120, 30, 60))
    for number, row in enumerate(rows):
        pen.text((340, 60 + 70 * number), row, fill="black", font_size=30)
    return as_png(page)


def as_png(image: Image.Image) -> bytes:
    held = io.BytesIO()
    image.save(held, "PNG")
    return held.getvalue()


LOST = "Deze loonstrook van een ander kreeg ik van jullie, die was niet voor mij bedoeld."


def passed_on(original: str, *, sender: str = BO, text: str = LOST) -> bytes:
    """The mail that went astray, attached to a mail of its receiver."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, "mail@juist.nl", "deze kwam bij mij"
    mail["Message-ID"] = "<doorgestuurd@post.example>"
    mail.set_content(text)
    attached = EmailMessage(policy=SMTP)
    attached["From"], attached["To"] = "loon@juist.nl", "anja@buurt.example"
    attached["Subject"], attached["Message-ID"] = "Loonstrook", original
    attached.set_content("Hierbij de loonstrook.")
    mail.add_attachment(attached)
    return mail.as_bytes()


def test_the_same_screenshot_in_another_size(house: House, clock: SettableClock, a_screenshot: bytes) -> None:
    house.receives(a_mail(pictures=(a_screenshot,)))
    smaller = as_png(Image.open(io.BytesIO(a_screenshot)).resize((600, 400)))
    text = "Ik zie op jullie site het dossier van een andere klant, met naam en BSN. Kijk maar naar de schermafdruk."
    house.receives(a_mail(text, sender=BO, subject="dossier van een ander", pictures=(smaller,)))
    told = newest_alarm(house, clock)
    assert "een afbeelding met dezelfde opmaak" in told
    assert MERGE in told
    assert [case.state for case in house.cases()] == [CaseState.REPORTED, CaseState.REPORTED]


def test_another_screenshot_is_not_the_same(house: House, clock: SettableClock, a_screenshot: bytes) -> None:
    house.receives(a_mail(pictures=(a_screenshot,)))
    other = a_page("Rooster", "maandag", "dinsdag", "woensdag", "donderdag")
    text = "Bij mij opent het rooster van een andere medewerker, met haar naam en telefoonnummer erop."
    house.receives(a_mail(text, sender=BO, subject="rooster", pictures=(other,)))
    assert "SAMENVOEGEN" not in newest_alarm(house, clock)


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ("https://portaal.juist.example/dossier?id=12", "http://www.portaal.juist.example/dossier/?id=12", True),
        ("https://portaal.juist.example/dossier?id=12", "https://portaal.juist.example/dossier?id=13", False),
        ("https://www.juist.example/", "https://juist.example", False),
        ("https://www.facebook.com/juist", "https://www.facebook.com/juist", False),
    ],
)
def test_the_same_web_address(house: House, clock: SettableClock, first: str, second: str, is_same: bool) -> None:
    house.receives(a_mail(ONLINE.format(first), subject="portaal"))
    text = "Iedereen kan bij de dossiers van jullie klanten, ik zag zo de BSN's van vreemden: " + second
    house.receives(a_mail(text, sender=BO, subject="lek in de site"))
    assert ("hetzelfde webadres" in newest_alarm(house, clock)) is is_same


def test_two_receivers_of_one_mail(house: House, clock: SettableClock) -> None:
    astray = "<loonstrook-77@juist.nl>"
    house.receives(a_mail(answers=astray))
    house.receives(passed_on(astray))
    assert "dezelfde oorspronkelijke mail" in newest_alarm(house, clock)


def test_a_mail_that_an_officer_passes_on(house: House, clock: SettableClock) -> None:
    house.receives(a_mail(answers="<loonstrook-77@juist.nl>"))
    karin = f"{KARIN.name} <{KARIN.address}>"
    mail = passed_on("<loonstrook-77@juist.nl>", sender=karin, text="NIEUW: doorgestuurd door de balie")
    before = len(house.letters_to(KARIN.address))
    house.receives(proven(mail))
    told = " ".join(text_of(house.letters_to(KARIN.address)[before]).split())
    assert "dezelfde oorspronkelijke mail" in told
    assert MERGE in told


def test_the_same_story_told_by_somebody_else(house: House, clock: SettableClock) -> None:
    house.receives(a_mail())
    house.receives(a_mail(f"Hoi,\n\nDit kreeg ik van Anja.\n\n{REPORT}", sender=BO, subject="voor Anja"))
    assert "dezelfde woorden" in newest_alarm(house, clock)


def test_what_proved_to_be_no_report_is_not_named(house: House, clock: SettableClock) -> None:
    house.receives(a_mail())
    with house.bookcase.transaction() as books:
        books._connection.execute(tables.cases.update().values(state=CaseState.NOT_A_REPORT.value))
    house.receives(a_mail(f"Hoi,\n\nDit kreeg ik van Anja.\n\n{REPORT}", sender=BO, subject="voor Anja"))
    assert "SAMENVOEGEN: DL" not in newest_alarm(house, clock)


def test_what_many_cases_share_tells_nothing(house: House, clock: SettableClock) -> None:
    for number in range(6):
        page = "https://juist.example/menu/start"
        text = f"{number} klanten van jullie zie ik op {number * 7} regels, met naam en BSN: {page}"
        house.receives(a_mail(text, sender=f"Bo <bo{number}@post.example>", subject=f"melding {number}"))
    assert "hetzelfde webadres" not in newest_alarm(house, clock)


def test_the_offered_command_makes_one_case_and_both_remember(house: House, clock: SettableClock) -> None:
    house.receives(a_mail(ONLINE.format("https://portaal.juist.example/a?id=1"), subject="portaal"))
    other = "Ik kan gewoon bij gegevens van andere klanten, met BSN: https://portaal.juist.example/a?id=1"
    house.receives(a_mail(other, sender=BO, subject="lek"))
    assert MERGE in newest_alarm(house, clock)
    alarm = house.letters_to(KARIN.address)[-1]
    commands(house, MERGE, letter=alarm)
    assert [case.state for case in house.cases()] == [CaseState.REPORTED, CaseState.MERGED]
    cases = house.cases()
    with house.bookcase.transaction() as books:
        for case in cases:
            texts = [str((event.payload or {}).get("text")) for event in books.register.chain.of_case(case.reference)]
            assert any("possibly about the same as" in text for text in texts)
