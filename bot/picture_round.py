"""Reads the words in evidence pictures after the intake: they add to findings and may raise a verdict."""

import logging
from collections.abc import Iterable
from itertools import groupby

from bot.errors import MailError
from bot.office import Office
from classifiers.words import Picture
from register_store.books import Books
from register_store.case import Case, CaseState
from register_store.event_chain import EventKind
from register_store.evidence_files import Piece
from register_store.findings import Findings, Verdict
from register_store.letter import LetterKind
from register_store.masked_findings import masked
from register_store.sealed_frames import DamagedEvidence

logger = logging.getLogger(__name__)


def read_waiting_pictures(office: Office) -> None:
    """Case by case; alarms that wait for it go out with what was found, or without after a minute."""
    if not office.reader.can_read_pictures():
        return
    with office.bookcase.transaction() as books:
        unread = books.evidence.unread_pictures()
    for reference, pieces in groupby(sorted(unread, key=lambda piece: piece.reference), key=lambda p: p.reference):
        _read_case(office, reference, tuple(pieces))


def _read_case(office: Office, reference: str, pieces: tuple[Piece, ...]) -> None:
    with office.bookcase.transaction() as books:
        case = books.register.find(reference)
    findings = _looked_at(office, case, pieces) if case else None
    with office.bookcase.transaction() as books:
        books.evidence.words_read(pieces, office.clock())
        current = books.register.find(reference)
        if case and current and findings and findings != case.findings:
            _add(office, books, current, findings)
        books.outbox.release(reference)


def _looked_at(office: Office, case: Case, pieces: Iterable[Piece]) -> Findings | None:
    try:
        pictures = [_picture(office, piece) for piece in pieces]
        return masked(office.reader.add_picture_words(case.findings, pictures))
    except (MailError, DamagedEvidence, FileNotFoundError) as error:
        # The pictures stay as evidence; a person looks at them anyway. One damaged file must not hold up the alarms of
        # all other cases at every turn. A wrong key is every file's trouble, and stops the round.
        logger.warning("case %s: its pictures could not be read, %s", case.reference, type(error).__name__)
        return None


def _picture(office: Office, piece: Piece) -> Picture:
    content = office.bookcase.files.get(piece.sha256)
    return Picture(name="", content_type=piece.content_type, content=content, is_inline=False)


def _add(office: Office, books: Books, case: Case, findings: Findings) -> None:
    raised = case.state is CaseState.DOUBT and findings.verdict is Verdict.REPORT
    changes = {"findings": findings, **({"state": CaseState.REPORTED} if raised else {})}
    case = books.register.change(case, changes, kind=EventKind.PICTURES_READ, actor="meldpost", at=office.clock())
    for kind in (LetterKind.ALARM, LetterKind.DOUBT):
        for letter in books.outbox.of_case(case.reference, kind):
            anew = office.letters.alarm_anew(case, letter, office.clock())
            if anew:
                books.outbox.rewrite(letter.message_id, anew.content)
