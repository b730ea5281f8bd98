"""Mails that were passed on inside the text: who wrote them, about what, in which words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.incoming_mail import Address
from bot.reading.addresses import addresses_in
from bot.reading.line_kinds import HEADER, PASSED, is_from_line, kinds_of
from bot.reading.line_marks import FORWARDED_LINE, FROM_LABELS, HEADER_LINE, SUBJECT_LABELS
from bot.reading.own_words import LONGEST, MOST_LINES, OwnWords, clean

MOST = 50  #: mails inside one text
_MOST_HEADER_LINES = 30
_PREFIXES = ("fw:", "fwd:", "doorst:", "dw:", "wg:", "tr:", "rv:", "pd:", "i:", "vs:", "vb:", "enc:", "doorgestuurd:")

_ANSWER = re.compile(r"\s{0,9}(re|aw|antw|antwort|sv|odp|r|rif|betr)\s?(\[\d{1,3}\])?\s?:", re.IGNORECASE)
_MARKS = re.compile(r"^(>\s?){1,20}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded:
    """One mail passed on inside another."""

    sender: Address | None
    text: str  #: subject and text, the subject in the first line


def is_forward_subject(subject: str) -> bool:
    """Does this subject say that the mail was passed on?"""
    return subject.strip().lower().replace(" :", ":").startswith(_PREFIXES)


def forwards_in(text: str, subject: str, words: OwnWords) -> tuple[Forwarded, ...]:
    """The mails inside this text, outermost first. The mail that an ordinary answer quotes is none."""
    # Apple Mail quotes what it passes on
    lines = [_MARKS.sub("", line) for line in clean(text[:LONGEST]).splitlines()[:MOST_LINES]]
    if not any(map(is_from_line, lines)):
        return ()
    kinds = kinds_of(lines)
    starts = _starts(lines, kinds)
    if not starts or not (
        is_forward_subject(subject) or _is_told(lines, kinds, starts, subject) or not words.own.strip()
    ):
        return ()
    ends = [*starts[1:], len(lines)]
    return tuple(_forwarded(lines[start:end]) for start, end in zip(starts[:MOST], ends[:MOST], strict=True))


def _is_told(lines: Sequence[str], kinds: str, starts: Sequence[int], subject: str) -> bool:
    """Does a line above a block say so? "Original message" stands above what was answered just as well."""
    above = [lines[place] for start in starts for place in range(max(0, start - 4), start) if kinds[place] == PASSED]
    return any(FORWARDED_LINE.search(line) for line in above) or (bool(above) and not _ANSWER.match(subject))


def _starts(lines: Sequence[str], kinds: str) -> list[int]:
    """Where a block of at least two header lines begins."""
    starts, place = [], 0
    while (place := kinds.find(HEADER, place)) >= 0:
        end = _block_end(kinds, place)
        if kinds[place:end].count(HEADER) >= 2 and any(map(is_from_line, lines[place:end])):
            starts.append(place)
        place = end
    return starts


def _block_end(kinds: str, start: int) -> int:
    """A long value may wrap, and HTML may leave an empty line between header lines."""
    end = start + 1
    while end < len(kinds) and end < start + _MOST_HEADER_LINES:
        step = kinds[end : end + 3].find(HEADER)
        if step < 0:
            break
        end += step + 1
    return end


def _forwarded(lines: Sequence[str]) -> Forwarded:
    end = _block_end(kinds_of(lines[: _MOST_HEADER_LINES + 3]), 0)
    values: dict[str, str] = {}
    for line in lines[:end]:
        header = HEADER_LINE.match(line)
        if header:
            values.setdefault(header[1].lower(), (header["value"] or "").strip())
    sender = next((values[label] for label in FROM_LABELS if values.get(label)), "")
    subject = next((values[label] for label in SUBJECT_LABELS if values.get(label)), "")
    found = addresses_in(sender.replace("[mailto:", "<").replace("]", ">"))
    return Forwarded(sender=found[0] if found else None, text="\n".join([subject, *lines[end:]]).strip())
