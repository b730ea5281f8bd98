"""The bytes of one mail -> IncomingMail: the only place where bytes become words."""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message

from bot.incoming_mail import Address, IncomingMail
from bot.reading.addresses import addresses_in, distinct_in, lower
from bot.reading.allowance import Allowance, allowance_for
from bot.reading.delivery_reports import is_report, returned_ids, says_not_delivered
from bot.reading.form_fields import form_sender
from bot.reading.forwards import Forwarded, forwards_in
from bot.reading.header_facts import header_facts
from bot.reading.header_text import header_text
from bot.reading.mail_content import MailContent, content_of_mail
from bot.reading.message_tree import parsed
from bot.reading.own_words import clean
from bot.reading.sender import has_hidden_from, sender_of
from bot.reading.signed_mail import is_encrypted
from bot.reading.unreadable import UnreadableMail
from classifiers.words import Words

MOST_HEADERS = 2000
MOST_MAILS_INSIDE = 50
_LONGEST_SUBJECT = 2000
_MOST_IDS = 200

_ID = re.compile(r"<[^<>\s]{1,900}>")
# no encoded words may stand in them (RFC 2047 section 5), and a sender's address in one must not become a result
_TRACES = frozenset({"authentication-results", "arc-authentication-results", "received", "received-spf"})
_DAEMONS = ("mailer-daemon", "mail-daemon", "mailerdaemon", "mail delivery s", "mail.delivery.system")


def read_mail(raw: bytes) -> IncomingMail:
    """Reads any bytes. What nobody foresaw becomes UnreadableMail, so that the mail is set aside and a person told."""
    try:
        return _read(raw)
    except Exception as error:  # foreign bytes: a fault in reading must never carry words of the mail further
        raise UnreadableMail(type(error).__name__) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inside:
    """What the mails inside a mail bring: their words, who wrote them, what hung on them."""

    forwarded: tuple[Forwarded, ...]
    contents: tuple[MailContent, ...]


def _read(raw: bytes) -> IncomingMail:
    message = parsed(raw)
    headers = _headers(message)
    subject = clean(_first(headers, "subject"))[:_LONGEST_SUBJECT]
    allowance = allowance_for(len(raw))
    content = content_of_mail(message, allowance)
    inside = _inside(content, subject, allowance)
    everything = (content, *inside.contents)
    from_headers = _raw(message, "from")
    sender, named = sender_of(from_headers), distinct_in(from_headers)
    if has_hidden_from(raw, len(from_headers)):
        sender = None
    is_returned = is_report(message, content.leaves) or _is_returned_mail(headers, content)
    facts = header_facts(message)
    return IncomingMail(
        size=len(raw),
        headers=headers,
        subject=subject,
        message_id=_message_id(_first(headers, "message-id")),
        in_reply_to=_ids(_first(headers, "in-reply-to")),
        references=_ids(_first(headers, "references")),
        sender=sender,
        from_shown=_first_address(from_headers),
        reply_to=_first_address(_raw(message, "reply-to")),
        return_path=_return_path(headers),
        recipients=_recipients(message),
        words=_words(subject, content, inside),
        pictures=tuple(picture for each in everything for picture in each.pictures),
        attachments=tuple(attachment for each in everything for attachment in each.attachments),
        forwarded_senders=tuple(each.sender for each in inside.forwarded if each.sender),
        original_message_ids=_returned_ids(content, is_returned),
        is_delivery_report=is_returned,
        defects=_defects(
            message, (content, *inside.contents), (*facts.defects, *(["DoubtfulFrom"] if len(named) != 1 else []))
        ),
        written_at=facts.written_at,
        is_from_ambiguous=sender is None and len(named) > 1,
        form_sender=form_sender(content.words.own),
        links=tuple(dict.fromkeys(link for each in everything for link in each.links)),
    )


def _headers(message: Message) -> tuple[tuple[str, str], ...]:
    items = list(message.raw_items())[:MOST_HEADERS]
    return tuple(
        (key := name.strip().lower(), header_text(str(value), words=key not in _TRACES)) for name, value in items
    )


def _first(headers: Sequence[tuple[str, str]], name: str) -> str:
    return next((value for key, value in headers if key == name), "")


