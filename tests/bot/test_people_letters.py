"""Letters to affected people, through the whole house: preview, sending once, bounces, answers, erasure."""

import io
import re
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from conftest import SettableClock
from house import JUIST, KARIN, House, Postbox, text_of
from mails import REPORT, a_mail, proven
from openpyxl import Workbook
from sqlalchemy import select

from bot.direct_reader import DirectReader
from register_store.backup import back_up
from register_store.case import CaseState, PeopleState
from register_store.event_chain import EventKind
from register_store.keys import Keys
from register_store.organisation import PeopleMail
from register_store.tables import evidence, metadata

FROM_KARIN = f"{KARIN.name} <{KARIN.address}>"
CLOSED = "privacy@juist.nl"
PEOPLE = ["sam@post.example", "ria@post.example", "jo@post.example"]
LIST = "naam;e-mailadres\nSam de Boer;sam@post.example\nRia Knol;ria@post.example\nJo Smit;jo@post.example\n"
ORGANISATION = replace(JUIST, officer_mailbox=CLOSED)
_CODE = re.compile(r"\b[A-HJ-NP-Z2-9]{6}-[A-HJ-NP-Z2-9]{6}\b")


@pytest.fixture
def people_house(tmp_path: Path, clock: SettableClock, reader: DirectReader) -> House:
    """A house whose officers have a mailbox of their own, with one reported case."""
    house = House(tmp_path, clock, organisation=ORGANISATION, reader=reader)
    house.start()
    house.receives(a_mail(REPORT))
    return house


def a_list_mail(house: House, text: str, content: bytes = b"", *, name: str = "lijst.csv", to: str = CLOSED) -> bytes:
    """Karin's answer with a file."""
    letters = house.letters_to(KARIN.address)
    raw = a_mail(text, sender=FROM_KARIN, subject="Re: brief", to=to, answers=str(letters[0]["Message-ID"]))
    mail = message_from_bytes(raw, policy=SMTP)
    assert isinstance(mail, EmailMessage)
    if content:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return proven(mail.as_bytes())


def says(house: House, text: str, content: bytes = b"", **how: str) -> list[str]:
    """Karin commands; what she gets back. Where a one-time code is asked, she sends it."""
    before = len(house.letters_to(KARIN.address))
    arrive = house.receives if how.get("to") == "mail@juist.nl" else house.officers_receive
    arrive(a_list_mail(house, text, content, **how))
    new = house.letters_to(KARIN.address)[before:]
    code = _CODE.search(text_of(new[0])) if len(new) == 1 else None
    if code:
        house.receives(proven(a_mail(f"CODE {code[0]}", sender=FROM_KARIN, answers=str(new[0]["Message-ID"]))))
        new = house.letters_to(KARIN.address)[before + 1 :]
    return [text_of(letter) for letter in new]


def letters_to_people(house: House) -> list[str]:
    assert isinstance(house.sender, Postbox)
    return [recipient for recipient, _ in house.sender.sent if recipient.endswith("@post.example")]


def turns(house: House, clock: SettableClock, number: int) -> None:
    for _ in range(number):
        clock.forward(minutes=1)
        house.rounds.turn()


def test_a_letter_of_two_paragraphs_stays_one_of_two(people_house: House, clock: SettableClock) -> None:
    says(
        people_house, "BRIEF:\nBeste lezer,\n\nEr ging een lijst weg.\n\nWij belden die klant.\n\nGroet,", LIST.encode()
    )
    says(people_house, "VERSTUUR")
    turns(people_house, clock, 2)
    paragraphs = text_of(people_house.letters_to("ria@post.example")[0]).replace("\r\n", "\n").split("\n\n")
    told = paragraphs.index("Er ging een lijst weg.")
    assert paragraphs[told + 1] == "Wij belden die klant."


