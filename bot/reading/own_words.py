"""What the sender typed now, apart from what he quotes, his signature and his disclaimer."""

import re
from dataclasses import dataclass

from bot.reading.contact_details import contact_start
from bot.reading.disclaimers import disclaimer_start
from bot.reading.line_kinds import (
    DASHES,
    DEVICE,
    EMPTY,
    HEADER,
    PASSED,
    PICTURE,
    QUOTE,
    TEXT,
    WROTE,
    is_from_line,
    kinds_of,
)
from bot.reading.list_footers import list_footer_start

LONGEST = 400_000  #: letters that are looked at; what stands beyond counts as quoted
MOST_LINES = 20_000  #: as for letters
_MOST_SIGNATURE_LINES = 12
_LONGEST_DASHES = 200

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")

# Each decision is a pattern over the word that the lines' letters make (see line_kinds).
_HEADER_BLOCK = re.compile(r"h(?:e?t?h)+")  # "Van: / Verzonden: / Aan: / Onderwerp:", long values wrap


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """One text in three: nothing is lost, every line stands in one of them."""

    own: str
    quoted: str
    signature: str


def own_words(text: str) -> OwnWords:
    """Takes the text apart. When in doubt words count as the sender's own: losing his words is the worse fault."""
    all_lines = clean(text[:LONGEST]).splitlines()
    lines = all_lines[:MOST_LINES]
    kinds = kinds_of(lines)
    typed = _typed_lines(lines, kinds)
    body, signature = _without_signature(lines, kinds, typed)
    quoted = [line for number, line in enumerate(lines) if number not in typed]
    return OwnWords(
        own=_joined(body),
        quoted=_joined([*quoted, *all_lines[MOST_LINES:], clean(text[LONGEST:])]),
        signature=_joined(signature),
    )


def clean(text: str) -> str:
    """Letters that nobody sees go, odd spaces become spaces: both hide words from every later look."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def _typed_lines(lines: list[str], kinds: str) -> set[int]:
    """Numbers of the lines that are the sender's, his signature included."""
    cut, marks_follow = _first_mark(lines, kinds)
    before, after = set(range(cut)), set(range(cut, len(kinds)))
    if cut == len(kinds):
        return _without_trailing_quotes(kinds)
    if marks_follow:  # ">" tells quoted from typed: answers may stand between and below
        return before | {number for number in _unquoted_tail(kinds, cut) if number in after}
    if TEXT in kinds[:cut]:
        return before
    return before | after - _run(kinds, cut, WROTE) if kinds[cut] == WROTE else before


def _first_mark(lines: list[str], kinds: str) -> tuple[int, bool]:
    """Where the mail that is answered begins, and whether its lines bear quote marks."""
    block = _header_block(lines, kinds)
    first = min((place for place in (kinds.find(WROTE), kinds.find(PASSED), block) if place >= 0), default=len(kinds))
    follows = kinds[first:].lstrip("wpe")[:1] == QUOTE and first != block
    return (first if follows else _over_line(kinds, first)), follows


def _over_line(kinds: str, mark: int) -> int:
    """A line that was drawn right above the mark belongs to it."""
    above = kinds[:mark].rstrip(EMPTY)
    drawn = mark < len(kinds) and above.endswith(DASHES) and TEXT in above
    return len(above.rstrip(DASHES)) if drawn else mark


def _header_block(lines: list[str], kinds: str) -> int:
    """The first run of at least three header lines, "Van:" among them, that stands apart from the words above it.

    Programs leave a line free or draw one; "Van: ... Datum: ..." right under words is somebody filling in a form.
    """
    for block in _HEADER_BLOCK.finditer(kinds):
        start, end = block.span()
        above = kinds[:start].rstrip(EMPTY)
        apart = start == 0 or kinds[start - 1] != TEXT
        if apart and block[0].count(HEADER) >= 3 and any(map(is_from_line, lines[start:end])):
            return len(above.rstrip(DASHES)) if above.endswith(DASHES) else start
    return -1


def _unquoted_tail(kinds: str, cut: int) -> set[int]:
    """Lines behind the mark that bear no quote mark, up to a second mark that has none below it."""
    end = len(kinds)
    for place in range(cut, len(kinds)):
        later = kinds[place:].lstrip("wpe")[:1]
        if kinds[place] in "wp" and place > cut and kinds[place - 1] not in "wp" and later not in (QUOTE, ""):
            end = place
            break
    return {number for number in range(cut, end) if kinds[number] not in "wpq"}


def _without_trailing_quotes(kinds: str) -> set[int]:
    """No mark at all: quotes below the text go; above or between they stay, for they may be what is reported."""
    if TEXT not in kinds:
        return set(range(len(kinds)))
    last = max(number for number, kind in enumerate(kinds) if kind not in (QUOTE, EMPTY, DASHES))
    return set(range(last + 1))


def _run(kinds: str, start: int, kind: str) -> set[int]:
    end = start
    while end < len(kinds) and kinds[end] == kind:
        end += 1
    return set(range(start, end))


def _without_signature(lines: list[str], kinds: str, typed: set[int]) -> tuple[list[str], list[str]]:
    numbers = sorted(typed)
    word = "".join(kinds[number] for number in numbers)
    cut = min(_signature_start(lines, numbers, word), len(word))
    pictures, shown = _picture_marks(word[:cut])
    body = [lines[numbers[place]] for place in shown]
    end = list_footer_start(body)
    end = contact_start(body[: disclaimer_start(body[:end])])
    while 0 < end < len(body) and re.fullmatch(r"\s*[-_=*–—]*\s*", body[end - 1][:_LONGEST_DASHES]):
        end -= 1  # the line that was drawn above the small print
    return body[:end], body[end:] + [lines[numbers[place]] for place in (*pictures, *range(cut, len(numbers)))]


def _picture_marks(word: str) -> tuple[list[int], list[int]]:
    """The lines that only say where a picture stood, with the empty one below each; and all others."""
    marks = [
        place
        for place, kind in enumerate(word)
        if kind == PICTURE or (kind == EMPTY and word[:place].endswith(PICTURE))
    ]
    known = set(marks)
    return marks, [place for place in range(len(word)) if place not in known]


def _signature_start(lines: list[str], numbers: list[int], word: str) -> int:
    """Before the last "-- " with few lines under it, or before the first "Sent from my" that only such lines follow."""
    start, texts, devices = len(word), 0, 0
    for place in range(len(word) - 1, -1, -1):
        kind = word[place]
        if kind == DEVICE and texts <= devices // 4 + 1:
            start = place
        if kind == DASHES and _is_delimiter(lines[numbers[place]]) and texts <= _MOST_SIGNATURE_LINES:
            start = place
        texts, devices = texts + (kind == TEXT), devices + (kind == DEVICE)
    return start if TEXT in word[:start] or QUOTE in word[:start] else len(word)


def _is_delimiter(line: str) -> bool:
    return len(line.strip()) <= 3


def _joined(lines: list[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).strip("\n").rstrip()
