"""What several tests of the bot begin with: a drawn picture, a house with a case, one that may write to people."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import SettableClock
from house import House
from mails import REPORT, a_mail
from people_talk import ORGANISATION
from PIL import Image, ImageDraw

from bot.direct_reader import DirectReader


@pytest.fixture
def now_clock(clock: SettableClock) -> SettableClock:
    """Signatures carry the real time."""
    clock.now = datetime.now(UTC).replace(microsecond=0)
    return clock


@pytest.fixture
def people_house(tmp_path: Path, clock: SettableClock, reader: DirectReader) -> House:
    """A house whose officers have a mailbox of their own, with one reported case."""
    house = House(tmp_path, clock, organisation=ORGANISATION, reader=reader)
    house.start()
    house.receives(a_mail(REPORT))
    return house


@pytest.fixture(scope="session")
def a_screenshot() -> bytes:
    """A portal page with a person's data, as a finder would capture it."""
    page = Image.new("RGB", (900, 600), "white")
    pen = ImageDraw.Draw(page)
    pen.rectangle((0, 0, 900, 60), fill=(30, 60, 120))
    for row, text in enumerate(["Mijn dossier", "Naam: J. Testpersoon", "BSN: 999990019", "Salaris: 2.450,00"]):
        pen.text((40, 90 + 60 * row), text, fill="black", font_size=32)
    kept = io.BytesIO()
    page.save(kept, "PNG")
    return kept.getvalue()


@pytest.fixture
def case_house(house: House) -> House:
    """A house with one reported case and its letters sent."""
    house.receives(a_mail(REPORT))
    return house
