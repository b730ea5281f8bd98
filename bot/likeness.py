"""By what a mail is known again: what its author wrote, and what it says (keyed digests, no words)."""

import hashlib
import re

from bot.incoming_mail import IncomingMail
from register_store.keys import Keys

#: Headers that the author's program wrote; all others are traces of the way, which differ from copy to copy:
#: Received, Delivered-To, X-Original-To, Return-Path, Authentication-Results, DKIM-Signature, X-Spam-Status, ...
_WRITTEN = frozenset(
    {b"from", b"to", b"cc", b"reply-to", b"date", b"subject", b"message-id", b"in-reply-to", b"references"}
)
_TELLS_APART = frozenset({b"date", b"message-id"})
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_LONGEST_HEADERS = 200_000
#: Fewer letters are no sign that two mails are the same: "zie bijlage".
_LEAST_WORDS = 40
_NO_LETTER = re.compile(r"[\W_]+")
#: What list programs put under a mail: a long rule, then a few short lines.
_LIST_FOOTER = re.compile(r"\n[_=-]{20,200}[ \t]{0,9}\n(?P<below>.{0,500})\Z", re.DOTALL)
_MOST_FOOTER_LINES = 6


def likeness_of(raw: bytes, keys: Keys) -> str:
    """The same for all copies of a mail, whatever way they took: through aliases, forwards, people who move it."""
    head, body = _parts(raw)
    written = sorted(header for header in _headers(head) if header[0] in _WRITTEN)
    if not _TELLS_APART & {name for name, _ in written}:
        # Nothing tells it from another mail with the same words: only the very same bytes are the same mail.
        return keys.fingerprint_of(b"likeness\0" + raw)
    digest = hashlib.sha256()
    for name, value in written:
        digest.update(name + b":" + value + b"\n")
    digest.update(b"\n" + body.replace(b"\r\n", b"\n").rstrip())
    return keys.fingerprint_of(b"likeness\0" + digest.digest())


def words_key_of(mail: IncomingMail, keys: Keys) -> str | None:
    """The same for mails in which the same sender says the same, with the same files; None when he says little."""
    words = _NO_LETTER.sub("", _without_list_footer(mail.words.own)).casefold()
    if len(words) < _LEAST_WORDS or mail.from_shown is None:
        return None
    pictures = sorted(hashlib.sha256(picture.content).hexdigest() for picture in mail.pictures)
    files = sorted(f"{file.name}\0{file.content_type}\0{file.size}" for file in mail.attachments)
    return keys.fingerprint_of("\0".join(("words", mail.from_shown.address, words, *pictures, *files)).encode())


def _without_list_footer(words: str) -> str:
    footer = _LIST_FOOTER.search(words, max(0, len(words) - 720))
    return words[: footer.start()] if footer and footer["below"].count("\n") < _MOST_FOOTER_LINES else words


def _parts(raw: bytes) -> tuple[bytes, bytes]:
    end = _END_OF_HEADERS.search(raw, 0, _LONGEST_HEADERS)
    return (raw[: end.start()], raw[end.end() :]) if end else (raw[:_LONGEST_HEADERS], raw[_LONGEST_HEADERS:])


def _headers(head: bytes) -> list[tuple[bytes, bytes]]:
    """Names in lower case, values on one line: relays fold them anew."""
    found: list[list[bytes]] = []
    for line in head.splitlines():
        if line[:1] in (b" ", b"\t") and found:
            found[-1].append(line)
        elif b":" in line:
            found.append([line])
    pairs = (b" ".join(lines).partition(b":") for lines in found)
    return [(name.strip().lower(), b" ".join(value.split())) for name, _, value in pairs]
