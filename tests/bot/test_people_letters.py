"""Letters to affected people, asked for through the whole house: lists, preview, paper, erasure."""

import io
from pathlib import Path

import pytest
from conftest import SettableClock
from house import KARIN, House, text_of
from lexical import lexical_reader
from mails import REPORT, a_mail
from openpyxl import Workbook
from people_talk import CLOSED, LIST, PEOPLE, a_list_mail, letters_to_people, says, turns
from sqlalchemy import select

from bot.direct_reader import DirectReader
from register_store.backup import back_up
from register_store.case import CaseState, PeopleState
from register_store.event_chain import EventKind
from register_store.keys import Keys
from register_store.tables import evidence, metadata


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> DirectReader:
    """Not the verdict is looked at here."""
    return lexical_reader(tmp_path_factory.mktemp("model"))


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
