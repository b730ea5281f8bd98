"""Opens what arrived encrypted to a key of ours: the mail as its sender wrote it, under the headers it came with.

OpenPGP as RFC 3156 section 4 says or in a frame among the words, S/MIME as RFC 8551 section 3.3. Everything happens in
memory; what no key of ours opens stays as it came, and is known as such by `bot.reading.signed_mail.is_encrypted`.
"""

import re
from collections.abc import Iterator

from bot.officer_keys import openpgp, smime
from bot.officer_keys.entities import as_sent, decoded, entities_of, headers_of, parts_of
from bot.officer_keys.own_keys import OwnKeys
from bot.reading.charsets import decode
from bot.reading.signed_mail import ARMOUR, ARMOUR_END, may_be_smime

#: A mail is signed, encrypted, signed again at most (RFC 2634); some programs encrypt each part by itself.
_MOST_OPENED = 20
_FIELD = re.compile(rb"([!-9;-~]{1,200}):[^\n]*\n(?:[ \t][^\n]*\n)*")
_PLAIN = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"


def opened(raw: bytes, keys: OwnKeys) -> bytes:
    """The mail with all that our keys open; the very bytes where there is nothing to open."""
    if not keys:
        return raw
    mail = as_sent(raw)
    for number in range(_MOST_OPENED):
        try:
            found = next(_openings(mail, keys), None)
        except (ValueError, LookupError, RecursionError):  # foreign headers that the library trips over
            found = None
        if found is None:
            return mail if number else raw
        sealed, inner = found
        mail = mail.replace(sealed, _in_its_place(sealed, inner, is_mail=sealed == mail), 1)
    return mail


def _openings(mail: bytes, keys: OwnKeys) -> Iterator[tuple[bytes, bytes]]:
    """Each part that our keys open, and what is in it."""
    for entity, headers in entities_of(mail):
        kind = headers.get_content_type()
        if kind.startswith("multipart/"):
            inner = _of_openpgp_mime(parts_of(entity, headers), keys)
        elif may_be_smime(headers):
            inner = smime.decrypted(keys.smime, decoded(entity)) if keys.smime else None
        else:
            inner = _framed(entity, keys) if kind == "text/plain" else None
        if inner is not None:
            yield entity, as_sent(inner)


def _of_openpgp_mime(parts: list[bytes], keys: OwnKeys) -> bytes | None:
    """Exchange turns multipart/encrypted into multipart/mixed: the version part tells."""
    kinds = [headers_of(part).get_content_type() for part in parts]
    if "application/pgp-encrypted" not in kinds or not keys.openpgp:
        return None
    ciphertexts = (content for part in parts if ARMOUR.encode() in (content := decoded(part)))
    return next((inner for text in ciphertexts if (inner := openpgp.decrypted(keys.openpgp, text)) is not None), None)


def _framed(entity: bytes, keys: OwnKeys) -> bytes | None:
    """A text with the first message in it opened, as a part."""
    content = as_sent(decoded(entity))
    begin = content.find(ARMOUR.encode())
    end = content.find(ARMOUR_END.encode(), begin) + len(ARMOUR_END)
    if begin < 0 or end < len(ARMOUR_END) or content[:begin][-1:] not in (b"", b"\n") or not keys.openpgp:
        return None
    inner = openpgp.decrypted(keys.openpgp, content[begin:end])
    if inner is None:
        return None
    charset = headers_of(entity).get_content_charset() or "utf-8"
    above, below = (decode(words, charset).encode() for words in (content[:begin], content[end:]))
    return _PLAIN + above + inner.decode("utf-8", "replace").encode() + below


def _in_its_place(sealed: bytes, inner: bytes, *, is_mail: bool) -> bytes:
    """What was sealed, under the headers of the way; the subject within is the one that was typed (RFC 9788)."""
    head, _, body = inner.partition(b"\r\n\r\n")
    within = {field[1].lower(): field[0] for field in _FIELD.finditer(head + b"\r\n")}
    told = [field for name, field in within.items() if name.startswith(b"content-") or (name == b"subject" and is_mail)]
    way = sealed.partition(b"\r\n\r\n")[0] + b"\r\n"
    kept = [
        field[0]
        for field in _FIELD.finditer(way)
        if is_mail
        and not field[1].lower().startswith(b"content-")
        and not (field[1].lower() == b"subject" and b"subject" in within)
    ]
    return b"".join([*kept, *told]) + b"\r\n" + body
