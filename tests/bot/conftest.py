"""Pictures for tests, drawn here."""

import io

import pytest
from PIL import Image, ImageDraw


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