def test_a_list_becomes_a_preview_and_send_one_letter_to_each(people_house: House, clock: SettableClock) -> None:
    preview = "\n".join(says(people_house, "BRIEF: op 20 november ging een lijst naar een andere klant", LIST.encode()))
    assert "op 20 november ging een lijst naar een andere klant" in preview
    assert "rij 2: Sam" in preview
    assert "de Boer" not in preview
    assert "sam@post.example" not in preview
    assert letters_to_people(people_house) == []
    says(people_house, "VERSTUUR")
    turns(people_house, clock, 2)
    assert letters_to_people(people_house) == PEOPLE
    sent = people_house.letters_to("ria@post.example")[0]
    assert "Beste Ria Knol," in text_of(sent)
    assert "op 20 november ging een lijst" in text_of(sent)
    assert str(sent["Reply-To"]) == "fg@juist.nl"
    assert sent["To"].addresses[0].addr_spec == "ria@post.example"
    assert [name for name in sent if name.lower().startswith(("list-", "cc", "bcc"))] == []
    case = people_house.cases()[0]
    assert case.people_state is PeopleState.PLANNED, "only a person says that they were informed"
    done = text_of(people_house.letters_to(KARIN.address)[-1])
    assert "GEINFORMEERD" in done
    assert letters_to_people(people_house) == PEOPLE


def test_after_informed_the_case_says_so(people_house: House, clock: SettableClock) -> None:
    says(people_house, "BRIEF", LIST.encode())
    says(people_house, "VERSTUUR")
    turns(people_house, clock, 2)
    says(people_house, "GEINFORMEERD 3, per mail, vandaag, zij kunnen er last van krijgen")
    assert people_house.cases()[0].people_state is PeopleState.INFORMED


def test_nothing_goes_twice_whenever_the_process_ends(
    tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    organisation = replace(ORGANISATION, people_mail=PeopleMail(per_minute=1))
    first = House(tmp_path, clock, organisation=organisation, reader=reader)
    first.start()
    first.receives(a_mail(REPORT))
    says(first, "BRIEF", LIST.encode())
    says(first, "VERSTUUR")
    assert isinstance(first.sender, Postbox)
    for _ in range(6):  # a new process for each minute
        clock.forward(minutes=1)
        House(tmp_path, clock, organisation=organisation, reader=reader, sender=first.sender).rounds.turn()
    assert letters_to_people(first) == PEOPLE


def test_the_pace_is_kept_and_alarms_do_not_wait(people_house: House, clock: SettableClock) -> None:
    rows = "".join(f"Mens {number};mens{number}@post.example\n" for number in range(50))
    says(people_house, "BRIEF", f"naam;e-mail\n{rows}".encode())
    says(people_house, "VERSTUUR")
    before = len(letters_to_people(people_house))
    turns(people_house, clock, 1)
    assert before <= 20
    assert len(letters_to_people(people_house)) <= 40
    people_house.rounds.turn()
    assert len(letters_to_people(people_house)) <= 40, "a second turn in the same minute adds none"
    turns(people_house, clock, 4)
    assert len(letters_to_people(people_house)) == 50
    told = [str(letter["Subject"]) for letter in people_house.letters_to(KARIN.address)]
    assert sum("helft" in subject for subject in told) == 1
    assert sum("zijn verstuurd" in subject for subject in told) == 1


def test_brief_stop_holds_the_rest_back(people_house: House, clock: SettableClock) -> None:
    rows = "".join(f"Mens {number};mens{number}@post.example\n" for number in range(30))
    says(people_house, "BRIEF", f"naam;e-mail\n{rows}".encode())
    says(people_house, "VERSTUUR")
    written = len(letters_to_people(people_house))
    says(people_house, "BRIEF STOP")
    turns(people_house, clock, 5)
    assert written < 30
    assert len(letters_to_people(people_house)) <= max(written, 20)


def test_a_list_at_the_general_mailbox_is_refused_and_kept_nowhere(people_house: House) -> None:
    general = a_list_mail(people_house, "BRIEF", LIST.encode(), to=CLOSED)  # addressed well, and yet it came here
    people_house.receives(general)
    assert "officer_mailbox" in text_of(people_house.letters_to(KARIN.address)[-1])
    for to in ("mail@juist.nl", f"{CLOSED}, mail@juist.nl"):
        answer = "\n".join(says(people_house, "BRIEF", LIST.encode(), to=to))
        assert "officer_mailbox" in answer
        says(people_house, "VERSTUUR")
    assert letters_to_people(people_house) == []
    assert not traces(people_house, b"sam@post.example")


def test_without_an_officers_mailbox_no_list_is_taken(house: House) -> None:
    house.receives(a_mail(REPORT))
    assert "officer_mailbox" in "\n".join(says(house, "BRIEF", LIST.encode(), to="mail@juist.nl"))


def test_a_workbook_is_read_and_people_without_a_mail_address_get_paper(people_house: House) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Naam", "E-mailadres", "Straat", "Postcode", "Plaats"])
    sheet.append(["Sam de Boer", "sam@post.example", None, None, None])
    sheet.append(["Ria Knol", None, "Kade 12", "1011 AB", "Amsterdam"])
    kept = io.BytesIO()
    book.save(kept)
    says(people_house, "BRIEF", kept.getvalue(), name="lijst.xlsx")
    preview = next(letter for letter in people_house.letters_to(KARIN.address) if "Voorbeeld" in str(letter["Subject"]))
    (paper,) = preview.iter_attachments()
    assert paper.get_filename() == "brieven-DL-2026-0001.pdf"
    assert bytes(paper.get_content()).startswith(b"%PDF")
    says(people_house, "VERSTUUR")
    assert letters_to_people(people_house) == ["sam@post.example"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("BRIEF: beste [naam], er ging iets mis", "open plek"),
        ("BRIEF: uw BSN 123456782 staat nu op straat", "Herhaal niet"),
    ],
)
def test_an_unfinished_letter_is_not_sent(people_house: House, text: str, said: str) -> None:
    assert said in " ".join("\n".join(says(people_house, text, LIST.encode())).split())
    assert "aangevuld" in "\n".join(says(people_house, "VERSTUUR"))
    assert letters_to_people(people_house) == []


