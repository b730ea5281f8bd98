"""What the intake asks about a mail, and the answers; two readers give them, directly or in a child process."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bot.incoming_mail import Authenticated, IncomingMail
from bot.officer_keys.officer_key import OfficerKey, Signature
from bot.officer_keys.own_keys import NO_KEYS, OwnKeys
from classifiers.words import Picture, SenderFacts, Words
from register_store.findings import Findings
from register_store.organisation import Proof

if TYPE_CHECKING:
    from bot.reading.dkim_keys import DnsLookup


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A mail's form and whether its sender is proven."""

    mail: IncomingMail
    authenticated: Authenticated
    signature: Signature | None = None  #: of an officer whose key we know; then the mail holds the signed words only
    opened: bytes | None = field(default=None, repr=False)  #: the mail as our own keys opened it; None: it stood open


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What a mail says, and which of its pictures are evidence."""

    findings: Findings
    evidence: tuple[Picture, ...]
    likeness: tuple[str, ...] = ()  #: hashes by which these pictures are known again


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """By what an organisation believes senders: its profile, and where DNS answers come from."""

    proof: Proof
    authserv_id: str
    lookup: "DnsLookup | None" = None  #: None: the real DNS; tests hand in their own
    keys: tuple[OfficerKey, ...] = ()  #: of its officers
    own_keys: OwnKeys = NO_KEYS  #: with which mails that arrive encrypted are opened
    officers: frozenset[str] = frozenset()  #: their addresses: of their mails it is told which lines a page may hide


class Reader(Protocol):
    """What the intake asks about a mail."""

    def read(self, raw: bytes, belief: Belief) -> Read:
        """Take the bytes apart; raises `MailError`."""
        ...

    def examine(self, words: Words, pictures: Sequence[Picture], sender: SenderFacts) -> Examined:
        """Judge the words and pictures; raises `MailError`."""
        ...

    def add_picture_words(self, findings: Findings, pictures: Sequence[Picture]) -> Findings:
        """Read what stands in pictures into the findings; raises `MailError`."""
        ...

    def thumbnails(self, pictures: Sequence[Picture]) -> tuple[bytes, ...]:
        """Small pictures (PNG), too blurred to read; those that cannot be opened are left out. Raises `MailError`."""
        ...

    def can_read_pictures(self) -> bool:
        """Is OCR to be had here?"""
        ...


class ReaderOfModels(Reader, Protocol):
    """A reader that can judge by another model than that of the release."""

    def examine_by(
        self, model: Path | None, words: Words, pictures: Sequence[Picture], sender: SenderFacts
    ) -> Examined:
        """The same by the model in this folder; None: that of the release. Raises `MailError`."""
        ...
