"""Files inside files: what an envelope holds takes its place, what a zip holds hangs beside it."""

from bot.reading.allowance import Allowance
from bot.reading.documents import office_kind
from bot.reading.made_leaf import made_leaf
from bot.reading.mail_part import content_of
from bot.reading.message_tree import Leaf
from bot.reading.signed_mail import unsigned
from bot.reading.uuencoded import taken_out
from bot.reading.winmail import unpacked as out_of_winmail
from bot.reading.zip_files import files_of, is_zip

_NEVER_ZIPPED = ("text", "image", "audio", "video", "message")


def unpacked(leaf: Leaf, allowance: Allowance) -> tuple[Leaf, ...]:
    """The leaves that this leaf stands for; a zip in a zip is named, never opened."""
    return tuple(
        packed
        for signed in unsigned(leaf)
        for written in taken_out(signed)
        for enclosed in out_of_winmail(written)
        for packed in (enclosed, *_out_of_zip(enclosed, allowance))
    )


def _out_of_zip(leaf: Leaf, allowance: Allowance) -> tuple[Leaf, ...]:
    if leaf.part.is_multipart() or leaf.part.get_content_maintype() in _NEVER_ZIPPED:
        return ()
    content = content_of(leaf.part)
    if not is_zip(content) or office_kind(content):
        return ()
    files = files_of(content, allowance)
    return tuple(made_leaf(file.name, file.content) for file in files if file.content is not None)
