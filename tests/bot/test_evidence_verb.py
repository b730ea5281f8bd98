"""EVIDENCE brings the originals, encrypted and recorded, to officers who agreed on a passphrase, and to nobody else."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
import pyzipper
from conftest import SettableClock
from house import KARIN, OMAR, House, text_of
from mails import REPORT, a_mail
from officer_talk import answer, code_in

from bot.direct_reader import DirectReader
from bot.officers.deeds.evidencing import chosen
from bot.officers.desk import Refused, Unfit
from config.settings import SettingsFault, read_organisation, read_settings
from register_store.event_chain import EventKind
from register_store.evidence_files import EvidenceKind, Piece
from register_store.organisation import Officer
from register_store.tables import outbox
from replies.transcript import Refusal

PASSPHRASE = "zeven trage kamelen zingen"
ORIGINAL = a_mail(REPORT)


@pytest.fixture
def evidence_house(tmp_path: Path, clock: SettableClock, reader: DirectReader) -> House:
    """Karin agreed on a passphrase, Omar did not; one report is in."""
    house = House(tmp_path, clock, reader=reader, passphrases={KARIN.address: PASSPHRASE})
    house.start()
    house.receives(ORIGINAL)
    return house


@pytest.fixture
def ask(evidence_house: House) -> Callable[..., list[EmailMessage]]:
    """An officer answers his alarm, and confirms with a code where he is asked to; the letters he gets back."""

    def asked(text: str = "BEWIJS", officer: Officer = KARIN) -> list[EmailMessage]:
        alarm = evidence_house.letters_to(officer.address)[0]
        return answers_to(evidence_house, text, officer, alarm)

    return asked


def answers_to(house: House, text: str, officer: Officer, letter: EmailMessage) -> list[EmailMessage]:
    before = len(house.letters_to(officer.address))
    answer(house, text, letter, f"X <{officer.address}>")
    new = house.letters_to(officer.address)[before:]
    if len(new) == 1 and (code := code_in(new[0])):
        return answers_to(house, f"CODE {code}", officer, new[0])
    return new


def archive_in(letters: list[EmailMessage]) -> pyzipper.AESZipFile:
    (letter,) = (one for one in letters if "bewijs" in str(one["Subject"]).lower())
    (attached,) = letter.iter_attachments()
    return pyzipper.AESZipFile(io.BytesIO(attached.get_content()))


def test_the_archive_holds_the_exact_mail_and_opens_with_the_passphrase_alone(ask: Callable[..., list]) -> None:
    archive = archive_in(ask())
    names = archive.namelist()
    assert [name.rpartition(".")[2] for name in names] == ["eml"]
    assert "DL-2026" not in "".join(names)
    archive.setpassword(b"een ander woord")
    with pytest.raises(RuntimeError):
        archive.read(names[0])
    archive.setpassword(PASSPHRASE.encode())
    assert archive.read(names[0]) == ORIGINAL


def test_nothing_of_the_mail_stands_open_in_any_letter(evidence_house: House, ask: Callable[..., list]) -> None:
    letters = ask()
    assert len(letters) == 2
    assert not any("loonstrook" in text_of(letter) or PASSPHRASE in letter.as_string() for letter in letters)


def test_it_is_recorded_who_got_what_and_the_chain_holds(evidence_house: House, ask: Callable[..., list]) -> None:
    ask()
    with evidence_house.bookcase.transaction() as books:
        events = books.register.chain.of_case("DL-2026-0001")
        pieces = books.evidence.of_case("DL-2026-0001", EvidenceKind.MAIL)
        assert books.register.chain.verify() is None
    (event,) = (event for event in events if event.kind is EventKind.EVIDENCE_SENT)
    assert event.payload is not None
    assert event.payload["digests"] == [pieces[0].sha256]
    assert event.payload["by"] == KARIN.name


def test_the_letter_leaves_no_bytes_once_it_went(evidence_house: House, ask: Callable[..., list]) -> None:
    ask()
    with evidence_house.bookcase.transaction() as books:
        rows = books._connection.execute(outbox.select()).mappings().all()
    assert all(row["state"] == "sent" for row in rows)
    assert sum(row["content"] == b"" for row in rows) == 1


def test_pictures_are_in_it_too(evidence_house: House, a_screenshot: bytes) -> None:
    evidence_house.receives(a_mail(pictures=(a_screenshot,), subject="Nog een", sender="Bo <bo@post.example>"))
    archive = archive_in(answers_to(evidence_house, "BEWIJS", KARIN, evidence_house.letters_to(KARIN.address)[-1]))
    assert [name.rpartition(".")[2] for name in archive.namelist()] == ["eml", "png"]
    archive.setpassword(PASSPHRASE.encode())
    assert archive.read(archive.namelist()[1]) == a_screenshot


def test_who_agreed_on_no_passphrase_gets_a_sentence_and_nothing_else(ask: Callable[..., list]) -> None:
    letters = ask(officer=OMAR)
    assert len(letters) == 1
    assert "wachtzin" in text_of(letters[0])


def a_piece(kind: EvidenceKind, megabytes: int) -> Piece:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    return Piece(
        sha256=f"{kind}{megabytes}",
        reference="DL-2026-0001",
        kind=kind,
        content_type="",
        size=megabytes << 20,
        stored_at=at,
    )


def test_pictures_stay_out_where_they_make_it_too_large() -> None:
    pieces = [a_piece(EvidenceKind.MAIL, 9), a_piece(EvidenceKind.PICTURE, 8)]
    assert chosen(pieces) == pieces[:1]
    assert chosen(pieces[:1]) == pieces[:1]


def test_what_no_mail_server_takes_is_refused_with_its_size() -> None:
    with pytest.raises(Unfit) as unfit:
        chosen([a_piece(EvidenceKind.MAIL, 17), a_piece(EvidenceKind.PICTURE, 8)])
    assert unfit.value.refused == Refused(why=Refusal.EVIDENCE_TOO_LARGE, detail="17 MB")


def test_evidence_that_is_gone_is_said_and_other_lines_of_the_mail_are_not_done(
    evidence_house: House, ask: Callable[..., list]
) -> None:
    with evidence_house.bookcase.transaction() as books:
        pieces = books.evidence.of_case("DL-2026-0001")
    for piece in pieces:
        evidence_house.bookcase.files.erase(piece.sha256)
    (letter,) = ask("OPPAKKEN\nBEWIJS")
    assert "niet te openen" in text_of(letter)
    assert evidence_house.cases()[0].handler is None


def test_undo_takes_back_the_change_before_it_and_not_the_look(evidence_house: House, ask: Callable[..., list]) -> None:
    ask("OPPAKKEN")
    ask("BEWIJS")
    ask("HERSTEL")
    assert evidence_house.cases()[0].handler is None


OFFICER = """
key = "juist"
name = "Juist B.V."
mailbox = "mail@juist.nl"
domains = ["juist.nl"]
phone = "0492"
management = []
[[officers]]
name = "Karin Vos"
address = "Karin.Vos@juist.nl"
archive_passphrase = { env = "KARINS_PASSPHRASE" }
[[officers]]
name = "Omar Haddad"
address = "omar.haddad@juist.nl"
"""
SETTINGS = """
data_folder = "data"
key = { env = "KEY" }
organisations = ["juist.toml"]
[servers.juist.imap]
host = "localhost"
user = "x"
password = { env = "P" }
[servers.juist.smtp]
host = "localhost"
"""


def test_passphrases_come_from_the_environment_and_are_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "juist.toml").write_text(OFFICER)
    (tmp_path / "meldpost.toml").write_text(SETTINGS)
    organisation = read_organisation(tmp_path / "juist.toml")
    settings = read_settings(tmp_path / "meldpost.toml")
    monkeypatch.setenv("KARINS_PASSPHRASE", PASSPHRASE)
    assert settings.passphrases(organisation) == {KARIN.address: PASSPHRASE}
    monkeypatch.setenv("KARINS_PASSPHRASE", "te kort")
    with pytest.raises(SettingsFault, match="16 characters") as fault:
        settings.passphrases(organisation)
    assert "te kort" not in str(fault.value)


def test_evidence_of_merged_cases_is_one_archive_that_says_what_came_from_which(
    evidence_house: House, clock: SettableClock
) -> None:
    clock.forward(hours=1)
    evidence_house.receives(a_mail(REPORT.replace("loonstrook", "jaaropgave"), sender="bo@post.example", subject="B"))
    second = evidence_house.letters_to(KARIN.address)[-1]
    answers_to(evidence_house, "SAMENVOEGEN: DL-2026-0001", KARIN, second)
    for thread in (
        evidence_house.letters_to(KARIN.address)[0],
        second,
    ):  # the case that goes on, and the one that ended
        letters = answers_to(evidence_house, "BEWIJS", KARIN, thread)
        assert len(archive_in(letters).namelist()) == 2
        (letter,) = (one for one in letters if "bewijs" in str(one["Subject"]).lower())
        told = " ".join(text_of(letter).split())
        assert "DL-2026-0001: 01" in told
        assert "DL-2026-0002: 02" in told
