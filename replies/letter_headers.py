"""The headers of every letter: who, to whom, in which thread, and the marks that keep robots quiet (RFC 5322, 3834)."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address, HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy

from register_store.letter import LetterKind
from register_store.organisation import Organisation

#: How many Message-IDs a References header carries; some mail servers refuse headers of many kilobytes.
MOST_REFERENCES = 12
LONGEST_SUBJECT = 120

#: Letters that answer a mail; all others arise by themselves (RFC 3834, section 5).
_ANSWERS = frozenset({LetterKind.RECEIPT, LetterKind.COMMAND_ANSWER, LetterKind.CONFIRM_CODE})
_MESSAGE_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{1,250}>")
_DOT_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ud800-\udfff]+")


class UnwritableRecipient(ValueError):
    """The address cannot stand in a To header that every mail server accepts."""

    def __str__(self) -> str:
        return UnwritableRecipient.__doc__ or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What the caller fixes once for a letter, so that a repeated send repeats it."""

    message_id: str  #: with angle brackets
    token: str  #: unguessable, stands in the Message-ID
    mark: str  #: value of X-Meldpost-Mark: our own mail is known by it
    written_at: datetime  #: aware UTC
    codes: tuple[str, ...] = ()  #: of the ready command mails that its buttons open


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The mail or letter that a letter answers."""

    message_id: str | None
    references: tuple[str, ...] = ()  #: oldest first
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """To whom a letter goes and what it belongs to."""

    kind: LetterKind
    recipient: str
    language: str
    officer: str | None = None  #: address of the officer it is bound to, None for finders and management
    reference: str | None = None
    answered: Answered | None = None
    below: str | None = None  #: a second language: the whole letter once more, under the first
    reply_to: str | None = None  #: who answers, where that is not the mailbox that writes


def headed(organisation: Organisation, envelope: Envelope, stamp: Stamp, subject: str) -> EmailMessage:
    """An empty letter with all headers but those of its content."""
    letter = EmailMessage(policy=_policy())
    letter["From"] = Address(clean_line(organisation.name), addr_spec=_addr_spec(organisation.mailbox))
    letter["To"] = Address(addr_spec=_addr_spec(envelope.recipient))
    if envelope.officer and organisation.officer_mailbox:
        letter["Reply-To"] = Address(clean_line(organisation.name), addr_spec=_addr_spec(organisation.officer_mailbox))
    elif envelope.reply_to:
        letter["Reply-To"] = Address(addr_spec=_addr_spec(envelope.reply_to))
    letter["Subject"] = clean_line(subject)
    letter["Date"] = stamp.written_at
    letter["Message-ID"] = stamp.message_id
    _add_thread(letter, envelope.answered)
    _add_marks(letter, envelope, stamp)
    return letter


def is_writable(address: str) -> bool:
    """Can a letter go to this address?"""
    try:
        return bool(_addr_spec(address))
    except UnwritableRecipient:
        return False


def clean_line(text: str, longest: int = LONGEST_SUBJECT) -> str:
    """Foreign text as one harmless line: no line breaks, control or direction characters, bounded."""
    line = " ".join(_CONTROLS.sub(" ", text[: longest * 20]).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def answer_subject(subject: str) -> str:
    """A subject that mail programs keep in the same thread: exactly one "Re:" in front."""
    bare = re.sub(r"^(?:(?:re|aw|antw|fw|fwd|wg|doorst)\s?:\s?){1,9}", "", clean_line(subject), flags=re.IGNORECASE)
    return clean_line(f"Re: {bare}")


def _add_thread(letter: EmailMessage, answered: Answered | None) -> None:
    """In-Reply-To and References (RFC 5322, 3.6.4): the first of the thread and its latest."""
    parent = _message_ids(answered.message_id or "") if answered else ()
    if not answered or not parent:
        return
    older = tuple(one for given in answered.references for one in _message_ids(given) if one != parent[0])
    latest = older[-(MOST_REFERENCES - 2) :] if len(older) >= MOST_REFERENCES else older[1:]
    letter["In-Reply-To"] = parent[0]
    letter["References"] = " ".join(dict.fromkeys((*older[:1], *latest, parent[0])))


def _add_marks(letter: EmailMessage, envelope: Envelope, stamp: Stamp) -> None:
    answers = envelope.kind in _ANSWERS
    letter["Auto-Submitted"] = "auto-replied" if answers else "auto-generated"
    letter["X-Meldpost-Mark"] = stamp.mark
    if envelope.kind == LetterKind.DIGEST:
        letter["Precedence"] = "bulk"
    elif answers:
        letter["Precedence"] = "auto_reply"
    if envelope.officer is None:
        # Officers keep their automatic replies: that one is on leave is a signal for the escalation ladder.
        letter["X-Auto-Response-Suppress"] = "All"


def _message_ids(text: str) -> tuple[str, ...]:
    return tuple(_MESSAGE_ID.findall(text[:8000]))


def _addr_spec(address: str) -> str:
    """The address in ASCII: the domain in IDNA; a local part outside ASCII needs SMTPUTF8, which few servers offer."""
    local, _, domain = address.strip().rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        raise UnwritableRecipient from None
    if not _DOT_ATOM.fullmatch(local) or not _DOT_ATOM.fullmatch(ascii_domain) or len(address) > 254:
        raise UnwritableRecipient
    return f"{local}@{ascii_domain}"


class _TokensHeader:
    """Tokens such as Message-IDs, one a line: the library's own folding would turn a long one into an encoded word."""

    max_count = 1

    @classmethod
    def parse(cls, value: str, kwds: dict[str, object]) -> None:
        kwds["parse_tree"] = None
        kwds["decoded"] = " ".join(value.split())

    def fold(self, *, policy: EmailPolicy) -> str:
        tokens = str(self).split(" ")
        return f"{self.name}: {(policy.linesep + ' ').join(tokens)}{policy.linesep}"  # type: ignore[attr-defined]


def _policy() -> EmailPolicy:
    registry = HeaderRegistry()
    for name in ("message-id", "in-reply-to", "references", "x-meldpost-mark"):
        registry.map_to_type(name, _TokensHeader)  # type: ignore[arg-type]
    return SMTP.clone(header_factory=registry)  # type: ignore[return-value]