def test_a_reader_of_another_language_asks_for_the_text_in_it(people_house: House) -> None:
    listed = b"naam;e-mail;taal\nSam;sam@post.example;en\nRia;ria@post.example;nl\n"
    assert "BRIEF EN" in "\n".join(says(people_house, "BRIEF: er ging een lijst naar een klant", listed))
    says(people_house, "VERSTUUR")
    assert letters_to_people(people_house) == []
    says(people_house, "BRIEF EN: a list went to a customer")
    says(people_house, "VERSTUUR")
    assert "a list went to a customer" in text_of(people_house.letters_to("sam@post.example")[0])
    assert "er ging een lijst naar een klant" in text_of(people_house.letters_to("ria@post.example")[0])


def test_send_without_anything_to_send_is_refused(people_house: House) -> None:
    says(people_house, "VERSTUUR")
    says(people_house, "BRIEF")
    says(people_house, "VERSTUUR")
    assert letters_to_people(people_house) == []


def test_a_second_list_writes_to_nobody_again(people_house: House, clock: SettableClock) -> None:
    says(people_house, "BRIEF", LIST.encode())
    says(people_house, "VERSTUUR")
    turns(people_house, clock, 2)
    preview = "\n".join(says(people_house, "BRIEF", f"{LIST}Nico Bos;nico@post.example\n".encode()))
    assert "2, 3, 4" in preview
    says(people_house, "VERSTUUR")
    turns(people_house, clock, 2)
    assert letters_to_people(people_house) == [*PEOPLE, "nico@post.example"]


def bounce_of(letter: EmailMessage) -> bytes:
    """A delivery report for one letter."""
    original = str(letter["Message-ID"])
    return (
        "From: MAILER-DAEMON@mx.juist.nl\r\nTo: mail@juist.nl\r\nSubject: Undelivered Mail\r\n"
        "Return-Path: <>\r\nMIME-Version: 1.0\r\nAuto-Submitted: auto-replied\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nNot delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.juist.nl\r\n\r\n"
        f"Final-Recipient: rfc822; {letter['To']}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        f"--b\r\nContent-Type: message/rfc822-headers\r\n\r\nMessage-ID: {original}\r\n\r\n--b--\r\n"
    ).encode()


def test_bounces_are_counted_and_told_by_row(people_house: House, clock: SettableClock) -> None:
    says(people_house, "BRIEF", LIST.encode())
    says(people_house, "VERSTUUR")
    turns(people_house, clock, 2)
    people_house.receives(bounce_of(people_house.letters_to("ria@post.example")[0]))
    clock.forward(days=1, minutes=1)
    people_house.rounds.turn()
    told = next(
        letter for letter in reversed(people_house.letters_to(KARIN.address)) if "kwamen niet aan" in letter["Subject"]
    )
    assert "rij in de lijst: 3" in text_of(told)
    assert "ria@post.example" not in text_of(told)


