"""One mail as the house sees it, after its bytes were decoded once (pure values)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from classifiers.words import Picture, Words


class Authenticated(StrEnum):
    """What is known about the From domain; offline and undecided is `UNKNOWN`, never `PASS`."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One mailbox of RFC 5322: display name and addr-spec, the latter in lower case."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """Anything that hangs on a mail and is no picture."""

    name: str  #: as given, never used as a path; "" when nameless
    content_type: str
    size: int  #: bytes, decoded
    text: str = ""  #: what could be read of it


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingMail:
    """Everything later hops ask of a mail. Header values are decoded and have no line breaks."""

    size: int  #: bytes on the wire
    headers: tuple[tuple[str, str], ...]  #: (lower-case name, value) in the order of the mail
    subject: str
    message_id: str | None  #: with angle brackets, or None when there is none
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]  #: as in the header: oldest first
    sender: Address | None  #: from exactly one From header with exactly one address and no parser defect; else None
    from_shown: Address | None  #: the first From address, however broken: never proof of anything
    reply_to: Address | None
    return_path: str | None  #: "" for the null sender <>
    recipients: tuple[Address, ...]  #: To and Cc
    words: Words
    pictures: tuple[Picture, ...]
    attachments: tuple[Attachment, ...]
    forwarded_senders: tuple[Address, ...]  #: who wrote the mails forwarded inside, the innermost of a chain last
    original_message_ids: tuple[str, ...]  #: Message-IDs of returned mails inside a delivery report
    is_delivery_report: bool  #: multipart/report; report-type=delivery-status (RFC 3464), or a returned mail
    defects: tuple[str, ...]  #: what was wrong with its form
    written_at: datetime | None = None  #: what its Date header claims, in UTC: never trusted for a deadline
    links: tuple[str, ...] = ()  #: where the links of its HTML lead; never opened
    is_from_ambiguous: bool = False  #: its From can be read as more than one address: who would get our answer?
    form_sender: Address | None = None  #: what a visitor typed into a contact form, when this is one

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        return next(iter(self.all_headers(name)), None)

    def all_headers(self, name: str) -> tuple[str, ...]:
        """All headers of that name, top first."""
        wanted = name.lower()
        return tuple(value for key, value in self.headers if key == wanted)

    @property
    def answer_address(self) -> str | None:
        """Where a receipt would go: the Reply-To if there is one, else the From where it names one address."""
        address = self.reply_to or (None if self.is_from_ambiguous else self.from_shown)
        return address.address if address else None
