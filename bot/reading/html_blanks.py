"""A page as flat text that keeps all its blanks and empty lines: they push words to where nobody looks (pure)."""

import re
from html import unescape

from bot.reading.html_spans import without_comments

_LINE = re.compile(r"<(?:br|hr|tr|p|li|pre|h\d)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_SOURCE_BLANKS = re.compile(r"[ \t\r\n\f]+")
_KEEPS_BLANKS = re.compile(r"<(?:pre|listing|plaintext)\b|white-space[\s:]{1,20}(?:pre|break)", re.IGNORECASE)


def flat_texts(page: str) -> tuple[str, ...]:
    """The text with the blanks of its source as one; and as they are, where the page may show them so."""
    page = without_comments(page.replace("\r\n", "\n"))
    sources = [_SOURCE_BLANKS.sub(" ", page), *([page] if _KEEPS_BLANKS.search(page) else [])]
    return tuple(unescape(_TAG.sub("", _LINE.sub("\n", source))) for source in sources)
