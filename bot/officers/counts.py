"""How many people or records, as officers type it: "120-150", "ca. 40", "1.200", "minstens 30", "onbekend"."""

import re
from dataclasses import dataclass

_NUMBER = r"\d{1,3}(?:[.,' ]\d{3}){1,3}(?!\d)|\d{1,9}(?![\d]|[.,]\d)"
_ABOUT = r"ca\b\.?|circa|ongeveer|ong\b\.?|plm\b\.?|±|~|rond(?: de)?|zo'n|about|approx\b\.?|approximately|around|some"
_LEAST = r"minstens|minimaal|ten minste|tenminste|meer dan|min\b\.?|vanaf|at least|more than|over|≥|>=?"
_MOST = r"hoogstens|hooguit|maximaal|ten hoogste|minder dan|max\b\.?|at most|up to|fewer than|less than|≤|<=?"
_TO = r"-|–|—|à|a|tot en met|t/m|tot|to"

_RANGES = tuple(
    re.compile(rf"(?:(?:{_ABOUT})\s?)?{pattern}(?!\s?[-–]\s?\d)", re.IGNORECASE)
    for pattern in (
        rf"(?:(?:van|from)\s)?(?P<low>{_NUMBER})\s?(?:{_TO})\s?(?P<high>{_NUMBER})",
        rf"(?:tussen(?: de)?|between)\s(?P<low>{_NUMBER})\s(?:en|and)\s(?P<high>{_NUMBER})",
        rf"min\b\.?\s(?P<low>{_NUMBER}),?\smax\b\.?\s(?P<high>{_NUMBER})",
    )
)
_ONE = re.compile(
    rf"(?:(?P<about>{_ABOUT})|(?P<least>{_LEAST})|(?P<most>{_MOST}))?\s?(?P<number>{_NUMBER})(?!\s?[-–]\s?\d)",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(r"(?:nog )?(?:onbekend|niet bekend)|not (?:yet )?known|unknown", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number, a range, or what is not known yet, with the text behind it."""

    low: int | None  #: None: not known, or only an upper bound
    high: int | None  #: None: not known, or only a lower bound
    is_about: bool = False
    rest: str = ""

    def __str__(self) -> str:
        """As the register keeps it: "120-150", "ca. 40", "minstens 30", "onbekend"."""
        return f"{self._number()} ({self.rest})" if self.rest else self._number()

    def _number(self) -> str:
        match self.low, self.high:
            case None, None:
                return "onbekend"
            case None, high:
                return f"hoogstens {high}"
            case low, None:
                return f"minstens {low}"
            case low, high if low == high:
                return f"ca. {low}" if self.is_about else f"{low}"
            case low, high:
                return f"{low}-{high}"


def read_count(text: str) -> Count | None:
    """The number a text begins with; None when it begins with none, or with a range that runs backwards."""
    text = " ".join(text.split())[:500]
    if found := _UNKNOWN.match(text):
        return Count(low=None, high=None, rest=_after(text[found.end() :]))
    if found := next((match for pattern in _RANGES if (match := pattern.match(text))), None):
        low, high = _value(found["low"]), _value(found["high"])
        return Count(low=low, high=high, rest=_after(text[found.end() :])) if low <= high else None
    return _one(found, text) if (found := _ONE.match(text)) else None


def _one(found: re.Match[str], text: str) -> Count:
    number, rest = _value(found["number"]), _after(text[found.end() :])
    low = None if found["most"] else number
    high = None if found["least"] else number
    return Count(low=low, high=high, is_about=bool(found["about"]), rest=rest)


def _value(typed: str) -> int:
    return int("".join(letter for letter in typed if letter.isdigit()))


def _after(text: str) -> str:
    rest = text.strip(" ,;:.-–")
    return rest[1:-1] if rest[:1] == "(" and rest[-1:] == ")" else rest
