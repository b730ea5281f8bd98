"""The words of a PDF, for tests."""

from io import BytesIO

from pypdf import PdfReader


def text_of_pdf(content: bytes) -> str:
    """All pages as one line of text; invisible places where a long word may break are left out."""
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u200b", "").split())
