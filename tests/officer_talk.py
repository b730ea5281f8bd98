"""What an officer and others say to a house in tests: answers to its letters, and what comes back."""

import re
from email.message import EmailMessage

from house import KARIN, House, text_of
from mails import a_mail, proven

from register_store.event_chain import CaseEvent
from register_store.organisation import Officer

_CODE = re.compile(r"\b[A-HJ-NP-Z2-9]{6}-[A-HJ-NP-Z2-9]{6}\b")


def newest_to(house: House, address: str) -> EmailMessage:
    """The last letter this person got."""
    return house.letters_to(address)[-1]


def answer(house: House, text: str, letter: EmailMessage, sender: str, **changes: str) -> None:
    """Somebody answers one of our letters."""
    values = {
        "sender": sender,
        "subject": f"Re: {letter['Subject']}",
        "answers": str(letter["Message-ID"]),
        **changes,
    }
    house.receives(proven(a_mail(text, **values)))  # type: ignore[arg-type]


def commands(house: House, text: str, *, officer: Officer = KARIN, letter: EmailMessage | None = None) -> str:
    """An officer answers a letter (his last, if none is named); the text of what he gets back.

    Where a one-time code is asked, he sends it.
    """
    sender = f"{officer.name} <{officer.address}>"
    before = len(house.letters_to(officer.address))
    answer(house, text, letter or newest_to(house, officer.address), sender)
    answers = house.letters_to(officer.address)[before:]
    if len(answers) == 1 and (code := code_in(answers[0])):
        answer(house, f"CODE {code}", answers[0], sender)
        answers = house.letters_to(officer.address)[before + 1 :]
    assert len(answers) == 1, "every mail of an officer is answered once"
    return " ".join(text_of(answers[0]).split())


def code_in(letter: EmailMessage) -> str | None:
    """The one-time code that a letter gives."""
    found = _CODE.search(text_of(letter))
    return found[0] if found else None


def events_of(house: House, reference: str) -> list[CaseEvent]:
    """What happened to a case."""
    with house.bookcase.transaction() as books:
        return books.register.chain.of_case(reference)


def kinds_to(house: House, address: str) -> list[str]:
    """The subjects without their reference, of all letters to somebody."""
    return [str(letter["Subject"]).partition("] ")[2] for letter in house.letters_to(address)]


def bounce_of(letter: EmailMessage) -> bytes:
    """What a mail server says of a letter that it could not deliver (RFC 3464)."""
    return (
        f"From: MAILER-DAEMON@mx.example\r\nTo: mail@juist.nl\r\nSubject: Undelivered Mail: {letter['Subject']}\r\n"
        "Return-Path: <>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nMailbox full\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\nStatus: 5.2.2\r\n"
        "--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: {letter['Message-ID']}\r\nSubject: x\r\n\r\n--b--\r\n"
    ).encode()
