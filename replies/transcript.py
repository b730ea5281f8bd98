"""What became of an officer's commands: the values that the answer letter puts into words."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from register_store.case import Case
from register_store.findings import Clue
from register_store.letter import LetterKind
from register_store.verbs import Verb
from replies.ap_sheet import Sheet
from replies.weighing import Weighing


class Refusal(StrEnum):
    """Why a command was not carried out; each has its sentence in the words files."""

    NO_CASE = "no_case"  #: no case named, or no such case
    OTHER_CASE = "other_case"  #: his words name a second case: which one is meant?
    UNKNOWN_OFFICER = "unknown_officer"  #: nobody, or more than one, on the list has that name
    LIST_FORGOTTEN = "list_forgotten"  #: the list of near misses is older than we remember
    MAIL_GONE = "mail_gone"  #: the mail does not lie in the mailbox any more
    ARGUMENT_MISSING = "argument_missing"
    ARGUMENT_UNCLEAR = "argument_unclear"  #: a time or number could not be read
    TIME_IN_FUTURE = "time_in_future"
    DAY_PASSED = "day_passed"  #: nothing can be planned for it any more
    REASON_NEEDED = "reason_needed"  #: it differs from the advice, or comes after the term
    FORBIDDEN_MOVE = "forbidden_move"  #: this state cannot follow that one
    INCOMPLETE = "incomplete"  #: closing needs the register row and both decisions
    CONTRADICTION = "contradiction"  #: two commands of one mail exclude each other
    NOT_UNDOABLE = "not_undoable"
    NO_FINDER = "no_finder"  #: nobody to send a receipt to
    MERGED = "merged"  #: the case goes on as another
    NOBODY_TO_ASK = "nobody_to_ask"  #: the settings name no such contact
    NO_PASSPHRASE = "no_passphrase"  # noqa: S105  #: no passphrase was agreed with this officer for archives
    NO_EVIDENCE = "no_evidence"  #: the case has no mail of which we keep the original
    EVIDENCE_TOO_LARGE = "evidence_too_large"  #: no mail server takes a letter of that size
    EVIDENCE_UNREADABLE = "evidence_unreadable"  #: damaged, gone, or sealed with a key we do not have
    ALREADY_DONE = "already_done"
    OTHER_LINE_REFUSED = "other_line_refused"  #: all or none: this line was good, another was not
    NOTHING_TO_SEND = "nothing_to_send"  #: nothing was drafted, or nobody is on the list
    DRAFT_CHANGED = "draft_changed"  #: what would go is not what this officer was shown; he is shown it now
    LETTER_UNFINISHED = "letter_unfinished"  #: the preview says what must be mended first
    LIST_MISPLACED = "list_misplaced"  #: address lists are taken only where officers alone can read
    LIST_UNREADABLE = "list_unreadable"  #: neither CSV nor XLSX, too long, or without addresses
    CODE_WRONG = "code_wrong"
    TOO_MANY = "too_many"  #: at most 20 lines count


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One command and what became of it."""

    verb: Verb
    argument: str | None = None
    refusal: Refusal | None = None  #: None: done
    detail: str = ""  #: a value for the sentence: the reference made, the missing fields, the moment understood


class Place(StrEnum):
    """Where in an officer's mail a line stands; each has its sentence in the words files."""

    OWN = "own"  #: among what he typed now
    SIGNATURE = "signature"  #: below his sign-off or signature
    UNSEEN = "unseen"  #: in a style that may hide words from their reader, or not in the version that is shown
    OLD_TEXT = "old_text"  #: in the mail he answers, in a quote, or in a gateway's warning


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUnderstood:
    """A line that looks like a command and was not executed."""

    line: str
    meant: Verb | None = None  #: "bedoelde u BEVESTIG?"
    place: Place = Place.OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One event of a case, for STATUS."""

    at_utc: str  #: ISO 8601, UTC; templates show Dutch time
    kind: str  #: event kind; its words stand in the words files
    actor: str  #: officer's name, "finder" or "meldpost"
    text: str  #: what was recorded (a note, a reason), already masked

    @property
    def moment(self) -> datetime:
        """When it happened."""
        return datetime.fromisoformat(self.at_utc)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Who is waiting for what, or has something to do, for STATUS."""

    who: str  #: somebody's name, or "finder", "officers", "meldpost"
    what: str  #: a key of the section `waits` in the words files
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What led to the verdict and what stopped or allowed our answer (WHY)."""

    clues: tuple[Clue, ...]  #: texts masked, at most twelve words each
    probability: float
    gate: str | None  #: the gate that held the receipt, if one did
    authentication: str  #: "dmarc=pass", "unknown" ...
    thread: str  #: how the mail found its case: "new", "token", "reference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """The whole answer to one officer's mail."""

    lines: tuple[Line, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()
    is_locked: bool = False  #: the mail came encrypted, and no key of ours opens it
    note: str | None = None  #: prose around the commands, kept as a note
    case: Case | None = None  #: as it looks now
    show_help: bool = False
    history: tuple[HistoryLine, ...] = ()  #: filled when STATUS was asked
    waits: tuple[Wait, ...] = ()  #: filled when STATUS was asked
    open_cases: tuple[Case, ...] | None = None  #: filled when LIST was asked, most urgent first
    why: Why | None = None  #: filled when WHY was asked
    thumbnails: tuple[bytes, ...] = ()  #: small pictures (PNG), too blurred to read; filled when WHY was asked
    ap_sheet: Sheet | None = None  #: filled when AP DRAFT was asked
    weighing: Weighing | None = None  #: filled when SEVERITY was asked
    advice_notes: tuple[str, ...] = ()  #: what law, protocol and advice say of a decision; keys of the words files
    register_attached: bool = False
    draft: LetterKind | None = None  #: what kind of letter is attached as a draft that waits for SEND
    draft_mark: str = ""  #: by which that draft is known in the letter with the code
    attachments: tuple[tuple[str, str, bytes], ...] = field(default=())  #: file name, MIME type, content
