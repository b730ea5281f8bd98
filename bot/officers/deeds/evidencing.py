"""EVIDENCE: the originals of a case to the officer who asks, as an archive that only his passphrase opens."""

from collections.abc import Iterable

from bot.evidence_archive import Original, archive_of
from bot.merged_cases import current, merged_into
from bot.officers.command_grammar import Command
from bot.officers.desk import Desk, Done, refuse
from register_store.case import Case
from register_store.event_chain import EventKind
from register_store.evidence_files import EvidenceFiles, EvidenceKind, Piece
from register_store.sealed_frames import DamagedEvidence, WrongKey
from replies.evidence_letter import evidence as evidence_letter
from replies.letter_bytes import Attached
from replies.letter_headers import Answered
from replies.transcript import Refusal

#: Bytes of originals in one archive: with the base64 of mail it stays below the 25 MB that most servers take.
LARGEST = 16 << 20
_MEGABYTE = 1 << 20


def evidence(desk: Desk, command: Command, case: Case) -> Done:
    """BEWIJS: every look at the originals is an event; the letter's bytes are forgotten once it has gone."""
    order, office, case = desk.order, desk.office, current(desk.books, case)
    passphrase = office.passphrases.get(order.officer.address.lower())
    if passphrase is None:
        refuse(Refusal.NO_PASSPHRASE)
    pieces = chosen(_originals(desk, case))
    archive = archive_of(_opened(office.bookcase.files, pieces), passphrase)
    stamp = office.stationery.new_stamp(order.officer.address, case.reference, order.now)
    mail = order.received.mail
    letter = evidence_letter(
        office.organisation,
        order.officer,
        case,
        stamp,
        archive=Attached(f"{case.reference}.zip", "application/zip", archive),
        originals=len(pieces),
        sources=_sources(desk, case, pieces),
        answered=Answered(message_id=mail.message_id, references=mail.references, subject=mail.subject),
    )
    desk.books.outbox.put(letter)
    payload = {"verb": command.verb.value, "by": order.officer.name, "digests": [piece.sha256 for piece in pieces]}
    desk.books.register.record(case, kind=EventKind.EVIDENCE_SENT, actor=order.actor, at=order.now, payload=payload)
    return Done(case=case)


def chosen(pieces: list[Piece]) -> list[Piece]:
    """All of them; without the pictures, which are in their mails as well, where it would be too much."""
    if not pieces:
        refuse(Refusal.NO_EVIDENCE)
    if _size(pieces) > LARGEST:
        pieces = [piece for piece in pieces if piece.kind is not EvidenceKind.PICTURE]
    if _size(pieces) > LARGEST:
        refuse(Refusal.EVIDENCE_TOO_LARGE, f"{_size(pieces) // _MEGABYTE} MB")
    return pieces


def _originals(desk: Desk, case: Case) -> list[Piece]:
    """Mails first; of all cases that were merged, each content once."""
    pieces = [
        piece for one in [case, *merged_into(desk.books, case)] for piece in desk.books.evidence.of_case(one.reference)
    ]
    different = {piece.sha256: piece for piece in pieces if piece.kind in _GOES}
    return sorted(different.values(), key=lambda piece: (piece.kind is EvidenceKind.PICTURE, piece.stored_at))


def _sources(desk: Desk, case: Case, pieces: list[Piece]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Which files came from which case, when there is more than one; what came to both stands at both."""
    numbers = {piece.sha256: f"{number:02d}" for number, piece in enumerate(pieces, start=1)}
    told = {
        one.reference: {piece.sha256: None for piece in desk.books.evidence.of_case(one.reference)}
        for one in [case, *merged_into(desk.books, case)]
    }
    return tuple(
        (name, tuple(sorted(numbers[each] for each in found if each in numbers))) for name, found in told.items()
    )


def _opened(files: EvidenceFiles, pieces: Iterable[Piece]) -> list[Original]:
    try:
        return [Original(content_type=piece.content_type, content=files.get(piece.sha256)) for piece in pieces]
    except (WrongKey, DamagedEvidence, FileNotFoundError):
        refuse(Refusal.EVIDENCE_UNREADABLE)


def _size(pieces: Iterable[Piece]) -> int:
    return sum(piece.size for piece in pieces)


_GOES = frozenset({EvidenceKind.MAIL, EvidenceKind.EXCERPT, EvidenceKind.PICTURE})
