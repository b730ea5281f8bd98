"""ASK: the officer's words in the finder's language and thread; thanks are drafted and wait for a person."""

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SettableClock
from house import JUIST, KARIN, House, text_of
from mails import REPORT, a_mail, proven
from officer_talk import answer, bounce_of, commands, events_of, newest_to

from bot.direct_reader import DirectReader
from bot.officers.deeds.thanking import send_thanks
from bot.officers.desk import Desk, Order
from bot.officers.typed_mail import read_commands
from register_store.books import Books
from register_store.case import Case
from register_store.letter import LetterKind

FINDER = "anja@buurt.example"


@pytest.fixture
def case_house(house: House) -> House:
    house.receives(a_mail(REPORT, message_id="<melding@buurt.example>"))
    return house


def test_the_finder_is_asked_in_his_own_thread(case_house: House) -> None:
    commands(case_house, "VRAAG: Op welke pagina was dat te zien?")
    letter = newest_to(case_house, FINDER)
    assert "Op welke pagina was dat te zien?" in text_of(letter)
    assert letter["In-Reply-To"] == "<melding@buurt.example>"
    assert "Karin" not in letter.as_string()
    event = events_of(case_house, "DL-2026-0001")[-1]
    assert (event.kind.value, (event.payload or {})["text"]) == ("asked", "Op welke pagina was dat te zien?")


def test_his_answer_joins_the_case(case_house: House) -> None:
    commands(case_house, "VRAAG: Op welke pagina was dat te zien?")
    answer(case_house, "Op de pagina met loonstroken.", newest_to(case_house, FINDER), FINDER)
    assert len(case_house.cases()) == 1
    assert "De melder schreef opnieuw" in str(newest_to(case_house, KARIN.address)["Subject"])


@pytest.mark.parametrize(
    "text", ["Vraag: hoe werkt dit eigenlijk?", "vraag wat is de stand?", "VRAAG", "Ik heb een VRAAG"]
)
def test_a_question_to_us_never_goes_to_the_finder(case_house: House, text: str) -> None:
    commands(case_house, text)
    assert len(case_house.letters_to(FINDER)) == 1


def test_a_case_without_a_finder_asks_nobody(case_house: House) -> None:
    commands(case_house, "NIEUW: vandaag 08:50 mevrouw belde over een brief van haar buurman met BSN")
    assert "Niet gedaan" in commands(case_house, "VRAAG: wanneer was dat?")


def test_a_finder_in_a_language_we_do_not_write_reads_english_and_dutch(house: House) -> None:
    text = (
        "Buenos días,\n\nHe recibido por error un correo de ustedes con los datos personales de otra persona: "
        "su nombre, su dirección y su número de seguridad social. No era para mí.\n\nUn saludo,\nLucía\n"
    )
    house.receives(a_mail(text, sender="Lucía <lucia@correo.example>", subject="Datos de otra persona"))
    letters = house.letters_to("lucia@correo.example")
    if not letters:  # a doubt: the receipt waits for YES
        commands(house, "JA")
        letters = house.letters_to("lucia@correo.example")
    words = text_of(letters[0])
    assert "Thank you for your message" in words
    assert "Dank voor je bericht" in words


# Thanks: drafted when something was settled, sent by a person only.


def desk_of(house: House, books: Books, case: Case) -> Desk:
    order = Order(
        officer=KARIN,
        actor="officer-1",
        typed=read_commands(""),
        case=case,
        now=house.clock(),
        received=None,  # type: ignore[arg-type]  # sending a draft asks nothing of the mail
        findings_of_new=lambda: case.findings,
    )
    return Desk(office=house.office, books=books, order=order)


