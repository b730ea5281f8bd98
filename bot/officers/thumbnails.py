"""The evidence pictures of a case as WHY shows them: too blurred to read, recognisable by their layout."""

import logging

from bot.errors import MailError
from bot.office import Office
from classifiers.words import Picture
from register_store.books import Books
from register_store.evidence_files import EvidenceKind, Piece
from register_store.sealed_frames import DamagedEvidence, WrongKey

logger = logging.getLogger(__name__)

#: An officer wants to know what hangs on the mail, not to leaf through an album.
MOST_SHOWN = 4
#: Larger pictures are not unpacked just to be made small.
LARGEST = 16 << 20


def thumbnails_of(office: Office, books: Books, reference: str) -> tuple[bytes, ...]:
    """Small PNGs, oldest first; without any where the pictures cannot be had, for WHY must be answered anyway."""
    pieces = [piece for piece in books.evidence.of_case(reference, EvidenceKind.PICTURE) if piece.size <= LARGEST]
    try:
        return office.reader.thumbnails([_picture(office, piece) for piece in pieces[:MOST_SHOWN]]) if pieces else ()
    except (MailError, DamagedEvidence, WrongKey, FileNotFoundError) as error:
        logger.warning("case %s: its pictures cannot be shown, %s", reference, type(error).__name__)
        return ()


def _picture(office: Office, piece: Piece) -> Picture:
    content = office.bookcase.files.get(piece.sha256)
    return Picture(name="", content_type=piece.content_type, content=content, is_inline=False)
