"""What must hold of every mail, whatever its bytes: it is read, and nothing unclean comes out of it."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from bot.gates.automatic_mail import is_automatic
from bot.gates.bounces import is_bounce
from bot.gates.bulk_mail import is_bulk
from bot.gates.mail_loops import is_from_robot_of_our_kind
from bot.gates.no_reply import is_no_reply
from bot.gates.spam import is_marked_spam
from bot.incoming_mail import Address, IncomingMail
from bot.reading.read_mail import read_mail
from bot.reading.unreadable import UnreadableMail


class Unsound(AssertionError):
    """Reading went wrong; the words say how, never what stood in the mail."""


def check(raw: bytes) -> IncomingMail:
    """Reads a mail and asks all gates; raises `Unsound`."""
    try:
        mail = read_mail(raw)
    except UnreadableMail as error:  # set aside and told to a person, but a fault of ours all the same
        raise Unsound(f"nobody foresaw {error}") from error
    for gate in (is_automatic, is_bounce, is_bulk, is_from_robot_of_our_kind, is_marked_spam):
        gate(mail)
    is_no_reply(mail.answer_address or "")
    _check_texts(mail)
    return mail


def _check_texts(mail: IncomingMail) -> None:
    """All can be written to a database; what may stand in a header of ours has no line break."""
    for text in _texts(mail):
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            raise Unsound("half a letter") from None
        if "\x00" in text:
            raise Unsound("a NUL")
    people = [mail.sender, mail.from_shown, mail.reply_to, mail.form_sender, *mail.recipients, *mail.forwarded_senders]
    lines = [mail.subject, mail.message_id or "", *mail.in_reply_to, *mail.references, *mail.words.attachment_names]
    lines += [text for each in people if isinstance(each, Address) for text in (each.name, each.address)]
    if any("\n" in line or "\r" in line for line in lines):
        raise Unsound("a line break")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
