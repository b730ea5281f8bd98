"""Masks names of people in names of files and addresses on the web, where nothing is written as names are (pure).

>>> mask_names_in_paths("loonstrook_jan_de_vries.pdf", {"jan"})
'loonstrook_[naam].pdf'
"""

import re
from collections.abc import Collection

#: a word that is a file with its ending, or an address with at least one folder
_PATH = re.compile(
    r"(?i)(?<!\S)\S{0,200}(?<=[\w)])(?:\.(?:pdf|docx?|xlsx?|csv|txt|odt|rtf|pptx?|png|jpe?g|gif|heic|tiff?|zip|msg|eml|mp3|mp4|m4a)"
    r"(?![\w.])|\.[a-z]{2,10}/)\S{0,200}"
)
#: "jan", "Jan" and "JAN" in `jan_de_vries`, `KarinVanLoon` and `JAN-DE-VRIES`
_WORD = re.compile(r"[A-ZÀ-Þ]?[a-zß-ÿ]+|[A-ZÀ-Þ]+(?![a-zß-ÿ])")
#: what a name goes on to, from its first word on: the end of the folder, the field or the file's own name
_REST = re.compile(r"[^/?&=;#,\"'<>()\s.]{0,80}")
_HOST = re.compile(r"(?:\w{2,10}://)?[\w.-]{1,120}\.[a-z]{2,10}/")


def mask_names_in_paths(text: str, names: Collection[str]) -> str:
    """The text with names in such words replaced, from the first name on."""
    return _PATH.sub(lambda found: _masked(found.group(), names), text)


def _masked(path: str, names: Collection[str]) -> str:
    pieces, done = [], 0
    for word in _WORD.finditer(path, _past_host(path)):
        if word.start() >= done and word.group().lower() in names:
            pieces += [path[done : word.start()], "[naam]"]
            done = _end_of_name(path, word.end())
    return "".join([*pieces, path[done:]])


def _past_host(path: str) -> int:
    """The host is nobody's name: `thomas.example` stays."""
    found = _HOST.match(path)
    return found.end() if found else 0


def _end_of_name(path: str, start: int) -> int:
    rest = _REST.match(path, start)
    return rest.end() if rest else start
