"""Commands where nothing is done, below the signature or in old text: they are seen and asked back (pure)."""

import re
from collections import Counter
from collections.abc import Sequence

from bot.officers.command_grammar import Command, cleaned, is_in_capitals, read_line
from bot.officers.our_own_lines import our_lines
from bot.officers.typed_part import parts_of
from bot.reading.line_kinds import HEADER, PASSED, WROTE, kinds_of
from classifiers.words import Words
from register_store.verbs import Verb
from replies.transcript import NotUnderstood, Place

_LONGEST = 60_000
_MOST_LINES = 500
_LONGEST_SIGNATURE = 40
_FULL = 50  # letters: a line that long was wrapped, and goes on in the next
_QUOTE_MARK = re.compile(r"^\s{0,3}>\s?")

#: What signatures and small print say anyway: roles, departments, "NOTE: this message ...", "STATUS: vrijdags afwezig".
_SAID_IN_SIGNATURES = frozenset(
    verb
    for verb in Verb
    if verb.name
    in {"HELP", "STATUS", "LIST", "WHY", "NOTE", "DATA", "RECORDS", "DPO", "REGISTER", "CODE", "PERIOD", "NEW", "IT"}
    | {"PROCESSOR", "POLICE", "MEASURE", "LETTER", "HOLD", "CAUSE", "HOW", "EVIDENCE", "DOSSIER"}
)


def commands_of_signature(words: Words) -> tuple[NotUnderstood, ...]:
    """Commands among the lines that are neither typed nor quoted."""
    known = [line for part in (words.own, words.quoted, *words.unseen) for line in part.splitlines()]
    whole = words.whole[:_LONGEST].splitlines()[:_MOST_LINES]
    lines = _left_over(whole, known)
    if len(lines) > _LONGEST_SIGNATURE:  # the same mail as plain text and as HTML, which did not agree
        told = {cleaned(line) for line in known}
        lines = [line for line in whole if cleaned(line) not in told]
    return commands_among(lines, Place.SIGNATURE)


def _left_over(whole: Sequence[str], known: Sequence[str]) -> list[str]:
    """Lines of the whole that are not known, each known line standing for one; what is quoted stands at the end."""
    counts = Counter(line.rstrip() for line in known)
    left: list[str] = []
    for line in reversed(whole):
        if counts[line.rstrip()] > 0:
            counts[line.rstrip()] -= 1
        else:
            left.append(line)
    return left[::-1]


def commands_of_old_text(words: Words) -> tuple[NotUnderstood, ...]:
    """Commands in the letter that is answered, apart from those that we wrote ourselves; older mails are let be."""
    lines = [*parts_of(words.own).old, *words.quoted[:_LONGEST].splitlines()][:_MOST_LINES]
    return commands_among(_newest([_QUOTE_MARK.sub("", line) for line in lines]), Place.OLD_TEXT)


def commands_among(lines: Sequence[str], place: Place) -> tuple[NotUnderstood, ...]:
    """The plain commands among these lines, as questions."""
    ours = our_lines(lines, is_old_text=place is Place.OLD_TEXT)
    above = ["", *(cleaned(line) for line in lines)]
    read = [(number, read_line(line)) for number, line in enumerate(lines) if number not in ours]
    return tuple(
        NotUnderstood(line=cleaned(lines[number]), meant=command.verb, place=place)
        for number, command in read
        if isinstance(command, Command) and _is_asked(command, lines[number], above[number], place)
    )


def _is_asked(command: Command, line: str, above: str, place: Place) -> bool:
    if place is Place.UNSEEN:
        return True
    if command.verb is Verb.CODE:
        return False
    if place is Place.SIGNATURE:
        return command.verb not in _SAID_IN_SIGNATURES
    # Our letters have headings and rows such as "Betrokkenen: nog niet besloten", and sentences that name a verb.
    runs_on = len(above) > _FULL and not above.endswith((".", "!", "?", ":"))
    return is_in_capitals(line) and not runs_on


def _newest(lines: list[str]) -> list[str]:
    """The mail that is answered, without the mails that it answers."""
    kinds = kinds_of(lines)
    text = next((place for place, kind in enumerate(kinds) if kind == "t"), len(kinds))
    later = [place for place in range(text, len(kinds)) if kinds[place] in (WROTE, PASSED, "q")]
    block = re.search(rf"{HEADER}e?{HEADER}", kinds[text:])
    ends = [*later[:1], *([text + block.start()] if block else [])]
    return lines[: min(ends, default=len(lines))]
