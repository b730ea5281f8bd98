"""Makes one line of lines that a mail program broke softly (RFC 3676): a value an officer typed stays whole."""

import re
from email.message import Message

from bot.reading.line_marks import HEADER_LINE

_FLOWED = re.compile(r"format\s?=\s?\"?flowed", re.IGNORECASE)
_DELETES_SPACE = re.compile(r"delsp\s?=\s?\"?yes", re.IGNORECASE)
_MARKS = re.compile(r">{0,50}")
_DELIMITER = "-- "  # above a signature; its space breaks nothing softly (section 4.3)


def is_flowed(part: Message) -> bool:
    """Does its sender say so?"""
    return part.get_content_type() == "text/plain" and bool(_FLOWED.search(_declared(part)))


def deletes_space(part: Message) -> bool:
    """Is the space at a soft break no part of the text, as in languages that have none (section 4.1)?"""
    return bool(_DELETES_SPACE.search(_declared(part)))


def unflowed(text: str, *, delete_space: bool = False) -> str:
    """Each paragraph in one line, a quoted one with its marks.

    >>> unflowed("a list of \\nnames\\n> who \\n> said it")
    'a list of names\\n> who said it'
    """
    paragraphs: list[list[str]] = []
    depth, is_open = 0, False
    for line in text.split("\n"):
        marks = _MARKS.match(line)
        here = marks.end() if marks else 0
        words = _unstuffed(line[here:])
        if is_open and here == depth and _may_go_on(words):
            paragraphs[-1].append(words)
        else:
            paragraphs.append([f"{'>' * here} " if here and words else ">" * here, words])
        depth, is_open = here, words.endswith(" ") and words != _DELIMITER
        if is_open and delete_space:
            paragraphs[-1][-1] = words[:-1]
    return "\n".join("".join(pieces) for pieces in paragraphs)


def _may_go_on(words: str) -> bool:
    """Careless programs leave a space before an empty line, or behind each header of the mail they answer."""
    return bool(words) and words != _DELIMITER and not HEADER_LINE.match(words[:200])


def _unstuffed(words: str) -> str:
    """The space that a program sets before what would look like a mark (section 4.4); before a mark it is kept."""
    return words[1:] if words.startswith(" ") and not words.startswith(" >") else words


def _declared(part: Message) -> str:
    return str(part.get("content-type", ""))[:1000]
