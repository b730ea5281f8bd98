"""What an officer typed, apart from a mail below it that his program marked by nothing but its header lines (pure)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.reading.line_kinds import DEVICE, EMPTY, HEADER, QUOTE, is_from_line, kinds_of
from classifiers.words import Words

_FEWEST_HEADERS = 3
_SENT = ("verzonden", "sent", "datum", "date", "verstuurd", "gesendet")


@dataclass(frozen=True, slots=True)
class Parts:
    """The lines above, and the lines of the mail that is answered."""

    typed: tuple[str, ...]
    old: tuple[str, ...]


def parts_of(own_words: str) -> Parts:
    """Where a report keeps what is in doubt, for it may be what is reported, commands do not.

    Header lines right under words end the words, and a line with a quote mark is never typed.
    """
    lines = own_words.splitlines()
    kinds = kinds_of(lines)
    cut = _answered_mail(lines, kinds)
    quoted = [line for line, kind in zip(lines[:cut], kinds, strict=False) if kind == QUOTE]
    typed = [line for line, kind in zip(lines[:cut], kinds, strict=False) if kind not in (QUOTE, DEVICE)]
    return Parts(tuple("\n".join(typed).strip("\n").splitlines()), (*quoted, *lines[cut:]))


def with_indented_quoted(words: Words) -> Words:
    """The lines that may be quoted stand with the quotes; of a line that is said twice, the later."""
    words = _without_unseen(words)
    if not words.indented:
        return words
    waiting = Counter(" ".join(line.split()) for line in words.indented)
    own: list[str] = []
    moved: list[str] = []
    for line in reversed(words.own.splitlines()):
        bare = " ".join(line.split())
        is_indented = bool(bare) and waiting[bare] > 0
        waiting[bare] -= is_indented
        (moved if is_indented else own).append(line)
    quoted = "\n".join([*moved[::-1], words.quoted]).strip("\n")
    return replace(words, own="\n".join(own[::-1]).strip("\n"), quoted=quoted, indented=())


def _without_unseen(words: Words) -> Words:
    """What a page may hide from its own writer is a report as any, and no command."""
    if not words.unseen:
        return words
    own = [line for line in words.own.splitlines() if line not in words.unseen]
    return replace(words, own="\n".join(own).strip("\n"))


def _answered_mail(lines: Sequence[str], kinds: str) -> int:
    """Where "Van:", "Verzonden:", "Aan:" begin; the number of lines when they do not."""
    for start in range(len(lines)):
        if kinds[start] == HEADER and is_from_line(lines[start]):
            block = _block(lines, kinds, start)
            if len(block) >= _FEWEST_HEADERS and any(line.strip(" *_").lower().startswith(_SENT) for line in block):
                return start
    return len(lines)


def _block(lines: Sequence[str], kinds: str, start: int) -> list[str]:
    end = start
    while end < len(kinds) and kinds[end] in (HEADER, EMPTY):
        end += 1
    return [line for line, kind in zip(lines[start:end], kinds[start:end], strict=True) if kind == HEADER]
