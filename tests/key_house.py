"""A house whose officers sign with keys, and believes nobody else but by code."""

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from conftest import SettableClock
from house import JUIST, House
from keyrings import PgpPerson, SmimePerson
from mails import REPORT, a_mail

from bot.direct_reader import DirectReader
from bot.officer_keys.officer_key import OfficerKey
from register_store.organisation import Proof


def a_house(tmp_path: Path, clock: SettableClock, reader: DirectReader, *keys: OfficerKey) -> House:
    """A house that believes nobody but by key or code, with one case."""
    organisation = replace(JUIST, proof=Proof.NONE)
    house = House(tmp_path, clock, reader=reader, organisation=organisation, keys=keys)
    house.start()
    house.receives(a_mail(REPORT))
    return house


def reference_of(house: House) -> str:
    """Of its one case."""
    return house.cases()[0].reference


def opened_by(person: PgpPerson | SmimePerson, letter: EmailMessage) -> EmailMessage:
    """The letter inside, as its reader sees it."""
    opened = message_from_bytes(person.reads(letter), policy=policy.default)
    assert isinstance(opened, EmailMessage)
    return opened
