"""One letter, as it waits in the outbox (pure): fixed bytes, fixed Message-ID, one recipient."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LetterKind(StrEnum):
    """Why a letter goes out; also the name of its template folder."""

    RECEIPT = "receipt"  #: to the finder: we have it
    ALARM = "alarm"  #: to officers: a report came in
    DOUBT = "doubt"  #: to officers: is this a report?
    FINDER_WROTE = "finder_wrote"  #: to officers: the finder wrote again
    OWED = "owed"  #: to officers: people affected have not heard, or the first report was not completed
    FINDER_SILENT = "finder_silent"  #: to officers: the finder does not answer, ask again?
    EVIDENCE = "evidence"  #: to the officer who asked: the originals of a case, encrypted
    COMMAND_ANSWER = "command_answer"  #: to the officer who commanded: a transcript
    CONFIRM_CODE = "confirm_code"  #: to the officer on file: a one-time code before anything is done
    DEADLINE_WARNING = "deadline_warning"  #: to officers: hours left of the 72
    ASSIGNED = "assigned"  #: to the officer to whom a colleague gave a case
    DIGEST = "digest"  #: to management, weekly
    NEAR_MISSES = "near_misses"  #: to officers, weekly: ordinary mails that came nearest to a doubt
    SET_ASIDE = "set_aside"  #: to officers: a mail could not be read
    TROUBLE = "trouble"  #: to ops, or to officers after a restore: Meldpost itself needs a person
    UNREACHED = "unreached"  #: to the next officer, or ops: a letter did not reach somebody, or he is away
    UNTAKEN = "untaken"  #: to all officers, then management: nobody took a case
    FINDER_QUESTION = "finder_question"  #: to the finder: an officer asks him something
    THANKS = "thanks"  #: to the finder: what became of his report; goes only by SEND
    TASK = "task"  #: to IT or a processor: questions about a case
    TASK_ANSWERED = "task_answered"  #: to officers: IT or a processor answered
    TASK_UNANSWERED = "task_unanswered"  #: to officers: IT or a processor did not answer in time
    POSSIBLY_RELATED = "possibly_related"  #: to officers: somebody else's mail names a case
    PEOPLE = "people"  #: to somebody affected: GDPR art. 34; goes only by SEND
    PEOPLE_PREVIEW = "people_preview"  #: to the officer: how that letter will look, and to whom it would go
    PEOPLE_PROGRESS = "people_progress"  #: to the officer: half or all of them went, some did not arrive
    PEOPLE_WROTE = "people_wrote"  #: to officers: somebody affected answered his letter


#: Letters that somebody must read in time: one that does not arrive goes on to the next.
URGENT = frozenset(
    {
        LetterKind.ALARM,
        LetterKind.DOUBT,
        LetterKind.FINDER_WROTE,
        LetterKind.DEADLINE_WARNING,
        LetterKind.SET_ASIDE,
        LetterKind.ASSIGNED,
        LetterKind.UNREACHED,
        LetterKind.UNTAKEN,
        LetterKind.TASK_ANSWERED,
        LetterKind.TASK_UNANSWERED,
        LetterKind.POSSIBLY_RELATED,
        LetterKind.PEOPLE_WROTE,
    }
)

#: Letters whose bytes hold affected people's names and addresses: kept no longer than needed, and not in back-ups.
PEOPLE_KINDS = frozenset({LetterKind.PEOPLE, LetterKind.PEOPLE_PREVIEW})

#: Letters to people who are no officers and must answer or know: their officer hears when one does not arrive.
TO_OTHERS = frozenset({LetterKind.FINDER_QUESTION, LetterKind.THANKS, LetterKind.TASK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What the outbox keeps. A repeated send repeats these bytes, never a new letter."""

    organisation: str
    kind: LetterKind
    message_id: str  #: with angle brackets, fixed when the letter is written
    token: str  #: unguessable; stands in the Message-ID, so that answers carry it back
    recipient: str
    content: bytes  #: RFC 5322 message with CRLF line ends
    written_at: datetime
    reference: str | None = None  #: the case it speaks of
    officer: str | None = None  #: address of the officer it is bound to, None for finders and management
    not_before: datetime | None = None  #: wait until then (an alarm whose pictures are being read)
    cap_key: str | None = None  #: letters with the same key count together against a cap


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownLetter:
    """A letter of ours, as answers and bounces find it again."""

    message_id: str
    token: str
    kind: LetterKind
    recipient: str
    officer: str | None
    reference: str | None
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTrace:
    """What the books know of a letter long after its bytes are gone: for the dossier."""

    kind: LetterKind
    recipient: str
    written_at: datetime
    sent_at: datetime | None
    returned_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UncertainLetter:
    """A letter that waited when a back-up was made: nobody knows whether it went out since."""

    organisation: str
    kind: LetterKind
    reference: str | None
    written_at: datetime
