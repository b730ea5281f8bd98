"""Of a mail that its officer signed only the signed words count; whatever stands beside them anybody can have added."""

import hashlib
import re
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes

from bot.incoming_mail import IncomingMail
from bot.officer_keys import openpgp, smime
from bot.officer_keys.officer_key import KeyKind, OfficerKey, Signature
from bot.officer_keys.signed_parts import SignedPart, signed_parts
from bot.reading.header_text import header_text
from bot.reading.read_mail import read_mail

_VERIFY = {KeyKind.OPENPGP: openpgp.signed_at, KeyKind.SMIME: smime.signed_at}
_REFERENCE = re.compile(r"\b(?:DL|OEF)-\d{4}-\d{3,6}\b", re.IGNORECASE)
_SUBJECT = re.compile(rb"(?im)^subject:[^\n]*\n(?:[ \t][^\n]*\n)*")
_FIELD = re.compile(rb"(?im)^(content-[\w-]+):[^\n]*\n(?:[ \t][^\n]*\n)*")
_LONGEST_TEXT = 60_000


def as_signed(raw: bytes, mail: IncomingMail, keys: tuple[OfficerKey, ...]) -> tuple[IncomingMail, Signature | None]:
    """The mail as far as it is signed, and its signature; None when its sender has no key here or nothing is signed."""
    theirs = [key for key in keys if mail.sender is not None and key.officer == mail.sender.address]
    parts = signed_parts(raw) if theirs else ()
    if not parts:
        return mail, None
    if len(parts) > 1:  # which of them is meant?
        return mail, Signature(key=None)
    made_by = _maker(parts[0], theirs)
    if made_by is None:
        return mail, Signature(key=None)
    key, signed_at = made_by
    signed = read_mail(_readable(parts[0].entity, raw))
    mark = hashlib.sha256(parts[0].content + signed_at.isoformat().encode()).hexdigest()
    names = _REFERENCE.findall(f"{_signed_subject(parts[0])}\n{signed.words.whole[:_LONGEST_TEXT]}")
    signature = Signature(key=key, signed_at=signed_at, mark=mark, names=frozenset(map(str.upper, names)))
    return _only(signed, mail), signature


def _maker(part: SignedPart, keys: list[OfficerKey]) -> tuple[OfficerKey, datetime] | None:
    found = ((key, _VERIFY[key.kind](key, part.content, part.signature)) for key in keys if key.kind is part.kind)
    return next(((key, at) for key, at in found if at is not None), None)


def _readable(entity: bytes, raw: bytes) -> bytes:
    """The signed part as a mail of its own, under the subject that says whether something was passed on."""
    head, _, body = entity.partition(b"\r\n\r\n")
    fields = b"".join(found[0] for found in _FIELD.finditer(head + b"\r\n"))
    subject = _SUBJECT.search(raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0] + b"\n")
    return (subject[0].replace(b"\n", b"\r\n") if subject else b"") + fields + b"\r\n" + body


def _signed_subject(part: SignedPart) -> str:
    """Some programs sign the subject too, by repeating it in the signed part (RFC 9788)."""
    head = message_from_bytes(part.entity.partition(b"\r\n\r\n")[0] + b"\r\n\r\n")
    return header_text(str(head.get("subject", "")))[:1000]


def _only(signed: IncomingMail, mail: IncomingMail) -> IncomingMail:
    """The envelope of the one with the content of the other; unsigned lines stand with what is quoted."""
    known = set(signed.words.whole.splitlines())
    beside = "\n".join(line for line in mail.words.whole.splitlines() if line not in known)
    quoted = f"{beside}\n{signed.words.quoted}".strip("\n")
    return replace(
        mail,
        words=replace(signed.words, subject=mail.subject, quoted=quoted),
        pictures=signed.pictures,
        attachments=signed.attachments,
        forwarded_senders=signed.forwarded_senders,
        links=signed.links,
        form_sender=signed.form_sender,
    )