@pytest.mark.parametrize(
    ("text", "said"), [("BEVESTIG", "ermee aan het werk"), ("GEEN DATALEK: oefening", "afgehandeld")]
)
def test_a_decision_offers_thanks_that_nobody_sends_by_himself(case_house: House, text: str, said: str) -> None:
    told = commands(case_house, text)
    assert "het bedankje aan de melder" in told
    letter = newest_to(case_house, KARIN.address)
    preview = next(part for part in letter.iter_attachments() if part.get_filename() == "bedankje-concept.txt")
    assert said in " ".join(str(preview.get_content()).split())
    assert len(case_house.letters_to(FINDER)) == 1


def test_the_draft_is_sent_once(case_house: House) -> None:
    commands(case_house, "GEEN DATALEK: oefening")
    with case_house.bookcase.transaction() as books:
        case = books.register.find("DL-2026-0001")
        draft = books.drafts.newest("DL-2026-0001")
        assert case is not None
        assert draft is not None
        assert draft.kind is LetterKind.THANKS
        assert send_thanks(desk_of(case_house, books, case), case, draft) == 1
        assert send_thanks(desk_of(case_house, books, case), case, draft) == 0
    case_house.rounds.post_letters()
    assert "afgehandeld" in text_of(newest_to(case_house, FINDER))
    assert len(case_house.letters_to(FINDER)) == 2


def test_opening_the_case_again_withdraws_the_draft(case_house: House) -> None:
    commands(case_house, "GEEN DATALEK: oefening")
    commands(case_house, "HEROPEN: toch wel")
    with case_house.bookcase.transaction() as books:
        assert books.drafts.newest("DL-2026-0001") is None


@pytest.mark.parametrize("text", ["OPPAKKEN", "GEGEVENS: naam", "STATUS"])
def test_what_settles_nothing_offers_nothing(case_house: House, text: str) -> None:
    assert "bedankje" not in commands(case_house, text)


def test_a_finder_who_was_never_answered_is_not_thanked(house: House) -> None:
    house.receives(a_mail(REPORT, Auto_Submitted="auto-generated"))
    assert "bedankje" not in commands(house, "GEEN DATALEK: oefening")


def test_a_question_that_bounces_is_told_without_naming_the_finder(case_house: House) -> None:
    commands(case_house, "VRAAG: wanneer was dat?")
    question = newest_to(case_house, FINDER)
    case_house.receives(bounce_of(question))
    letter = newest_to(case_house, KARIN.address)
    assert "de melder" in str(letter["Subject"])
    assert FINDER not in letter.as_string()
    assert "Niet gedaan" in commands(case_house, "VRAAG: nog eens")


def test_the_reply_to_of_our_own_form_is_the_finder(tmp_path: Path, clock: SettableClock, reader: DirectReader) -> None:
    house = House(tmp_path, clock, organisation=replace(JUIST, form_senders=("formulier@juist.nl",)), reader=reader)
    house.start()
    form = a_mail(REPORT, sender="Website <formulier@juist.nl>", Reply_To=f"Anja de Wit <{FINDER}>")
    house.receives(proven(form))
    assert len(house.letters_to(FINDER)) == 1
    assert house.letters_to("formulier@juist.nl") == []


def test_send_lets_the_thanks_go_to_every_finder_of_a_merged_case_under_his_own_reference(case_house: House) -> None:
    other = (
        "Goedemiddag,\n\nIk zag zojuist in het portaal de loonstroken van andere mensen staan, met rekeningnummers "
        "en BSN. Volgens mij hoort dat niet zo.\n\nBram Peters\n"
    )
    case_house.receives(a_mail(other, sender="bram@elders.example", subject="Portaal"))
    commands(case_house, "SAMENVOEGEN: DL-2026-0001")
    commands(case_house, "GEEN DATALEK: oefening")
    commands(case_house, "VERSTUUR")
    for address, mine, not_mine in (
        (FINDER, "DL-2026-0001", "DL-2026-0002"),
        ("bram@elders.example", "DL-2026-0002", "DL-2026-0001"),
    ):
        letters = case_house.letters_to(address)
        assert len(letters) == 2
        assert mine in text_of(letters[1])
        assert not_mine not in letters[1].as_string()
    assert "Niet gedaan" in commands(case_house, "VERSTUUR")