def test_who_answers_his_letter_reports_nothing_and_is_not_taken_for_the_finder(
    people_house: House, clock: SettableClock
) -> None:
    says(people_house, "BRIEF", LIST.encode())
    says(people_house, "VERSTUUR")
    turns(people_house, clock, 2)
    before = len(people_house.letters_to(KARIN.address))
    events = people_house.cases()[0]
    for name in ("sam", "ria"):
        letter = people_house.letters_to(f"{name}@post.example")[0]
        quoted = "".join(f"> {line}\n" for line in text_of(letter).splitlines())
        answer = f"Wat betekent dit datalek voor mij? Mijn gegevens staan op straat!\n\n{quoted}"
        people_house.receives(
            a_mail(
                answer, sender=f"{name}@post.example", subject=f"Re: {letter['Subject']}", answers=letter["Message-ID"]
            )
        )
    assert [case.reference for case in people_house.cases()] == ["DL-2026-0001"]
    assert people_house.cases()[0] == events
    told = people_house.letters_to(KARIN.address)[before:]
    assert len(told) == 1, "a thousand letters bring fifty answers: not a letter for each"
    assert "op straat" not in told[0].as_string()
    clock.forward(hours=3)
    people_house.rounds.turn()
    assert len(people_house.letters_to(KARIN.address)) == before + 2
    assert len(people_house.letters_to("sam@post.example")) == 1, "nobody gets a receipt for it"


def test_an_out_of_office_answer_is_told_to_nobody(people_house: House, clock: SettableClock) -> None:
    says(people_house, "BRIEF", LIST.encode())
    says(people_house, "VERSTUUR")
    turns(people_house, clock, 2)
    before = len(people_house.letters)
    letter = people_house.letters_to("sam@post.example")[0]
    away = a_mail(
        "Ik ben er tot maandag niet.",
        sender="sam@post.example",
        subject="Afwezig",
        answers=str(letter["Message-ID"]),
        Auto_Submitted="auto-replied",
    )
    people_house.receives(away)
    assert len(people_house.letters) == before
    assert len(people_house.cases()) == 1


def test_addresses_are_in_no_evidence_and_in_no_back_up(
    people_house: House, clock: SettableClock, tmp_path: Path
) -> None:
    says(people_house, "BRIEF", LIST.encode())
    with people_house.database.transaction() as connection:
        kept = connection.execute(select(evidence.c.reference)).all()
    assert len(kept) == 1, "only the report itself"
    says(people_house, "VERSTUUR")
    turns(people_house, clock, 1)
    target = tmp_path / "backup.tar"
    keys: Keys = people_house.bookcase.keys
    back_up(people_house.database, tmp_path / "evidence", keys, target)
    packed = target.read_bytes()
    for word in (b"post.example", b"Knol", b"sam@"):
        assert word not in packed


def test_addresses_are_erased_on_time(people_house: House, clock: SettableClock) -> None:
    says(people_house, "BRIEF", LIST.encode())
    says(people_house, "VERSTUUR")
    turns(people_house, clock, 2)
    assert traces(people_house, b"ria@post.example")
    clock.forward(days=31)
    people_house.rounds.turn()
    for word in (b"ria@post.example", b"Ria Knol", b"Sam de Boer"):
        assert not traces(people_house, word)
    with people_house.bookcase.transaction() as books:
        events = books.register.chain.of_case("DL-2026-0001")
        assert books.register.chain.verify() is None
    told = [event.payload for event in events if event.kind is EventKind.ERASED]
    assert told[-1] is not None
    assert told[-1]["what"] == ["people"]


@pytest.mark.parametrize("state", [CaseState.CLOSED, CaseState.NOT_A_REPORT])
def test_about_a_settled_case_nobody_is_written_to(people_house: House, state: CaseState) -> None:
    case = people_house.cases()[0]
    with people_house.bookcase.transaction() as books:
        books.register.change(case, {"state": state}, kind=EventKind.DECIDED, actor="test", at=people_house.clock())
    says(people_house, "BRIEF", LIST.encode())
    says(people_house, "VERSTUUR")
    assert letters_to_people(people_house) == []


def traces(house: House, word: bytes) -> list[str]:
    """The columns in which a word stands, and the database's own bytes."""
    found = []
    with house.database.transaction() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)).mappings():
                found += [f"{table.name}.{key}" for key, value in row.items() if word in _bytes_of(value)]
    path = Path(str(house.database.url).removeprefix("sqlite:///"))
    files = [path, path.with_name(path.name + "-wal")]
    return found + [file.name for file in files if file.exists() and word in file.read_bytes()]


def _bytes_of(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
