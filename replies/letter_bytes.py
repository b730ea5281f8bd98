"""A letter's bytes: text, HTML, picture and attachments behind their headers (RFC 2046)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage

from replies.letter_headers import clean_line
from replies.render import Rendered


@dataclass(frozen=True, slots=True)
class Attached:
    """One file that goes with a letter."""

    name: str
    content_type: str
    content: bytes


def letter_bytes(
    message: EmailMessage,
    rendered: Rendered,
    *,
    language: str,
    attached: tuple[Attached, ...] = (),
    pictures: Sequence[tuple[str, bytes]] = (),
) -> bytes:
    """The finished message with CRLF line ends; the same input gives the same bytes. Pictures: Content-ID and PNG."""
    message.set_content(rendered.text, cte="quoted-printable")
    message.add_alternative(rendered.html, subtype="html", cte="quoted-printable")
    for cid, picture in pictures:
        _html_part(message).add_related(picture, "image", "png", cid=f"<{cid}>", disposition="inline")
    for file in attached:
        main, _, sub = file.content_type.partition("/")
        message.add_attachment(file.content, main, sub or "octet-stream", filename=clean_line(file.name))
    _fix_boundaries(message)
    # Last, because setting content takes all Content- headers away.
    message["Content-Language"] = language
    return message.as_bytes()


def _html_part(message: EmailMessage) -> EmailMessage:
    part = message.get_body(("related", "html"))
    assert isinstance(part, EmailMessage)
    return part


def _fix_boundaries(message: EmailMessage) -> None:
    """The library draws boundaries at random; ours follow from the Message-ID, so that bytes can be compared."""
    seed = hashlib.sha256(str(message["Message-ID"]).encode()).hexdigest()[:24]
    multiparts = (part for part in message.walk() if part.is_multipart())
    for number, part in enumerate(multiparts):
        part.set_boundary(f"=_{seed}_{number}")
