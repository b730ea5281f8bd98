"""Pictures are read after the intake, and one that cannot be read holds nobody up."""

import hashlib
import io
from pathlib import Path

import pytest
from house import FolderInbox, House, at
from mails import a_mail
from PIL import Image, ImageDraw

from classifiers.picture_words import ocr_available
from register_store.evidence_files import EvidenceKind
from register_store.findings import DataKind

needs_ocr = pytest.mark.skipif(
    not ocr_available(), reason="no OCR language data here: install tesseract-ocr-nld and tesseract-ocr-eng"
)


def a_screen(number: str) -> bytes:
    image = Image.new("RGB", (900, 500), "white")
    draw = ImageDraw.Draw(image)
    for row, line in enumerate(("Mijn gegevens", f"Burgerservicenummer {number}", "Geboortedatum 03-04-1980")):
        draw.text((40, 40 + 60 * row), line, "black", font_size=26)
    held = io.BytesIO()
    image.save(held, "PNG")
    return held.getvalue()


@needs_ocr
def test_a_damaged_picture_costs_the_other_cases_nothing(tmp_path: Path) -> None:
    house = House(tmp_path, lambda: at("2026-11-23 08:12"))
    house.start()
    screens = [a_screen("999990019"), a_screen("999941914")]
    for screen in screens:
        _arrives(house, a_mail("Ik zie de gegevens van een ander in uw portaal.", pictures=(screen,)))
    _damage(tmp_path, screens[0])
    house.rounds.read_pictures()
    first, second = sorted(house.cases(), key=lambda case: case.reference)
    assert DataKind.BSN not in first.findings.personal_data
    assert DataKind.BSN in second.findings.personal_data
    with house.bookcase.transaction() as books:
        assert books.evidence.unread_pictures() == []
        assert len(books.evidence.of_case(first.reference, EvidenceKind.PICTURE)) == 1


def _arrives(house: House, mail: bytes) -> None:
    """Hops 1 to 9, and nothing after them."""
    assert isinstance(house.inbox, FolderInbox)
    house.inbox.put(mail, house.clock())
    house.rounds.fetch_mail()


def _damage(folder: Path, content: bytes) -> None:
    name = hashlib.sha256(content).hexdigest()
    [path] = [each for each in folder.rglob("*") if each.is_file() and name in str(each)]
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-20])
