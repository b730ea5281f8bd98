"""Builds mails for tests as people send them; all people are invented."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid

REPORT = (
    "Beste mensen,\n\n"
    "Vanmorgen kreeg ik van jullie een mail met als bijlage de loonstrook van een andere medewerker. "
    "Daar staan haar naam, adres en burgerservicenummer op. Die was duidelijk niet voor mij bedoeld.\n\n"
    "Groet,\nAnja de Wit\n"
)
ORDINARY = "Hallo,\n\nHoe laat zijn jullie vrijdag open? Ik wil graag langskomen.\n\nGroet, Piet\n"


def a_mail(
    text: str = REPORT,
    *,
    sender: str = "Anja de Wit <anja@buurt.example>",
    subject: str = "Verkeerde loonstrook",
    to: str = "mail@juist.nl",
    answers: str | None = None,
    pictures: tuple[bytes, ...] = (),
    message_id: str = "",
    **headers: str,
) -> bytes:
    """RFC 5322 bytes with CRLF; `answers` is the Message-ID this mail replies to; keyword headers use _ for -."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = to
    mail["Subject"] = subject
    mail["Message-ID"] = message_id or make_msgid(domain="buurt.example")
    if answers:
        mail["In-Reply-To"] = answers
        mail["References"] = answers
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    for number, picture in enumerate(pictures, start=1):
        mail.add_attachment(picture, maintype="image", subtype="png", filename=f"scherm{number}.png")
    return mail.as_bytes()


def proven(mail: bytes, *, authserv_id: str = "mx.juist.nl", dmarc: str = "pass") -> bytes:
    """The mail as our own receiving server hands it over: its Received and Authentication-Results on top."""
    domain = mail.split(b"From:", 1)[1].split(b"@", 1)[1].split(b">", 1)[0].split(b"\r\n", 1)[0].decode()
    stamp = (
        f"Received: from relay.example by {authserv_id}; Mon, 23 Nov 2026 09:00:00 +0100\r\n"
        f"Authentication-Results: {authserv_id}; dmarc={dmarc} header.from={domain}\r\n"
    )
    return stamp.encode() + mail
