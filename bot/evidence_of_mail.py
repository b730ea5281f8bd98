"""Seals the bytes of a mail and of its evidence pictures on disk, before the transaction that names them."""

from dataclasses import replace
from datetime import datetime

from bot.received import Received
from register_store.books import Books
from register_store.evidence_files import EvidenceFiles, EvidenceKind, Piece


def sealed(files: EvidenceFiles, received: Received, now: datetime) -> tuple[Piece, ...]:
    """The exact mail, or as much of it as was judged, and each picture that is evidence; no case yet.

    A mail that our own keys opened is kept as it came, which others can verify, and as it was read.
    """
    pictures = received.examined.evidence if received.examined else ()
    kind = EvidenceKind.EXCERPT if received.fetched.left_out else EvidenceKind.MAIL
    return (
        _piece(files, received.fetched.raw, kind, "message/rfc822", now),
        *(
            [_piece(files, read_as, EvidenceKind.MAIL, "message/rfc822", now)]
            if (read_as := received.read.opened)
            else []
        ),
        *(_piece(files, each.content, EvidenceKind.PICTURE, each.content_type, now) for each in pictures),
    )


def enter(books: Books, pieces: tuple[Piece, ...], reference: str) -> None:
    """Note the pieces as evidence of a case."""
    for piece in pieces:
        books.evidence.add(replace(piece, reference=reference))


def unused(books: Books, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """What no case took: an officer's commands may read like a report, and are none."""
    return tuple(piece for piece in pieces if not books.spools.is_needed(piece.sha256))


def _piece(files: EvidenceFiles, content: bytes, kind: EvidenceKind, content_type: str, now: datetime) -> Piece:
    return Piece(
        sha256=files.put(content),
        reference="",
        kind=kind,
        content_type=content_type[:255],
        size=len(content),
        stored_at=now,
    )
