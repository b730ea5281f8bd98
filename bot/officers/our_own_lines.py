"""Lines that stand in our own letters: examples of commands with what they do, and what became of earlier ones."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from bot.officers.line_dress import undressed
from register_store.verbs import Verb, name_of
from replies.wordbook import wordbook

#: So many letters of the explanation must follow: mail programs wrap the rest as they like.
_ENOUGH = 18
_LONGEST = 400
_LONG_EXAMPLE = 12  #: letters; "ERNST: b e b a" and the longer ones
#: How our answer goes on under a command that it tells of, or that it asks back.
_OUTCOMES = (
    "Gedaan.", "Niet gedaan:", "Dit staat onder ", "Dit staat in de oude tekst", "Dit staat in een opmaak",
    "Bedoelde je ", "Bedoelde u ",
    "Done.", "Not done:", "This stands below ", "This stands in the old text", "This stands in a layout",
    "Did you mean ",
)  # fmt: skip
_HEADING = re.compile(
    r"(?:De zaak (?:DL|OEF)-[\d-]{6,12} nu|Case (?:DL|OEF)-[\d-]{6,12} now"
    r"|Het register van (?:DL|OEF)-[\d-]{6,12}|The register of (?:DL|OEF)-[\d-]{6,12})"
)


def our_lines(lines: Sequence[str], *, is_old_text: bool = False) -> frozenset[int]:
    """The numbers of the lines that are examples or accounts of ours.

    In old text an example alone is ours; among an officer's own words he may have typed it over, as he should.
    """
    told = [(number, " ".join(line.split())) for number, line in enumerate(lines) if line.strip()]
    said = ["", *(line for _, line in told), ""]
    return frozenset(
        number
        for place, (number, line) in enumerate(told, start=1)
        if _is_ours(line[:_LONGEST], said[place - 1], said[place + 1])
        or (is_old_text and _shows_example(undressed(line)[:_LONGEST]))
    )


def _is_ours(line: str, above: str, below: str) -> bool:
    """A heading, an account of what became of a command, what we ask to answer with, an explained example."""
    if _HEADING.fullmatch(line) or below.startswith(_OUTCOMES) or _asks_to_answer(above):
        return True
    typed = undressed(line)
    return any(
        (typed == example and below.startswith(does)) or (typed.startswith(example) and does in typed)
        for example, does in _examples_like(typed)
    )


def _shows_example(typed: str) -> bool:
    """A whole example with its argument, or the first line of one that was wrapped."""
    shown = [example for example, _ in _examples_like(typed)]
    return len(typed) >= _LONG_EXAMPLE and any(example.startswith(typed) for example in shown)


def _examples_like(typed: str) -> tuple[tuple[str, str], ...]:
    return _examples().get(typed.partition(" ")[0].rstrip(":"), ())


def _asks_to_answer(above: str) -> bool:
    """ "Antwoord dan binnen 24 uur op deze mail met:" and what stands below it, such as a one-time code."""
    return above.endswith((" met:", " with:")) and ("ntwoord" in above[-_LONGEST:] or "nswer" in above[-_LONGEST:])


@cache
def _examples() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """By their first word: how commands are typed and how the explanation below begins, in both languages."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for language in ("nl", "en"):
        book = wordbook(language)
        for verb in (one for one in Verb if book.knows("examples", one)):
            example = " ".join(book.word("examples", verb).split())
            first = example.partition(" ")[0].rstrip(":")
            found[first] = (*found.get(first, ()), (example, book.word("does", verb)[:_ENOUGH]))
        for text in book.sections["ask_again"].values():
            first = name_of(Verb.ASK, language)
            found[first] = (*found.get(first, ()), (f"{first}: {text}", f"{first}:"))
    return found
