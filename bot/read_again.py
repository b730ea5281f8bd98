"""Reads mails again that the journal only knows by their keys: from the mailbox, where they lie, and nowhere else."""

import logging
from collections.abc import Iterable, Mapping

from bot.doors import FetchedMail, Inbox
from bot.errors import MailError
from bot.office import Office
from bot.reader import Read
from register_store.journal import Place

logger = logging.getLogger(__name__)


def fetch_again(office: Office, inboxes: Mapping[str, Inbox], wanted: Mapping[str, Place]) -> dict[str, FetchedMail]:
    """By fingerprint, the mails that lie there still, unchanged. Raises `DoorError` when the server is away."""
    found: dict[str, FetchedMail] = {}
    for folder, places in _by_folder(wanted.values()).items():
        if folder not in inboxes:
            continue
        state = inboxes[folder].open()
        uids = sorted(place.uid for place in places if place.uidvalidity == state.uidvalidity)
        for fetched in inboxes[folder].fetch(uids):
            fingerprint = office.bookcase.keys.fingerprint_of(fetched.raw)
            if fingerprint in wanted:
                found[fingerprint] = fetched
    return found


def read_again(office: Office, raw: bytes) -> Read | None:
    """What it says; None when it cannot be read now."""
    try:
        return office.reader.read(raw, office.belief)
    except MailError as error:
        logger.warning("a mail that was judged could not be read again, %s", error)
        return None


def _by_folder(places: Iterable[Place]) -> dict[str, list[Place]]:
    folders: dict[str, list[Place]] = {}
    for place in places:
        folders.setdefault(place.folder, []).append(place)
    return folders
