"""The text that every program shows first, in each version in which the mail has it: commands stand in no other."""

from collections.abc import Sequence

from bot.reading.mail_part import content_of
from bot.reading.message_tree import Leaf
from bot.reading.part_content import LONGEST_TEXT, text_of, words_as_sent

_SHOWN = ("text/plain", "text/html")


def first_texts(body: Sequence[Leaf]) -> tuple[Leaf, ...]:
    """One leaf, or the first of each part of a multipart/alternative; none where programs differ in what they show."""
    texts = [leaf for leaf in body if not leaf.is_beside and text_of(leaf.part).strip()]
    if not texts:
        return ()
    outermost = texts[0].alternatives[:1]
    versions: dict[tuple[int, ...], Leaf] = {}
    for leaf in texts if outermost else texts[:1]:
        if leaf.alternatives[:1] == outermost:
            versions.setdefault(leaf.branch, leaf)
    first = tuple(versions.values())
    return first if all(leaf.content_type in _SHOWN and _reads_as_ascii(leaf) for leaf in first) else ()


def _reads_as_ascii(leaf: Leaf) -> bool:
    """Whoever does not know its charset sees the same Latin letters: so not in UTF-7, which few programs still read."""
    return _printable(words_as_sent(leaf.part)) == _printable(content_of(leaf.part)[:LONGEST_TEXT].decode("latin-1"))


def _printable(text: str) -> str:
    return "".join(letter for letter in text if "!" <= letter <= "~")
