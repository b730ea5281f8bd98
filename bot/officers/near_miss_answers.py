"""What officers answer to a list of near misses, in their own words: "3 was een melding", "none" (pure)."""

import re

from register_store.verbs import Verb

_MOST_LINES = 30
_NUMBERS = r"\d{1,2}(?:\s{0,3}(?:,|;|&|\+|en|and|und)\s{0,3}\d{1,2}){0,9}"
_CALLED = re.compile(
    rf"(?:(?:nummers?|numbers?|nr\.?|no\.?|mails?|#)\s{{0,3}})?({_NUMBERS})[:,]?\s{{1,3}}"
    r"(?:(?:was|is|waren|zijn|were|are)\s)?(?:(?:ook|wel|toch|indeed|also)\s){0,2}(?:een\s|a\s)?"
    r"(?:meldingen|melding|reports?|datalek|datalekken|data breach|breach)[.!]{0,3}",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"(?:geen(?:\svan\s(?:deze|allen|allemaal|de\s(?:tien|mails))|\senkele|\smeldingen|\smelding)?|none(?:\sof\s(?:these|them))?|no\sreports?)"
    r"[.!]{0,3}",
    re.IGNORECASE,
)
NOTHING = "none"


def as_command(own_words: str, day: str) -> str:
    """His words, each such line as the command it means; it names the list, for a one-time code may come first."""
    lines = own_words.split("\n")
    return "\n".join([*(_read(line, day) for line in lines[:_MOST_LINES]), *lines[_MOST_LINES:]])


def _read(line: str, day: str) -> str:
    bare = " ".join(line.split())[:200]
    if called := _CALLED.fullmatch(bare):
        return f"{Verb.MISSED}: {day} {', '.join(re.findall(r'[0-9]{1,2}', called[1]))}"
    return f"{Verb.MISSED}: {day} {NOTHING}" if _NONE.fullmatch(bare) else line
