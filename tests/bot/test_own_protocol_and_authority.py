"""What an organisation's own protocol names: its version with each case, its authority, the articles (J7, K6, K7)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from conftest import SettableClock
from house import JUIST, KARIN, House, text_of
from mails import REPORT, a_mail
from officer_talk import commands
from pdf_text import text_of_pdf

from bot.direct_reader import DirectReader
from register_store.authority import Authority
from register_store.protocol_version import ProtocolVersion

FIRST = ProtocolVersion(version="Protocol datalekken 1.0", valid_from=date(2018, 5, 25))
LATER = ProtocolVersion(version="Protocol datalekken 2.0", valid_from=date(2027, 1, 1))
ELSEWHERE = Authority(name="Toezichthouder Elders", short="TE", form="melden.elders.example")


def a_house(folder: Path, clock: SettableClock, reader: DirectReader) -> House:
    organisation = replace(JUIST, protocols=(LATER, FIRST), authority=ELSEWHERE)
    house = House(folder, clock, organisation=organisation, reader=reader)
    house.start()
    house.receives(a_mail(REPORT))
    return house


def test_a_case_keeps_the_version_of_the_protocol_it_was_opened_under(
    tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    house = a_house(tmp_path, clock, reader)
    assert house.cases()[0].fields["protocol_version"] == FIRST.version
    status = commands(house, "STATUS")
    assert FIRST.version in status
    assert LATER.version not in status
    commands(house, "DOSSIER")
    dossier = next(part for part in house.letters_to(KARIN.address)[-1].iter_attachments())
    assert FIRST.version in text_of_pdf(dossier.get_content())


def test_a_case_from_the_telephone_keeps_it_too(tmp_path: Path, clock: SettableClock, reader: DirectReader) -> None:
    house = a_house(tmp_path, clock, reader)
    commands(house, "NIEUW: telefoontje, een brief met het BSN van een ander bij de buren bezorgd")
    assert house.cases()[-1].fields["protocol_version"] == FIRST.version


def test_letters_name_the_authority_of_the_settings_and_no_other(
    tmp_path: Path, clock: SettableClock, reader: DirectReader
) -> None:
    house = a_house(tmp_path, clock, reader)
    alarm = " ".join(text_of(house.letters_to(KARIN.address)[0]).split())
    assert "Toezichthouder Elders (TE)" in alarm
    draft = commands(house, "AP CONCEPT")
    assert "melden.elders.example" in draft
    for text in (alarm, draft):
        assert "Autoriteit Persoonsgegevens" not in text
        assert "autoriteitpersoonsgegevens" not in text


def test_the_draft_cites_the_articles_that_ask(tmp_path: Path, clock: SettableClock, reader: DirectReader) -> None:
    house = a_house(tmp_path, clock, reader)
    draft = commands(house, "AP CONCEPT")
    sheet = next(part for part in house.letters_to(KARIN.address)[-1].iter_attachments())
    for text in (draft, text_of_pdf(sheet.get_content())):
        assert "AVG art. 33 lid 3 onder a" in text
        assert "AVG art. 33 lid 3 onder d" in text
