"""SEND sends what the officer was shown; a draft that changed meanwhile is shown again, and nothing goes."""

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SettableClock
from house import JUIST, KARIN, OMAR, House, text_of
from mails import REPORT, a_mail, proven
from officer_talk import answer, code_in, commands, newest_to

from bot.direct_reader import DirectReader
from register_store.affected_people import Person

FROM_KARIN = f"{KARIN.name} <{KARIN.address}>"
CLOSED = "privacy@juist.nl"
FINDER = "anja@buurt.example"
LIST = b"naam;e-mailadres\nSam de Boer;sam@post.example\nRia Knol;ria@post.example\n"


@pytest.fixture
def draft_house(tmp_path: Path, clock: SettableClock, reader: DirectReader) -> House:
    house = House(tmp_path, clock, organisation=replace(JUIST, officer_mailbox=CLOSED), reader=reader)
    house.start()
    house.receives(a_mail(REPORT))
    return house


def with_list(house: House, text: str, *, to: str = CLOSED, is_proven: bool = True) -> None:
    """Karin answers her alarm with a list."""
    alarm = house.letters_to(KARIN.address)[0]
    mail = a_mail(text, sender=FROM_KARIN, subject="Re: brief", to=to, answers=str(alarm["Message-ID"]))
    head, _, body = mail.partition(b"\r\n\r\n")
    kept = b"\r\n".join(line for line in head.split(b"\r\n") if not line.lower().startswith((b"content-", b"mime-")))
    parts = (
        b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + body,
        b"Content-Type: text/csv\r\nContent-Disposition: attachment; filename=lijst.csv\r\n\r\n" + LIST,
    )
    joined = b"".join(b"--x\r\n" + part + b"\r\n" for part in parts) + b"--x--\r\n"
    whole = kept + b'\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n' + joined
    arrives = house.officers_receive if to == CLOSED else house.receives
    arrives(proven(whole) if is_proven else whole)


def confirm(house: House, letter_number: int = -1) -> None:
    """Karin sends the code of a letter."""
    letter = house.letters_to(KARIN.address)[letter_number]
    answer(house, f"CODE {code_in(letter)}", letter, FROM_KARIN)


def people_letters(house: House) -> list[str]:
    return [str(letter["To"]) for letter in house.letters if str(letter["To"]).endswith("@post.example")]


def test_the_letter_with_the_code_names_the_draft_that_was_shown(draft_house: House) -> None:
    with_list(draft_house, "BRIEF")
    preview = text_of(draft_house.letters_to(KARIN.address)[-2])
    mark = preview.partition("Dit is concept ")[2][:9]
    answer(draft_house, "VERSTUUR", newest_to(draft_house, KARIN.address), FROM_KARIN)
    assert f"concept {mark}" in text_of(newest_to(draft_house, KARIN.address))
    confirm(draft_house)
    assert people_letters(draft_house) == ["sam@post.example", "ria@post.example"]


def test_a_list_that_changed_between_code_and_confirmation_is_shown_again(draft_house: House) -> None:
    with_list(draft_house, "BRIEF")
    answer(draft_house, "VERSTUUR", newest_to(draft_house, KARIN.address), FROM_KARIN)
    reference = draft_house.cases()[0].reference
    with draft_house.bookcase.transaction() as books:
        other = Person(row=2, name="Bo Bos", address="bo@post.example", postal="", language="")
        books.subjects.list_anew(reference, [other], draft_house.clock())
    before = len(draft_house.letters_to(KARIN.address))
    confirm(draft_house)
    assert people_letters(draft_house) == []
    told = [text_of(letter) for letter in draft_house.letters_to(KARIN.address)[before:]]
    assert any("niet het concept dat aan dit adres is getoond" in " ".join(text.split()) for text in told)
    assert any("rij 2: Bo" in text for text in told)
    answer(draft_house, "VERSTUUR", newest_to(draft_house, KARIN.address), FROM_KARIN)
    confirm(draft_house)
    assert people_letters(draft_house) == ["bo@post.example"]


