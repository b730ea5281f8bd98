"""What is missing is asked once, ticked off when it comes, and after two silent working days the officer decides."""

from email.message import EmailMessage

import pytest
from conftest import SettableClock
from house import KARIN, OMAR, House, later, text_of
from mails import REPORT, a_mail, proven

from register_store.findings import Missing
from register_store.letter import LetterKind

FINDER = "anja@buurt.example"
FROM_FINDER = f"Anja de Wit <{FINDER}>"
SHORT = "Ik zag op jullie site zo het dossier van een andere klant."


def silences(house: House, address: str = KARIN.address) -> list[EmailMessage]:
    return [letter for letter in house.letters_to(address) if "nog niet geantwoord" in str(letter["Subject"])]


@pytest.fixture
def asked(house: House) -> House:
    """A finder who told little on Monday at ten, and whom the receipt asked for more."""
    house.receives(a_mail(SHORT, subject="dossier", sender=FROM_FINDER))
    assert house.cases()[0].findings.missing
    return house


def test_the_receipt_asks_for_all_that_is_missing_and_no_more(asked: House) -> None:
    (receipt,) = asked.letters_to(FINDER)
    text = text_of(receipt).lower()
    wanted = {
        Missing.SCREENSHOTS: "scherma",
        Missing.DESCRIPTION: "wat voor gegevens",
        Missing.REPRODUCTION: "hoe kwam je erbij",
    }
    missing = asked.cases()[0].findings.missing
    assert len(missing) <= 3
    assert all(wanted[what] in text for what in missing)


def test_after_two_working_days_every_officer_concerned_is_asked_once(asked: House, clock: SettableClock) -> None:
    later(asked, clock, hours=47)
    assert not silences(asked)
    later(asked, clock, hours=2)
    assert len(silences(asked)) == len(silences(asked, OMAR.address)) == 1
    text = text_of(silences(asked)[0])
    assert "VRAAG: " in text
    assert "schermafbeeldingen" in text
    later(asked, clock, days=5)
    assert len(silences(asked)) == 1
    assert len(asked.letters_to(FINDER)) == 1


def test_a_weekend_is_no_time_to_answer(asked: House, clock: SettableClock) -> None:
    clock.forward(days=4)  # a Friday
    asked.receives(a_mail(SHORT, subject="nog een", sender="Bo <bo@post.example>"))
    before = len(silences(asked))
    later(asked, clock, days=3)
    assert len(silences(asked)) == before
    later(asked, clock, days=1, hours=1)
    assert len(silences(asked)) == before + 1


def test_an_answer_ticks_off_what_it_brings_and_ends_the_waiting(
    asked: House, clock: SettableClock, a_screenshot: bytes
) -> None:
    before = asked.cases()[0].findings.missing
    assert Missing.SCREENSHOTS in before
    (receipt,) = asked.letters_to(FINDER)
    clock.forward(hours=20)
    answer = a_mail(
        "Hierbij een schermafdruk.",
        sender=FROM_FINDER,
        subject=f"Re: {receipt['Subject']}",
        answers=str(receipt["Message-ID"]),
        pictures=(a_screenshot,),
    )
    asked.receives(answer)
    after = asked.cases()[0].findings.missing
    assert Missing.SCREENSHOTS not in after
    assert set(after) < set(before)
    later(asked, clock, days=6)
    assert not silences(asked)


def test_a_question_of_the_officer_begins_the_wait_anew(asked: House, clock: SettableClock) -> None:
    alarm = asked.letters_to(KARIN.address)[0]
    clock.forward(hours=46)
    question = a_mail(
        "VRAAG: op welke pagina was dat?", sender=f"K <{KARIN.address}>", answers=str(alarm["Message-ID"])
    )
    asked.receives(proven(question))
    assert len(asked.letters_to(FINDER)) == 2
    later(asked, clock, hours=4)
    assert not silences(asked)
    later(asked, clock, days=2)
    assert len(silences(asked)) == 1


def test_nothing_is_asked_about_a_case_that_is_settled_or_lacks_nothing(house: House, clock: SettableClock) -> None:
    house.receives(a_mail(SHORT, subject="dossier", sender=FROM_FINDER))
    alarm = house.letters_to(KARIN.address)[0]
    verdict = a_mail("GEEN DATALEK: eigen dossier", sender=f"K <{KARIN.address}>", answers=str(alarm["Message-ID"]))
    house.receives(proven(verdict))
    later(house, clock, days=5)
    assert not silences(house)
    with house.bookcase.transaction() as books:
        assert books.outbox.last_written(LetterKind.FINDER_SILENT, "DL-2026-0001") is None


def test_the_ready_question_is_a_command(asked: House, clock: SettableClock) -> None:
    later(asked, clock, days=3)
    letter = silences(asked)[0]
    line = next(line.strip() for line in text_of(letter).splitlines() if line.strip().startswith("VRAAG: "))
    asked.receives(proven(a_mail(line, sender=f"K <{KARIN.address}>", answers=str(letter["Message-ID"]))))
    assert len(asked.letters_to(FINDER)) == 2
    assert REPORT not in text_of(asked.letters_to(FINDER)[-1])
