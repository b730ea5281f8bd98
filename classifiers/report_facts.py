"""What a report says by the way: who knows of it, what became of it, anonymity, press, police, where to call."""

# ruff: noqa: E501  tables of expressions read better unbroken

import re
import tomllib
from collections.abc import Iterable

from classifiers.clue_rules import CLUE_LISTS
from classifiers.plain_words import without_accents
from classifiers.processor_notice import notice_facts
from classifiers.sentences import split
from classifiers.told_moments import moments_in, spans_in
from register_store.findings import Fact, Origin


def facts_of(text: str, typed: str) -> Iterable[Fact]:
    """Wishes, warnings and moments: `text` is all that was told, `typed` what the sender wrote himself."""
    plain = without_accents(text).replace("’", "'")
    named: set[str] = set()
    for name, value, pattern in _FACTS:
        if name not in named and pattern.search(plain):
            named.add(name)
            yield Fact(name=name, value=value, origin=Origin.STATED)
    number = _call_back_number(typed) or _asked_to_call(text)
    if number:
        yield Fact(name="call_back_number", value=number, origin=Origin.STATED)
    yield from moments_in(split(plain))
    yield from spans_in(plain)
    yield from notice_facts(text)


def _call_back_number(typed: str) -> str | None:
    """A number beside a request to call, else the last one of the mail: the signature's."""
    lines = typed.splitlines()
    asked = [found.group() for line in lines if _CALL.search(line) for found in _OWN_NUMBER.finditer(line)]
    signed = [found.group() for line in lines[-6:] for found in _OWN_NUMBER.finditer(line)]
    numbers = [number for number in (*asked, *reversed(signed)) if _is_a_number(number)]
    return numbers[0] if numbers else None


def _asked_to_call(text: str) -> str | None:
    """A colleague passed the mail on: the number at which its writer asks to be called."""
    asked = (line for line in text.splitlines() if _CALL_ME.search(line))
    numbers = (found.group() for line in asked for found in _OWN_NUMBER.finditer(line))
    return next((number for number in numbers if _is_a_number(number)), None)


def _is_a_number(number: str) -> bool:
    return 9 <= sum(map(str.isdigit, number)) <= 14


def _expressions() -> Iterable[tuple[str, str, re.Pattern[str]]]:
    """Name, value and wordings of each fact that is told by the way."""
    for row in tomllib.loads((CLUE_LISTS / "facts.toml").read_text(encoding="utf-8"))["fact"]:
        yield row["name"], row["value"], re.compile(rf"\b(?:{'|'.join(row['told'])})\b")


_FACTS = tuple(_expressions())
_OWN_NUMBER = re.compile(r"(?<![A-Za-z0-9])(?:\+|00|\(?0)\d[\d\s()./-]{6,16}\d")
_CALL = re.compile(
    r"(?i)\b(?:bel|bellen|bereikbaar|terugbellen|telefonisch|mijn nummer|call|reach|ring|phone me|my number|anrufen|erreichbar|ruf\w{0,3}|appel\w{0,4}|joindre|rappel\w{0,3})\b"
)
#: the writer himself wants to be called; a passed-on mail is full of others' numbers
_CALL_ME = re.compile(
    r"(?i)\b(?:bel (?:me|mij|gerust|maar)|(?:mij|me) (?:even )?(?:bellen|bereiken|terugbellen)|ik ben (?:telefonisch )?(?:te bereiken|bereikbaar)|mijn (?:nummer|telefoonnummer)|"
    r"(?:call|ring|phone|reach) me|my (?:phone )?number|rufen sie mich|ruf mich|mich (?:an|unter|telefonisch)|meine nummer|appelez-moi|me joindre|rappelez-moi|mon num[ée]ro|ll[áa]m[ea]\w{0,2}|mi n[úu]mero)\b"
)
