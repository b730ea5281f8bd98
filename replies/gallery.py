"""Letters as a mail program would show them, on one page that needs nothing else."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from register_store.deadlines import AMSTERDAM
from replies.render import render_page


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLetter:
    """One letter, ready to be shown."""

    sender: str
    recipient: str
    subject: str
    time: str
    headers: tuple[tuple[str, str], ...]
    text: str
    html: str | None
    attachments: tuple[str, ...]


def letters_page(contents: Sequence[bytes]) -> str:
    """One self-contained HTML page with all letters (RFC 5322 bytes), in the order given."""
    return render_page("gallery.html.jinja", {"letters": [_shown(content) for content in contents]})


def text_of(content: bytes) -> str:
    """The plain text of a letter (RFC 5322 bytes)."""
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return _words(message, "plain") or ""


def subject_of(content: bytes) -> str:
    """The subject of a letter (RFC 5322 bytes)."""
    return str(message_from_bytes(content, policy=default)["Subject"] or "")


def _shown(content: bytes) -> ShownLetter:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return ShownLetter(
        sender=str(message["From"] or ""),
        recipient=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        time=_time(message),
        headers=tuple((name, " ".join(str(value).split())) for name, value in message.items()),
        text=_words(message, "plain") or "",
        html=_html(message),
        attachments=tuple(part.get_filename() or part.get_content_type() for part in message.iter_attachments()),
    )


def _time(message: EmailMessage) -> str:
    header = message["Date"]
    moment = getattr(header, "datetime", None)
    return f"{moment.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}" if moment else ""


def _words(message: EmailMessage, subtype: str) -> str | None:
    part = message.get_body((subtype,))
    if part is None:
        return None
    payload = part.get_payload(decode=True)
    return payload.decode(part.get_content_charset("utf-8"), errors="replace") if isinstance(payload, bytes) else None


def _html(message: EmailMessage) -> str | None:
    """The HTML with its `cid:` pictures as data: the page must not ask anything of the outside."""
    html = _words(message, "html")
    if html is None:
        return None
    for part in message.walk():
        cid = str(part["Content-ID"] or "").strip("<>")
        payload = part.get_payload(decode=True)
        if cid and isinstance(payload, bytes):
            data = base64.b64encode(payload).decode("ascii")
            html = html.replace(f"cid:{cid}", f"data:{part.get_content_type()};base64,{data}")
    return html
