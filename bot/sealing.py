"""A letter as it leaves the house: to an officer whose key we know, encrypted; never in plain words instead."""

import logging
import re
from email import message_from_bytes
from email.policy import default

from bot.office import Office
from bot.officer_keys.officer_key import OfficerKey
from bot.officer_keys.sealed_letter import plain_instead, sealed
from register_store.outbox import Waiting
from replies.wordbook import wordbook

logger = logging.getLogger(__name__)

_REFERENCE = re.compile(r"\b(?:DL|OEF)-\d{4}-\d{3,6}\b")


def as_it_goes(office: Office, letter: Waiting) -> bytes:
    """The bytes for the mail server. A key that cannot be used costs the content, not the news that there is one."""
    key = next((key for key in office.belief.keys if key.officer == letter.recipient.lower()), None)
    if key is None:
        return letter.content
    subject = _word(office, letter, "subject", _reference(letter))
    if not key.is_revoked and (ciphertext := _sealed(letter, key, subject)):
        return ciphertext
    return plain_instead(letter.content, subject, _word(office, letter, "unsealable", _reference(letter)))


def _sealed(letter: Waiting, key: OfficerKey, subject: str) -> bytes | None:
    try:
        return sealed(letter.content, key, subject)
    except Exception as error:  # the libraries name their faults badly; the letter's reader must hear something
        logger.warning("letter %s: not encrypted, %s", letter.kind.value, type(error).__name__)
        return None


def _reference(letter: Waiting) -> str:
    """The case, from the subject: it stands in every answer, and says nothing of anybody."""
    head = message_from_bytes(letter.content.partition(b"\r\n\r\n")[0] + b"\r\n\r\n", policy=default)
    found = _REFERENCE.search(str(head["Subject"]))
    return f"[{found[0]}] " if found else ""


def _word(office: Office, letter: Waiting, name: str, reference: str) -> str:
    officer = office.organisation.officer(letter.recipient)
    language = "nl" if officer is None or officer.language == "nl" else "en"
    return wordbook(language).word("sealed", name).format(case=reference, phone=office.organisation.phone)
