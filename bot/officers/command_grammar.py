"""The officers' language: what he typed becomes commands, near misses and a note (pure; design section 6)."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from register_store.verbs import DUTCH, Verb
from replies.transcript import NotUnderstood

#: Longer mails are prose; what stands below is not read as commands.
MOST_LINES = 20


class Form(StrEnum):
    """How a verb may be typed."""

    LIGHT = "light"  #: alone on the line, any way
    TEXT = "text"  #: any way, with text behind it
    ALONE = "alone"  #: alone on the line; a full stop or exclamation mark is forgiven
    OPTIONAL = "optional"  #: alone, or with an argument after capitals or a colon
    ARGUMENT = "argument"  #: in capitals or followed by a colon


_FORMS: dict[Verb, Form] = {
    **dict.fromkeys((Verb.HELP, Verb.STATUS, Verb.LIST, Verb.WHY, Verb.TAKE), Form.LIGHT),
    Verb.NOTE: Form.TEXT,
    Verb.CODE: Form.TEXT,
    **dict.fromkeys((Verb.YES, Verb.NO, Verb.UNDO, Verb.RECEIPT), Form.ALONE),
    **dict.fromkeys((Verb.CONFIRM, Verb.REGISTER, Verb.CLOSE), Form.OPTIONAL),
}

#: Verbs that are also everyday words: with lower-case text behind them a line is prose, not a near miss.
_EVERYDAY = frozenset(
    {Verb.HOW, Verb.DATA, Verb.NEW, Verb.PERIOD, Verb.CAUSE, Verb.CODE, Verb.TAKE, Verb.WHY, Verb.DPO}
)
_COURTESY = re.compile(
    r"(?:beste|hallo|hoi|hi|dag|dear|hello|geachte|goede(?:morgen|middag|navond))\b.{0,40}"
    r"|(?:met )?(?:vriendelijke |hartelijke )?(?:groet(?:en|jes)?|gr|mvg|dank(?: je| u)?(?: wel)?|bedankt|thanks"
    r"|thank you|(?:kind |best )?regards)\b.{0,40}",
    re.IGNORECASE,
)
_ENDINGS = " \t.!"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing an officer asks."""

    verb: Verb
    argument: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Everything an officer typed, sorted."""

    commands: tuple[Command, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()
    note: str = ""  #: prose around the commands
    too_many: bool = False


def read_commands(own_words: str) -> Typed:
    """Sort the lines of an officer's own words; nothing is executed here."""
    lines = [line for line in (_clean(line) for line in own_words.splitlines()) if line]
    commands: list[Command] = []
    near_misses: list[NotUnderstood] = []
    prose: list[str] = []
    for line in lines:
        match _read_line(line):
            case Command() as command:
                commands.append(command)
            case NotUnderstood() as near_miss:
                near_misses.append(near_miss)
            case None:
                prose.append(line)
    return Typed(
        commands=tuple(commands[:MOST_LINES]),
        not_understood=tuple(near_misses),
        note=_note(prose),
        too_many=len(commands) > MOST_LINES,
    )


def _read_line(line: str) -> Command | NotUnderstood | None:
    for name, verb in _NAMES:
        if _plain(line[: len(name)]) == name and not line[len(name) : len(name) + 1].isalnum():
            return _fitted(verb, line, len(name))
    return _near_miss(line)


def _fitted(verb: Verb, line: str, length: int) -> Command | NotUnderstood | None:
    """The line begins with a verb: is it a command in the form this verb asks?"""
    typed, rest = line[:length], line[length:].strip()
    has_colon = rest.startswith(":")
    argument = rest.removeprefix(":").strip()
    emphatic = has_colon or typed.isupper()
    bare = not argument.strip(_ENDINGS)
    form = _FORMS.get(verb, Form.ARGUMENT)
    if bare and form in (Form.LIGHT, Form.ALONE, Form.OPTIONAL):
        return Command(verb=verb)
    if not bare and (form is Form.TEXT or (form in (Form.OPTIONAL, Form.ARGUMENT) and emphatic)):
        return Command(verb=verb, argument=argument)
    if bare:
        return Command(verb=verb) if emphatic else NotUnderstood(line=line, meant=verb)
    return None if verb in _EVERYDAY and not emphatic else NotUnderstood(line=line, meant=verb)


def _near_miss(line: str) -> NotUnderstood | None:
    """A line that looks like a command, mistyped: a short one alone, in capitals or before a colon."""
    head, colon, _ = line.partition(":")
    words = head.split()
    if not words or len(words) > 6:
        return None
    capitals = [word for word in words[:2] if word.isupper() and len(word) > 1]
    candidates = [" ".join(words[:2]), words[0]] if colon or capitals or len(words) <= 2 else []
    for candidate in candidates:
        meant = _closest(_plain(candidate.strip(_ENDINGS + "?")))
        if meant:
            return NotUnderstood(line=line, meant=meant)
    looks_like_one = len(capitals) == len(words[:2]) and len(words) <= 4 and (bool(colon) or len(words) == 1)
    return NotUnderstood(line=line) if looks_like_one else None


def _closest(word: str) -> Verb | None:
    """The verb within one mistake (two in long words) of what was typed."""
    best: tuple[int, Verb] | None = None
    for name, verb in _NAMES:
        allowed = 0 if len(name) < 4 else 1 if len(name) < 7 else 2
        distance = _distance(word, name, allowed)
        if distance <= allowed and (best is None or distance < best[0]):
            best = (distance, verb)
    return best[1] if best else None


def _distance(one: str, other: str, most: int) -> int:
    """Edits between two words, neighbours swapped counting as one (optimal string alignment)."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _note(prose: list[str]) -> str:
    """The prose, unless it is nothing but a greeting and a name."""
    told = [line for line in prose if not _COURTESY.fullmatch(line)]
    is_only_name = len(told) == 1 and len(told[0].split()) <= 3 and len(prose) > 1
    return "" if is_only_name else "\n".join(told)


def _clean(line: str) -> str:
    return " ".join(line.split())


def _plain(text: str) -> str:
    """Upper case without accents; letters stay one for one, so that lengths agree."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text).upper()


#: Every name of every verb, the longest first, so that AP NIET is not read as AP.
_NAMES: tuple[tuple[str, Verb], ...] = tuple(
    sorted(
        {(name, verb) for verb in Verb for name in (verb.value, DUTCH[verb])},
        key=lambda pair: (-len(pair[0]), pair[0]),
    )
)
