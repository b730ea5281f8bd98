"""The words of an RTF file: control words out, letters in their code page, hidden groups left aside."""

import re
from dataclasses import dataclass, replace

from bot.reading.document import LONGEST

_LARGEST = 2_000_000  # bytes of one file; pictures in it are hexadecimal digits and not read

# one alternative a kind of token, none of which can match in two ways
_TOKEN = re.compile(
    r"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_NOT_SHOWN = frozenset({
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "objdata", "themedata", "colorschememapping",
    "latentstyles", "datastore", "generator", "listtable", "listoverridetable", "rsidtbl", "xmlnstbl", "fldinst",
    "filetbl",
})  # fmt: skip
_BREAKS = {"par": "\n", "line": "\n", "row": "\n", "page": "\n", "sect": "\n", "tab": "\t", "cell": "\t"}


def rtf_text(content: bytes) -> str:
    """Never fails: what is no RTF comes out as its own letters."""
    said: list[str] = []
    state = _State()
    outer: list[_State] = []
    for token in _TOKEN.finditer(content[:_LARGEST].decode("cp1252", "replace")):
        code, word, number, sign, brace, letters = token.groups()
        if brace == "{":
            outer.append(state)
        elif brace == "}":
            state = outer.pop() if outer else _State()
        elif sign == "*" or word in _NOT_SHOWN:
            state = replace(state, left_aside=True)
        elif word in ("v", "deleted"):
            state = replace(state, hidden=number != "0")  # "\v0" ends hidden text
        elif not (state.left_aside or state.hidden):
            said.append(_letters(code, word, number, sign, letters)[state.skip :])
            state = replace(state, skip=int(word == "u" and bool(number)))  # one letter for old programs follows
    return "".join(said)[:LONGEST].strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """What holds up to the end of the group."""

    left_aside: bool = False
    hidden: bool = False
    skip: int = 0


def _letters(code: str | None, word: str | None, number: str | None, sign: str | None, letters: str | None) -> str:
    if code:
        return bytes([int(code, 16)]).decode("cp1252", "replace")
    if word == "u" and number:
        return chr(int(number) % 65536) if not 0xD800 <= int(number) % 65536 < 0xE000 else ""
    if word:
        return _BREAKS.get(word, "")
    if sign:
        return {"~": " ", "_": "-"}.get(sign, sign if sign in "\\{}" else "")
    return letters or ""
