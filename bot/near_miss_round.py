"""Once a week officers get the ordinary mails that came nearest to a doubt, their words read again for the letter."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from textwrap import fill

from bot.doors import FetchedMail, Inbox
from bot.errors import DoorError
from bot.office import Office
from bot.read_again import fetch_again, read_again
from classifiers.words import Words
from register_store.due_rounds import NEAR_MISSES, next_digest
from register_store.journal import Entry
from register_store.masks import mask
from register_store.near_misses import NearMiss
from replies.near_misses import Suspect, near_miss_gone, near_misses

logger = logging.getLogger(__name__)

MOST_LISTED = 10
WEEK = timedelta(weeks=1)
#: As much of a mail as tells what it is about.
LINES, LONGEST_LINES, LONGEST_SUBJECT = 4, 320, 100
WIDTH = 66


def list_near_misses(office: Office, inboxes: Mapping[str, Inbox]) -> None:
    """Mondays with the digest; after a standstill once. While the mail server is away it waits."""
    now = office.clock()
    with office.bookcase.transaction() as books:
        due = books.agenda.due_at(NEAR_MISSES)
        if due is None:
            books.agenda.plan(NEAR_MISSES, next_digest(now))
        if due is None or now < due:
            return
        misses = books.near_misses.highest(MOST_LISTED, due - WEEK, now)
        places = {miss.fingerprint: books.near_misses.place_now(miss.fingerprint) or miss.place for miss in misses}
    try:
        found = fetch_again(office, inboxes, places)
    except DoorError as error:
        logger.warning("near misses not read again: %s", error)
        return
    suspects = [_suspect(office, miss, found, number) for number, miss in enumerate(misses, start=1)]
    with office.bookcase.transaction() as books:
        books.near_misses.list_as(misses, now)
        for officer in office.letters.alarmed() if suspects else ():
            stamp = office.stationery.new_stamp(officer.address, None, now)
            books.outbox.put(near_misses(office.organisation, officer, suspects, stamp))
        books.agenda.plan(NEAR_MISSES, next_digest(now))


def tell_if_called_back(office: Office, entry: Entry) -> None:
    """An officer said that this mail was a report, and it was gone when it was to be read again."""
    now = office.clock()
    with office.bookcase.transaction() as books:
        if not books.near_misses.is_called_back(entry.place):
            return
        miss = books.near_misses.at(entry.place)
        lost = _bare(miss, miss.number or 0)
        for officer in office.letters.alarmed():
            stamp = office.stationery.new_stamp(officer.address, None, now)
            books.outbox.put(near_miss_gone(office.organisation, officer, lost, stamp))


def _suspect(office: Office, miss: NearMiss, found: Mapping[str, FetchedMail], number: int) -> Suspect:
    fetched = found.get(miss.fingerprint)
    read = read_again(office, fetched.raw) if fetched else None
    bare = _bare(miss, number)
    return _worded(bare, read.mail.words) if read else bare


def _bare(miss: NearMiss, number: int) -> Suspect:
    return Suspect(
        number=number,
        folder=miss.place.folder,
        arrived_at=miss.arrived_at,
        percent=round(miss.probability * 100),
        is_gone=True,
    )


def _worded(bare: Suspect, words: Words) -> Suspect:
    """Masked before it is cut: half a number is not known as one."""
    text = mask(words.own or words.whole, longest=4000)
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    return Suspect(
        number=bare.number,
        folder=bare.folder,
        arrived_at=bare.arrived_at,
        percent=bare.percent,
        subject=mask(words.subject)[:LONGEST_SUBJECT],
        lines=fill(" ".join(lines[:LINES])[:LONGEST_LINES], WIDTH),
    )
