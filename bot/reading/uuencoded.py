"""Files that old programs wrote into the text itself, between "begin 644 name" and "end" (uuencode, POSIX.1)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.reading.made_leaf import made_leaf, made_text
from bot.reading.mail_part import content_of
from bot.reading.message_tree import Leaf
from bot.reading.part_content import is_body_text, text_of
from bot.reading.transfer_encoding import decoded

MOST_FILES = 50  #: files in one text
_BEGIN = re.compile(r"begin [0-7]{3,4} (\S.{0,254})")
_LINE = re.compile(r"[ -`]{1,120}")


def taken_out(leaf: Leaf) -> tuple[Leaf, ...]:
    """The text without its files, and the files; "begin" in ordinary words begins none."""
    if leaf.content_type != "text/plain" or b"begin " not in content_of(leaf.part) or not is_body_text(leaf):
        return (leaf,)
    lines = text_of(leaf.part).split("\n")
    kept: list[str] = []
    files: list[Leaf] = []
    place = 0
    while place < len(lines):
        begin = _BEGIN.fullmatch(lines[place])
        end = _end_of_file(lines, place) if begin and len(files) < MOST_FILES else None
        if begin and end:
            files.append(_file(begin[1].strip(), lines[place : end + 1]))
            place = end
        else:
            kept.append(lines[place])
        place += 1
    return (replace(leaf, part=made_text("\n".join(kept)).part), *files) if files else (leaf,)


def _end_of_file(lines: Sequence[str], begin: int) -> int | None:
    """Where "end" stands; None when a line before it is none of a file. No file runs past the next "begin"."""
    place = begin + 1
    while place < len(lines) and _is_encoded(lines[place]):
        place += 1
    return place if begin + 1 < place < len(lines) and lines[place].rstrip() == "end" else None


def _is_encoded(line: str) -> bool:
    """Its first letter says how long it is; programs cut blanks at its end, and old ones write a letter too many."""
    if not line:
        return True
    letters = (((ord(line[0]) - 32) & 63) + 2) // 3 * 4
    return _LINE.fullmatch(line) is not None and len(line) <= letters + 2


def _file(name: str, lines: Sequence[str]) -> Leaf:
    return made_leaf(name, decoded(["\n".join(lines).encode("ascii", "replace")], "uuencode", []))
