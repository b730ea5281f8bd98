"""Mails written by hand from their parts, and read at once."""

import base64

from bot.incoming_mail import IncomingMail
from bot.reading.read_mail import read_mail

PICTURE = b"\x89PNG\r\n\x1a\n" + b"not really a picture" * 3
IN_BASE64 = base64.b64encode(PICTURE).decode()
PNG_PART = f"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n{IN_BASE64}\n"


def a_mail(
    body: str, headers: str = "From: Piet <piet@x.example>\nSubject: melding\n", charset: str = "utf-8"
) -> IncomingMail:
    return read_mail(f"{headers}Content-Type: text/plain; charset={charset}\n\n{body}".encode(charset))


def in_parts(*parts: str, kind: str = "mixed", headers: str = "From: piet@x.example\n") -> IncomingMail:
    body = "".join(f"--b\n{part}\n" for part in parts)
    return read_mail(f"{headers}Content-Type: multipart/{kind}; boundary=b\n\n{body}--b--\n".encode())
