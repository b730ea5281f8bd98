"""What each line of a mail's text is, as one letter: the alphabet in which `own_words` decides."""

import re
from collections.abc import Sequence

from bot.reading.line_marks import (
    DEVICE_LINE,
    DEVICE_NAME,
    FROM_LABELS,
    HEADER_LINE,
    PASSED_LINE,
    PICTURE_LINE,
    WROTE_START,
    WROTE_VERB,
)

TEXT = "t"
EMPTY = "e"
QUOTE = "q"  #: begins with > or |
WROTE = "w"  #: "On Monday Jan wrote:", in as many lines as it takes
PASSED = "p"  #: "-----Original Message-----", "Doorgestuurd bericht"
HEADER = "h"  #: "Van:", "Sent:" in a block that Outlook and others put above the mail they answer
DASHES = "d"  #: "-- " or a line of dashes alone
PICTURE = "c"  #: "[cid:image001.png@...]", where a picture stood
DEVICE = "s"  #: "Verzonden vanaf mijn iPhone"

_LONGEST_LINE = 1000  # a longer line is a paragraph, never a mark
_MOST_WROTE_LINES = 7
_LONGEST_WROTE = 400  # letters of such lines together
_FENCE = re.compile(r"^\s*(```|~~~)")
_QUOTED = re.compile(r"^\s{0,3}(>|\|(\s|$))")
_DASHES = re.compile(r"^\s*([-–—]{1,3}|[_=*#-]{5,})\s*$")

_SEPARATOR = re.compile(r"^\s{0,4}[-_=*]{3,40}\s{0,4}[^\W_].{2,100}?[-_=*]{3,40}+\s{0,4}$")

_DIGIT = re.compile(r"\d")
_ADDRESS = re.compile(r"[^\s<>@]{1,80}@[^\s<>@]{1,200}")
_ANGLES = re.compile(r"<[^<>@]{1,80}@[^<>@]{1,200}>")
_QUOTING = re.compile(
    r"^\s{0,4}(quoting|citeren|citaat van|zitat von|citando|quote from) .{1,100}<[^<>]{3,200}>", re.IGNORECASE
)
_TIME = re.compile(r"\b\d{1,2}\s?[:.h]\s?\d{2}\b|\b(19|20)\d\d\b")
_ISO_START = re.compile(r"^\s*(19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}(\b|日)")

_KINDS = ((_QUOTED, QUOTE), (PICTURE_LINE, PICTURE), (PASSED_LINE, PASSED), (_DASHES, DASHES), (HEADER_LINE, HEADER))
# most lines: they begin with a letter and have no colon, so that none of the patterns above can fit
_WORDS = re.compile(r"\s{0,8}(?!please|reply|write|type|antwoord|reageer|typ)[^\W_][^:：]*$", re.IGNORECASE)


def kinds_of(lines: Sequence[str]) -> str:
    """One letter a line; the same length as the lines.

    >>> kinds_of(["Dank!", "", "Op ma 3 mrt 2025 om 10:15 schreef Jan:", "> Hoi"])
    'tewq'
    """
    kinds = list(_simple_kinds(lines))
    _mark_attributions(lines, kinds)
    _mark_separators(lines, kinds)
    return "".join(kinds)


def is_from_line(line: str) -> bool:
    """Does this line name the sender, as "Van:" and "From:" do?"""
    header = HEADER_LINE.match(line) if ":" in line or "：" in line else None
    return header is not None and header[1].lower() in FROM_LABELS


def _simple_kinds(lines: Sequence[str]) -> list[str]:
    kinds, in_code = [], False
    for line in lines:
        fence = bool(_FENCE.match(line))
        kinds.append(TEXT if (in_code or fence) and line.strip() else _kind_of(line))
        in_code ^= fence
    return kinds if not in_code else [_kind_of(line) for line in lines]


