"""Counts the mails of a folder and compares them with the journal; what was passed by is read after all."""

import logging

from bot.doors import Inbox, MailboxState
from bot.office import Office

logger = logging.getLogger(__name__)


def agrees(office: Office, folder: str, inbox: Inbox) -> bool:
    """Does the journal know every mail above the first mark? Those it does not are noted, and read at the next turn.

    Raises `DoorError` when the server is away. This is a net below the net: a row that was lost, a server that
    showed a mail late or denied it for a moment.
    """
    state, uids = _listed(inbox)
    if len(uids) < state.exists:  # removed between two answers, or kept from us: a second look tells
        state, uids = _listed(inbox)
    hidden = max(0, state.exists - len(uids))
    now = office.clock()
    with office.bookcase.transaction() as books:
        unknown = books.reckoning.compare(folder, state.uidvalidity, uids, hidden, now)
        if not hidden:
            books.gone_mails.compare(folder, state.uidvalidity, uids, now)
        books.journal.note_again(folder, state.uidvalidity, unknown, now)
    if unknown or hidden:
        logger.error("folder %s: %s mails were passed by, %s are not listed", folder, len(unknown), hidden)
    return not (unknown or hidden)


def _listed(inbox: Inbox) -> tuple[MailboxState, tuple[int, ...]]:
    return inbox.open(), inbox.new_uids(0)