def _raw(message: Message, name: str) -> list[str]:
    """Header values before RFC 2047 decoding: only then are commas and angles those of the sender's program."""
    return [str(value) for key, value in message.raw_items() if key.lower() == name][:20]


def _recipients(message: Message) -> tuple[Address, ...]:
    return tuple(address for name in ("to", "cc") for each in _raw(message, name) for address in addresses_in(each))


def _returned_ids(content: MailContent, is_returned: bool) -> tuple[str, ...]:
    """Message-IDs in the parts, in the text and in what is attached as text: servers choose any of these places."""
    said = [content.text, *(attachment.text for attachment in content.attachments)] if is_returned else []
    return returned_ids(content.leaves, "\n".join(said))


def _inside(content: MailContent, subject: str, allowance: Allowance) -> _Inside:
    """Mails attached, mails passed on in the text, and those inside these."""
    forwarded = [*forwards_in(content.text, subject, content.words)]
    contents: list[MailContent] = []
    waiting = deque(content.inside)
    while waiting and len(contents) < MOST_MAILS_INSIDE:
        message = waiting.popleft()
        inner = content_of_mail(message, allowance)
        contents.append(inner)
        waiting.extend(inner.inside)
        forwarded.append(_attached_mail(message, inner))
        forwarded += forwards_in(inner.text, _first(_headers(message), "subject"), inner.words)
    return _Inside(forwarded=tuple(forwarded), contents=tuple(contents))


def _attached_mail(message: Message, inner: MailContent) -> Forwarded:
    subject = header_text(str(message.get("subject", "")))[:_LONGEST_SUBJECT]
    return Forwarded(sender=_first_address(_raw(message, "from")), text=clean(f"{subject}\n{inner.text}").strip())


def _words(subject: str, content: MailContent, inside: _Inside) -> Words:
    everything = (content, *inside.contents)
    attachments = [attachment for each in everything for attachment in each.attachments]
    return Words(
        subject=subject,
        own=content.words.own,
        whole=clean(content.text).strip(),
        quoted=content.words.quoted,
        forwarded=tuple(each.text for each in inside.forwarded if each.text),
        attachments=tuple(clean(each.text) for each in attachments if each.text.strip()),
        attachment_names=tuple(each.name for each in attachments if each.name or (each.size and not each.text.strip())),
        indented=tuple(map(clean, content.indented)),
    )


def _message_id(value: str) -> str | None:
    """Some programs forget the angle brackets (RFC 5322 section 3.6.4)."""
    found = _ID.search(value)
    bare = value.strip().strip("<>").split()[:1]
    return found[0] if found else f"<{bare[0][:900]}>" if bare and bare[0] else None


def _ids(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_ID.findall(value)))[-_MOST_IDS:]


def _first_address(headers: Sequence[str]) -> Address | None:
    return next((address for header in headers for address in addresses_in(header)[:1]), None)


def _return_path(headers: Sequence[tuple[str, str]]) -> str | None:
    value = next((value for key, value in headers if key == "return-path"), None)
    if value is None:
        return None
    found = addresses_in(value)
    return found[0].address if found else lower(value.strip().strip("<>").strip())


def _is_returned_mail(headers: Sequence[tuple[str, str]], content: MailContent) -> bool:
    """An old-style bounce: a mail server speaks of a mail that did not arrive.

    A postmaster may also be a person who reports something, so his subject must say it.
    """
    author, subject = _first(headers, "from").lower(), _first(headers, "subject")
    if _return_path(headers) == "" or any(daemon in author for daemon in _DAEMONS):
        return says_not_delivered(f"{subject}\n{content.text}")
    return "postmaster" in author and says_not_delivered(subject)


def _defects(message: Message, contents: Sequence[MailContent], of_headers: Sequence[str]) -> tuple[str, ...]:
    parts = [message, *(leaf.part for leaf in contents[0].leaves)]
    names = [type(defect).__name__ for part in parts for defect in part.defects]
    locked = ["EncryptedMail"] if any(is_encrypted(leaf) for each in contents for leaf in each.leaves) else []
    return tuple(dict.fromkeys([*of_headers, *names, *locked]))
