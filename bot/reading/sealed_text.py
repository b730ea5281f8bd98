"""Words that a sender encrypted within his text (RFC 9580 section 6.2): a person is told that nobody can read them."""

import re
from dataclasses import replace

from bot.reading.made_leaf import made_text
from bot.reading.mail_part import Part, content_of
from bot.reading.message_tree import Leaf
from bot.reading.part_content import is_body_text, text_of
from bot.reading.signed_mail import ARMOUR, ARMOUR_END

_BLOCK = re.compile(rf"^{ARMOUR}[ \t]*$.*?(?:^{ARMOUR_END}[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)


def apart(leaf: Leaf) -> tuple[Leaf, ...]:
    """The text that can be read, and one attachment of what cannot; any other leaf comes back as it is."""
    if leaf.content_type != "text/plain" or ARMOUR.encode() not in content_of(leaf.part) or not is_body_text(leaf):
        return (leaf,)
    text = text_of(leaf.part)
    blocks = _BLOCK.findall(text)
    return (replace(leaf, part=made_text(_BLOCK.sub("", text)).part), _sealed(blocks)) if blocks else (leaf,)


def _sealed(blocks: list[str]) -> Leaf:
    part = Part()
    part.add_header("Content-Type", "application/pgp-encrypted")
    part.add_header("Content-Disposition", "attachment", filename="message.asc")
    part.content = "\n".join(blocks).encode("utf-8", "replace")
    return Leaf(part=part, alternatives=())
