"""The rest of large mails follows to disk piece by piece, once their case is there: the exact bytes, and pictures."""

import logging
from collections.abc import Iterator
from threading import Event

from bot.doors import Inbox, LeftOut
from bot.errors import InboxError
from bot.large_mail import is_picture
from bot.mail_servers.transfer_decoding import decoded
from bot.office import Office
from bot.patience import Patience
from register_store.books import Books
from register_store.evidence_files import EvidenceKind, Piece
from register_store.journal import Place

logger = logging.getLogger(__name__)

#: Larger pictures, and more of them, stay inside the mail: a person can look at them there.
LARGEST_PICTURE = 16 << 20
MOST_PICTURES = 20


class RestOfMails:
    """What is owed to the evidence of one folder; a mail that cannot be had now is tried again with growing pauses."""

    def __init__(self, office: Office, inbox: Inbox, stopping: Event) -> None:
        self._office = office
        self._inbox = inbox
        self._stopping = stopping
        self._patience: dict[Place, Patience] = {}

    def follow(self, folder: str, uidvalidity: int) -> None:
        """Fetch what is owed, mail by mail."""
        with self._office.bookcase.transaction() as books:
            owed = books.journal.owed(folder, uidvalidity)
        for place, reference in owed:
            if self._stopping.is_set():
                return
            self.follow_one(place, reference)

    def is_settled(self, place: Place) -> bool:
        """Is nothing owed of this mail, or can it be had now?"""
        with self._office.bookcase.transaction() as books:
            reference = books.journal.rest_for(place)
        return reference is None or self.follow_one(place, reference)

    def follow_one(self, place: Place, reference: str) -> bool:
        """Is all that can be had of this mail on disk now?"""
        patience = self._patience.setdefault(place, Patience())
        if not patience.may_try(self._office.clock()):
            return False
        try:
            pieces = tuple(self._stored(place.uid, reference))
        except (InboxError, ValueError) as error:  # ValueError: a structure that cannot be understood
            logger.warning("mail %s: its rest cannot be had now (%s)", place.uid, type(error).__name__)
            patience.failed(self._office.clock())
            return False
        with self._office.bookcase.transaction() as books:
            _enter(books, place, pieces)
        del self._patience[place]
        logger.info("mail %s: %s pieces of its rest are on disk", place.uid, len(pieces))
        return True

    def _stored(self, uid: int, reference: str) -> Iterator[Piece]:
        """The whole mail first; a mail that people removed meanwhile has nothing more to give."""
        kind = EvidenceKind.MAIL if reference else EvidenceKind.SET_ASIDE
        whole = self._put(self._inbox.pieces(uid), reference, kind, "message/rfc822")
        if not whole.size:
            self._office.bookcase.files.erase(whole.sha256)
            logger.warning("mail %s: it was removed before its rest could be fetched", uid)
            return
        yield whole
        for part in self._pictures(uid) if reference else ():
            content = decoded(self._inbox.part_pieces(uid, part), part.encoding)
            yield self._put(content, reference, EvidenceKind.PICTURE, part.content_type)

    def _pictures(self, uid: int) -> tuple[LeftOut, ...]:
        parts = (part for part in self._inbox.left_out(uid) if is_picture(part.content_type, part.size))
        return tuple(part for part in parts if part.size <= LARGEST_PICTURE)[:MOST_PICTURES]

    def _put(self, pieces: Iterator[bytes], reference: str, kind: EvidenceKind, content_type: str) -> Piece:
        sha256, size = self._office.bookcase.files.put_stream(self._until_stopped(pieces))
        return Piece(
            sha256=sha256,
            reference=reference,
            kind=kind,
            content_type=content_type[:255],
            size=size,
            stored_at=self._office.clock(),
        )

    def _until_stopped(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Whoever stops us does not wait for a film: it is fetched anew after the next start."""
        for piece in pieces:
            if self._stopping.is_set():
                raise InboxError("Stopped while a large mail was being read.")
            yield piece


def _enter(books: Books, place: Place, pieces: tuple[Piece, ...]) -> None:
    for piece in pieces:
        books.evidence.add(piece)
    books.journal.rest_followed(place)
