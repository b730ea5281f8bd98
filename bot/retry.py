"""Reads again what was set aside: after a repair of the program, a mail that could not be read perhaps can."""

import logging
from dataclasses import dataclass

from bot.doors import FetchedMail
from bot.errors import MailError
from bot.intake import receive_again
from bot.office import Office
from register_store.evidence_files import EvidenceKind, Piece

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retried:
    """What came of it."""

    read: int = 0
    unreadable: int = 0


def retry(office: Office) -> Retried:
    """Every mail that was set aside, from its kept bytes; what still cannot be read stays set aside."""
    with office.bookcase.transaction() as books:
        pieces = books.evidence.of_case("", EvidenceKind.SET_ASIDE)
    outcomes = [_is_read(office, piece) for piece in pieces]
    return Retried(read=outcomes.count(True), unreadable=outcomes.count(False))


def _is_read(office: Office, piece: Piece) -> bool | None:
    """None: nothing is known of such a mail any more."""
    raw = office.bookcase.files.get(piece.sha256)
    if not raw:
        return False  # the mail server could not give it: it can only be looked at there
    with office.bookcase.transaction() as books:
        entry = books.journal.set_aside(office.bookcase.keys.fingerprint_of(raw))
    if entry is None:
        return None
    arrived_at = entry.arrived_at or entry.noted_at
    fetched = FetchedMail(uid=entry.place.uid, raw=raw, arrived_at=arrived_at, size=len(raw))
    try:
        receive_again(office, entry.place, fetched)
    except MailError as error:
        logger.warning("mail %s: still set aside, %s", entry.place.uid, error)
        return False
    _let_go(office, piece)
    return True


def _let_go(office: Office, piece: Piece) -> None:
    """A report keeps its bytes under its own case; ordinary mail leaves no copy with us."""
    with office.bookcase.transaction() as books:
        is_unused = books.evidence.remove(piece.sha256, piece.reference)
    if is_unused:
        office.bookcase.files.erase(piece.sha256)
