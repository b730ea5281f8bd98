"""What became of an officer's commands: the values that the answer letter puts into words."""

from dataclasses import dataclass, field
from enum import StrEnum

from register_store.case import Case
from register_store.findings import Clue
from register_store.verbs import Verb


class Refusal(StrEnum):
    """Why a command was not carried out; each has its sentence in the words files."""

    NO_CASE = "no_case"  #: no case named, or no such case
    ARGUMENT_MISSING = "argument_missing"
    ARGUMENT_UNCLEAR = "argument_unclear"  #: a time or number could not be read
    TIME_IN_FUTURE = "time_in_future"
    FORBIDDEN_MOVE = "forbidden_move"  #: this state cannot follow that one
    INCOMPLETE = "incomplete"  #: closing needs the register row and both decisions
    CONTRADICTION = "contradiction"  #: two commands of one mail exclude each other
    NOT_UNDOABLE = "not_undoable"
    NO_FINDER = "no_finder"  #: nobody to send a receipt to
    ALREADY_DONE = "already_done"
    OTHER_LINE_REFUSED = "other_line_refused"  #: all or none: this line was good, another was not
    CODE_WRONG = "code_wrong"
    TOO_MANY = "too_many"  #: at most 20 lines count


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One command and what became of it."""

    verb: Verb
    argument: str | None = None
    refusal: Refusal | None = None  #: None: done
    detail: str = ""  #: a value for the sentence: the reference made, the missing fields, the moment understood


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUnderstood:
    """A line that looks like a command and was not executed."""

    line: str
    meant: Verb | None = None  #: "bedoelde u BEVESTIG?"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One event of a case, for STATUS."""

    at_utc: str  #: ISO 8601, UTC; templates show Dutch time
    kind: str  #: event kind; its words stand in the words files
    actor: str  #: officer's name, "finder" or "meldpost"
    text: str  #: what was recorded (a note, a reason), already masked


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
    note: str | None = None  #: prose around the commands, kept as a note
    case: Case | None = None  #: as it looks now
    show_help: bool = False
    history: tuple[HistoryLine, ...] = ()  #: filled when STATUS was asked
    open_cases: tuple[Case, ...] | None = None  #: filled when LIST was asked, most urgent first
    why: Why | None = None  #: filled when WHY was asked
    register_attached: bool = False
    attachments: tuple[tuple[str, str, bytes], ...] = field(default=())  #: file name, MIME type, content
