"""Events of a case, letters that come back, and a second house: what the stories of loops are played with."""

from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

from conftest import SettableClock
from house import JUIST, House

from register_store.event_chain import CaseEvent
from register_store.organisation import Officer, Organisation

DOORKEES = replace(
    JUIST,
    key="doorkees",
    name="doorKees",
    mailbox="info@doorkees.nl",
    domains=("doorkees.nl",),
    officers=(Officer(name="Siebe Hoekwater", address="siebe@doorkees.nl"),),
    management=("bestuur@doorkees.nl",),
)
FINDER = "anja@buurt.example"


def events_of(house: House, reference: str) -> list[CaseEvent]:
    with house.bookcase.transaction() as books:
        return books.register.chain.of_case(reference)


def a_bounce_of(letter: EmailMessage, *, action: str = "failed", sender: str = "MAILER-DAEMON@mx.example") -> bytes:
    return (
        f"From: {sender}\r\nTo: mail@juist.nl\r\nSubject: Undelivered Mail: {letter['Subject']}\r\n"
        "Return-Path: <>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nMailbox full\r\n"
        f"--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: {action}\r\nStatus: 5.2.2\r\n"
        "--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: {letter['Message-ID']}\r\nSubject: x\r\n\r\n--b--\r\n"
    ).encode()


def another_house(folder: Path, clock: SettableClock, house: House, organisation: Organisation) -> House:
    (folder / organisation.key).mkdir()
    other = House(folder / organisation.key, clock, organisation=organisation, reader=house.office.reader)
    other.start()
    return other
