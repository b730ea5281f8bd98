"""Talk about letters to affected people: Karin's lists and commands, and who was written to."""

import re
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

from conftest import SettableClock
from house import JUIST, KARIN, House, Postbox, text_of
from mails import a_mail, proven

FROM_KARIN = f"{KARIN.name} <{KARIN.address}>"
CLOSED = "privacy@juist.nl"
PEOPLE = ["sam@post.example", "ria@post.example", "jo@post.example"]
LIST = "naam;e-mailadres\nSam de Boer;sam@post.example\nRia Knol;ria@post.example\nJo Smit;jo@post.example\n"
ORGANISATION = replace(JUIST, officer_mailbox=CLOSED)
_CODE = re.compile(r"\b[A-HJ-NP-Z2-9]{6}-[A-HJ-NP-Z2-9]{6}\b")


def a_list_mail(house: House, text: str, content: bytes = b"", *, name: str = "lijst.csv", to: str = CLOSED) -> bytes:
    """Karin's answer with a file."""
    letters = house.letters_to(KARIN.address)
    raw = a_mail(text, sender=FROM_KARIN, subject="Re: brief", to=to, answers=str(letters[0]["Message-ID"]))
    mail = message_from_bytes(raw, policy=SMTP)
    assert isinstance(mail, EmailMessage)
    if content:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return proven(mail.as_bytes())


def says(house: House, text: str, content: bytes = b"", **how: str) -> list[str]:
    """Karin commands; what she gets back. Where a one-time code is asked, she sends it."""
    before = len(house.letters_to(KARIN.address))
    arrive = house.receives if how.get("to") == "mail@juist.nl" else house.officers_receive
    arrive(a_list_mail(house, text, content, **how))
    new = house.letters_to(KARIN.address)[before:]
    code = _CODE.search(text_of(new[0])) if len(new) == 1 else None
    if code:
        house.receives(proven(a_mail(f"CODE {code[0]}", sender=FROM_KARIN, answers=str(new[0]["Message-ID"]))))
        new = house.letters_to(KARIN.address)[before + 1 :]
    return [text_of(letter) for letter in new]


def letters_to_people(house: House) -> list[str]:
    assert isinstance(house.sender, Postbox)
    return [recipient for recipient, _ in house.sender.sent if recipient.endswith("@post.example")]


def turns(house: House, clock: SettableClock, number: int) -> None:
    for _ in range(number):
        clock.forward(minutes=1)
        house.rounds.turn()


def bounce_of(letter: EmailMessage) -> bytes:
    """A delivery report for one letter."""
    original = str(letter["Message-ID"])
    return (
        "From: MAILER-DAEMON@mx.juist.nl\r\nTo: mail@juist.nl\r\nSubject: Undelivered Mail\r\n"
        "Return-Path: <>\r\nMIME-Version: 1.0\r\nAuto-Submitted: auto-replied\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nNot delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.juist.nl\r\n\r\n"
        f"Final-Recipient: rfc822; {letter['To']}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        f"--b\r\nContent-Type: message/rfc822-headers\r\n\r\nMessage-ID: {original}\r\n\r\n--b--\r\n"
    ).encode()
