"""Lines of a text that its reader may see otherwise than we do, or not at all (pure)."""

import re

from bot.reading.quoted_breaks import ODD_BREAKS

_TURNING = re.compile("[\u202d\u202e]")
_ODD_BREAK = re.compile(f"[{ODD_BREAKS}]")
_BLANK = "[\\s\u00ad\u034f\u180e\u200b-\u200f\u2060-\u206f\u2800\u3164\ufeff]"
_BLANKS = re.compile(f"{_BLANK}*")
_WIDE = re.compile(f"{_BLANK}{{40}}")  #: these push words out of a narrow window
_FAR = 30  #: empty lines in a row below which nobody looks
_SEALED = re.compile(r"-----BEGIN PGP (?!SIGNED MESSAGE|SIGNATURE)")
_UNSEALED = re.compile(r"-----END PGP (?!SIGNATURE)")


def doubtful_lines(text: str) -> list[str]:
    """Shown in another order than they stand in (Unicode annex 9), broken where not every program breaks, far away,
    or inside an OpenPGP block, in whose place programs show what it says.
    """
    found: list[str] = []
    empty, is_far, is_sealed = 0, False, False
    for line in _hard_lines(text):
        empty = empty + 1 if _is_blank(line) else 0
        is_far = is_far or empty > _FAR
        is_sealed = is_sealed or bool(_SEALED.match(line))
        if is_far or is_sealed or _TURNING.search(line) or _is_pushed(line) or _has_odd_break(line):
            found += line.splitlines()
        is_sealed = is_sealed and not _UNSEALED.match(line)
    return found


def _hard_lines(text: str) -> list[str]:
    """Where lines end with CRLF, a bare LF is none of the mail's own (RFC 5322 section 2.3)."""
    return text.split("\r\n") if "\r\n" in text else text.split("\n")


def _has_odd_break(line: str) -> bool:
    stripped = line.strip()
    return bool(_ODD_BREAK.search(stripped)) or "\n" in stripped


def _is_pushed(line: str) -> bool:
    return bool(_WIDE.search(line.rstrip().expandtabs()))


def _is_blank(text: str) -> bool:
    return _BLANKS.fullmatch(text) is not None
