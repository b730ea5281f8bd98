"""Who was possibly harmed, group by group, and by what (pure; J28): "klanten: ja, kans op fraude; medewerkers: nee"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LONGEST = 1000  #: characters looked at
_ANSWERS = {
    "yes": ("ja", "yes", "wel", "mogelijk", "possibly"),
    "no": ("nee", "no", "niet", "not"),
    "unknown": ("onbekend", "unknown", "nog onbekend", "niet bekend", "not known", "?"),
}
_WORDS = {word: key for key, words in _ANSWERS.items() for word in words}
_ANSWER = "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
_GROUP = re.compile(
    rf"(?P<group>[^:;=]{{1,60}}?)\s?(?::|=|\s)\s?(?P<answer>{_ANSWER})(?![\w])\s?[,:;-]?\s?(?P<why>.{{0,300}})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmedGroup:
    """One group of people: possibly harmed or not, and by what."""

    group: str  #: key of question 7.1, or own words
    answer: str  #: "yes", "no" or "unknown"
    why: str = ""

    def __str__(self) -> str:
        """As the case keeps it, a line each: `customers: yes, kans op fraude`."""
        return f"{self.group}: {self.answer}" + (f", {self.why}" if self.why else "")


def read_groups(typed: str) -> tuple[HarmedGroup, ...] | None:
    """Every group with its answer; None when any part says not which group, or not whether."""
    parts = [part.strip() for part in re.split(r"[;\n]", typed[:_LONGEST]) if part.strip()]
    found = [_GROUP.fullmatch(part) for part in parts]
    if not found or not all(found):
        return None
    return tuple(
        HarmedGroup(group=one["group"].strip(), answer=_WORDS[one["answer"].lower()], why=" ".join(one["why"].split()))
        for one in found
        if one
    )


def kept_groups(value: str) -> Iterable[HarmedGroup]:
    """What a case keeps, read again."""
    for line in value.split("\n"):
        group, _, said = line.partition(": ")
        answer, _, why = said.partition(", ")
        yield HarmedGroup(group=group, answer=answer, why=why)