def _kind_of(line: str) -> str:
    if not line.strip():
        return EMPTY
    if len(line) > _LONGEST_LINE:
        return QUOTE if _QUOTED.match(line) else TEXT
    kind = TEXT if _WORDS.match(line) else next((kind for pattern, kind in _KINDS if pattern.match(line)), TEXT)
    if kind == TEXT and len(line) < 160 and DEVICE_LINE.match(line) and DEVICE_NAME.search(line):
        return DEVICE
    return kind


def _mark_attributions(lines: Sequence[str], kinds: list[str]) -> None:
    for end, line in enumerate(lines):
        if kinds[end] == WROTE or not _may_end_attribution(line) or not _tells_of_writing(lines, end):
            continue
        for start in range(end, max(-1, end - _MOST_WROTE_LINES), -1):
            if start < end and kinds[start] in (WROTE, PASSED):
                break
            if _is_attribution(lines[start : end + 1]) or (start == end and _introduces_quote(line, kinds, end)):
                kinds[start : end + 1] = [WROTE] * (end + 1 - start)
                break


def _mark_separators(lines: Sequence[str], kinds: list[str]) -> None:
    """ "---- Bericht van 3 maart ----": any words between dashes, when headers or an attribution follow."""
    for place in range(len(lines) - 1 if HEADER in kinds or WROTE in kinds else 0):
        below = next((kind for kind in kinds[place + 1 : place + 3] if kind != EMPTY), EMPTY)
        if kinds[place] == TEXT and below in (HEADER, WROTE) and _SEPARATOR.match(lines[place][:_LONGEST_LINE]):
            kinds[place] = PASSED


def _may_end_attribution(line: str) -> bool:
    bare = line.strip().rstrip("-*_ ")
    return len(line) < _LONGEST_LINE and (bare.endswith((":", ">", "：")) or line.rstrip().endswith("----"))


def _tells_of_writing(lines: Sequence[str], end: int) -> bool:
    """Asked once for all lines that one attribution may take, before each beginning is tried."""
    above = lines[max(0, end + 1 - _MOST_WROTE_LINES) : end + 1]
    said = " ".join(" ".join(above).split())[-_LONGEST_WROTE:]
    if _QUOTING.match(lines[end]) or any(map(_ISO_START.match, above)):
        return True
    return bool(_DIGIT.search(said) and WROTE_VERB.search(said))


def _introduces_quote(line: str, kinds: Sequence[str], place: int) -> bool:
    """ "Jan schreef op 2025-03-03:" says too little by itself; quote marks below it say the rest."""
    below = next((kind for kind in kinds[place + 1 : place + 4] if kind != EMPTY), EMPTY)
    if kinds[place] != TEXT or below != QUOTE or not line.rstrip().endswith((":", "：")) or len(line) > 200:
        return False
    told = any(letter.isdigit() for letter in line) or bool(_ANGLES.search(line))
    return bool(_QUOTING.match(line)) or (told and bool(WROTE_VERB.search(line)))


def _is_attribution(lines: Sequence[str]) -> bool:
    """Does this read "on then, somebody wrote:"? A sentence with a verb alone is the writer's own."""
    whole = " ".join(" ".join(lines).split())
    if len(whole) > _LONGEST_WROTE or not _DIGIT.search(whole):
        return False
    if any(_QUOTED.match(line) for line in lines[:-1]) or (len(lines) == 1 and _QUOTED.match(lines[0])):
        return False
    if _QUOTED.match(lines[-1]) and WROTE_START.match(lines[-1].lstrip(" >|")):
        return False  # Apple Mail quotes "On then, somebody wrote:" too: what stands above was typed
    ends = whole.rstrip("-*_ ").endswith((":", "："))
    address = bool(_ADDRESS.search(whole))
    if _ISO_START.match(whole) and address:
        return ends or whole.endswith(">")
    if not WROTE_VERB.search(whole) or not (ends or whole.endswith("----")):
        return False
    return bool(WROTE_START.match(whole) and _TIME.search(whole)) or (address and bool(_TIME.search(whole)))
