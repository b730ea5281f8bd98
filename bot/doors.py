"""The two doors to the outside, as the house sees them: what comes in, what goes out, and how to reach both."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from threading import Event
from typing import Protocol

from bot.errors import SettingsError

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Security(StrEnum):
    """How a connection is kept from listeners; what fails is a failure, there is no fallback."""

    TLS = "tls"  #: TLS from the first byte (RFC 8314)
    STARTTLS = "starttls"  #: TLS before anything is said; a server that does not offer it is refused
    PLAIN = "plain"  #: no TLS: only to this very machine (demo, tests, a local relay)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImapAccess:
    """How to reach one mailbox."""

    host: str
    port: int = 993
    security: Security = Security.TLS
    user: str
    password: str = field(default="", repr=False)
    token: Callable[[], str] | None = field(default=None, repr=False)  #: stands in for the password; asked each time
    folder: str = "INBOX"
    ca_file: str | None = None  #: PEM file of an own certificate authority; None: the system's
    timeout: float = 60  #: seconds of silence after which a connection is given up

    def __post_init__(self) -> None:
        _refuse_plain_to_far(self.security, self.host)


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpAccess:
    """How to hand letters to the organisation's own mail server."""

    host: str
    port: int = 465
    security: Security = Security.TLS
    user: str | None = None  #: None: the server takes our letters without a login
    password: str | None = field(default=None, repr=False)
    token: Callable[[], str] | None = field(default=None, repr=False)
    ca_file: str | None = None
    timeout: float = 60

    def __post_init__(self) -> None:
        _refuse_plain_to_far(self.security, self.host)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxState:
    """What the server says of the folder when it is opened (RFC 9051 section 2.3.1)."""

    uidvalidity: int  #: when this changes, every UID known so far means nothing any more
    uidnext: int  #: all UIDs so far are below this
    exists: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A part of a large mail that was not fetched for the judgement."""

    section: str  #: its number in the mail (RFC 9051 section 6.4.5)
    content_type: str
    encoding: str  #: Content-Transfer-Encoding, lower-case
    size: int  #: octets as they lie on the server, still encoded


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedMail:
    """One mail as it lies on the server, untouched; of a large one, its headers and texts."""

    uid: int
    raw: bytes = field(repr=False)  #: where parts were left out, the same mail with these parts empty
    arrived_at: datetime  #: INTERNALDATE, aware UTC: when the server got it, which is when a clock may start
    size: int  #: RFC822.SIZE as the server says
    whole: bool = True  #: False: only the beginning came, or nothing; after some tries a person must look there
    beside_inbox: bool = False  #: it lay in a further folder such as Junk: judged and shown, its sender never answered
    left_out: tuple[LeftOut, ...] = ()  #: what a large mail holds besides; it follows to disk when the mail is kept
    all_of_it: Callable[[], bytes | None] | None = field(default=None, repr=False, compare=False)
    #: the whole bytes of a mail with parts left out, for when its words are too few to judge by; None when too large


class Inbox(Protocol):
    """A mailbox that is looked at and never changed, but for the two courtesies."""

    def open(self) -> MailboxState:
        """Connect if needed, open the folder anew, and say how it stands."""
        ...

    def new_uids(self, above: int) -> tuple[int, ...]:
        """The UIDs above a high-water mark, ascending."""
        ...

    def existing_uids_since(self, day: date) -> tuple[int, ...]:
        """The UIDs of what arrived on or after this day, ascending; to look back, as `scan` does."""
        ...

    def fetch(self, uids: Sequence[int]) -> Iterator[FetchedMail]:
        """Peek at these mails in this order; one that has vanished meanwhile is left out."""
        ...

    def pieces(self, uid: int) -> Iterator[bytes]:
        """The exact bytes of one mail, piece by piece; nothing at all when it has vanished."""
        ...

    def part_pieces(self, uid: int, part: LeftOut) -> Iterator[bytes]:
        """One part of a mail, still in its transfer encoding, piece by piece."""
        ...

    def left_out(self, uid: int) -> tuple[LeftOut, ...]:
        """What a mail holds besides headers and texts."""
        ...

    def mark(self, uid: int, keyword: str) -> bool:
        """A courtesy: put a keyword on a mail. False when this server or folder cannot."""
        ...

    def move(self, uid: int, folder: str) -> bool:
        """A courtesy: move a mail to a folder. False when this server cannot or the mail is gone."""
        ...

    def close(self) -> None:
        """Say goodbye; never raises."""
        ...


class Ear(Protocol):
    """A connection that hears at once when mail comes; a hint only, the looking is the truth."""

    def open(self) -> MailboxState:
        """Connect if needed, open the folder anew, and say how it stands."""
        ...

    def listen(self, seconds: float, stopping: Event, begun: Callable[[], None]) -> bool | None:
        """Wait so long for news; None when this server cannot tell (no IDLE, RFC 2177)."""
        ...

    def close(self) -> None:
        """Say goodbye; never raises."""
        ...


class Sender(Protocol):
    """Takes one letter at a time to the outgoing mail server."""

    def send(self, sender: str, recipient: str, content: bytes) -> None:
        """Returns when the server has taken the letter; raises `SenderError` when it has not."""
        ...

    def close(self) -> None:
        """Say goodbye; never raises."""
        ...


def _refuse_plain_to_far(security: Security, host: str) -> None:
    if security is Security.PLAIN and host not in LOOPBACK:
        raise SettingsError(f'security = "plain" is only for this machine itself; use "tls" or "starttls" for {host}.')