def test_a_letter_made_anew_needs_a_code_of_its_own(draft_house: House, clock: SettableClock) -> None:
    with_list(draft_house, "BRIEF")
    answer(draft_house, "VERSTUUR", newest_to(draft_house, KARIN.address), FROM_KARIN)
    waiting = len(draft_house.letters_to(KARIN.address)) - 1
    clock.forward(minutes=1)
    answer(draft_house, "BRIEF: het was een andere lijst", draft_house.letters_to(KARIN.address)[0], FROM_KARIN)
    confirm(draft_house, waiting)
    assert people_letters(draft_house) == []


def test_who_was_not_shown_the_draft_is_shown_it_first(draft_house: House) -> None:
    with_list(draft_house, "BRIEF")
    alarm = draft_house.letters_to(OMAR.address)[0]
    answer(draft_house, "VERSTUUR", alarm, f"{OMAR.name} <{OMAR.address}>")
    asked = newest_to(draft_house, OMAR.address)
    answer(draft_house, f"CODE {code_in(asked)}", asked, f"{OMAR.name} <{OMAR.address}>")
    assert people_letters(draft_house) == []
    assert any("rij 2: Sam" in text_of(letter) for letter in draft_house.letters_to(OMAR.address))
    commands(draft_house, "VERSTUUR", officer=OMAR)
    assert people_letters(draft_house) == ["sam@post.example", "ria@post.example"]


def test_thanks_that_would_read_otherwise_now_are_shown_again(draft_house: House, clock: SettableClock) -> None:
    commands(draft_house, "BEVESTIG: loonstrook verwisseld")
    letter = newest_to(draft_house, KARIN.address)
    assert "(kenmerk " in " ".join(text_of(letter).split())
    before = len(draft_house.letters_to(FINDER))
    answer(draft_house, "VERSTUUR", letter, FROM_KARIN)
    clock.forward(minutes=1)
    with draft_house.bookcase.transaction() as books:
        draft = books.drafts.newest("DL-2026-0001")
        assert draft is not None
        books.drafts.put(replace(draft, content="done"))
    confirm(draft_house)
    assert len(draft_house.letters_to(FINDER)) == before
    again = newest_to(draft_house, KARIN.address)
    assert [part.get_filename() for part in again.iter_attachments()] == ["bedankje-concept.txt"]
    commands(draft_house, "VERSTUUR")
    assert len(draft_house.letters_to(FINDER)) == before + 1


# A list that came with a LETTER which waits for a code.


def lists_held(house: House) -> list[bytes]:
    with house.database.transaction() as connection:
        found = connection.exec_driver_sql("select lists from held_commands where lists is not null")
        return [bytes(row[0]) for row in found]


def test_a_held_list_is_there_when_the_code_comes_and_gone_after(draft_house: House) -> None:
    with_list(draft_house, "BRIEF", is_proven=False)
    (sealed,) = lists_held(draft_house)
    assert b"sam@post" not in sealed
    confirm(draft_house)
    preview = "\n".join(text_of(letter) for letter in draft_house.letters_to(KARIN.address)[-2:])
    assert "rij 2: Sam" in preview
    assert lists_held(draft_house) == []


def test_a_held_list_is_erased_when_its_code_is_too_old(draft_house: House, clock: SettableClock) -> None:
    with_list(draft_house, "BRIEF", is_proven=False)
    clock.forward(hours=23)
    draft_house.rounds.turn()
    assert len(lists_held(draft_house)) == 1
    clock.forward(hours=1)
    draft_house.rounds.turn()
    assert lists_held(draft_house) == []


def test_a_list_in_the_general_mailbox_is_not_even_held(draft_house: House) -> None:
    with_list(draft_house, "BRIEF", to="mail@juist.nl", is_proven=False)
    confirm(draft_house)
    assert "officer_mailbox" in text_of(newest_to(draft_house, KARIN.address))
    with draft_house.bookcase.transaction() as books:
        assert books.subjects.listed("DL-2026-0001") == []
