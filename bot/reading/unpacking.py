"""Files inside files: what an envelope holds takes its place, what a zip holds hangs beside it."""

from bot.reading.allowance import Allowance
from bot.reading.documents import office_kind
from bot.reading.made_leaf import made_leaf, made_mail
from bot.reading.mail_part import content_of
from bot.reading.message_tree import Leaf
from bot.reading.part_content import is_attached
from bot.reading.sealed_text import apart
from bot.reading.signed_mail import unsigned
from bot.reading.uuencoded import taken_out
from bot.reading.winmail import unpacked as out_of_winmail
from bot.reading.zip_files import files_of, is_zip

_NEVER_ZIPPED = ("text", "image", "audio", "video", "message")


def unpacked(leaf: Leaf, allowance: Allowance) -> tuple[Leaf, ...]:
    """The leaves that this leaf stands for; a zip in a zip is named, never opened."""
    enclosed = _out_of_envelopes(leaf)
    found = (_with_mail_opened(each) if each is not leaf and is_attached(each.part) else each for each in enclosed)
    return tuple(packed for each in found for packed in (each, *_out_of_zip(each, allowance)))


def _out_of_envelopes(leaf: Leaf) -> tuple[Leaf, ...]:
    return tuple(
        enclosed
        for signed in unsigned(leaf)
        for written in taken_out(signed)
        for readable in apart(written)
        for enclosed in out_of_winmail(readable)
    )


def _with_mail_opened(file: Leaf) -> Leaf:
    """A file out of another one: where it is a whole mail in its envelope, a mail inside, whose words nobody typed."""
    enclosed = _out_of_envelopes(file)
    return file if all(each is file for each in enclosed) else made_mail(enclosed)


def _out_of_zip(leaf: Leaf, allowance: Allowance) -> tuple[Leaf, ...]:
    if leaf.part.is_multipart() or leaf.part.get_content_maintype() in _NEVER_ZIPPED:
        return ()
    content = content_of(leaf.part)
    if not is_zip(content) or office_kind(content):
        return ()
    files = files_of(content, allowance)
    return tuple(_with_mail_opened(made_leaf(file.name, file.content)) for file in files if file.content is not None)
