"""What mail-parser says about the headers of a mail: its date, its defects (the only mailparser import)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message

import mailparser

_LONGEST = 10_000  # letters of one header that mail-parser gets to see
_MOST = 200  # headers it gets to see


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderFacts:
    """What the Date header claims, in UTC, and what was wrong with the headers."""

    written_at: datetime | None
    defects: tuple[str, ...]


def header_facts(message: Message) -> HeaderFacts:
    """Only headers are shown to mail-parser: with bodies it can hang or raise on bytes from the wire."""
    try:
        seen = mailparser.MailParser(_headers_of(message))
        seen.parse()
        return HeaderFacts(written_at=_aware(seen.date), defects=tuple(sorted(map(str, seen.defects_categories))))
    except Exception as error:  # four of its bug classes are no MailParserError, and a date is not worth a mail
        return HeaderFacts(written_at=None, defects=(type(error).__name__,))


def _headers_of(message: Message) -> Message:
    seen = Message()
    for name, value in list(message.raw_items())[:_MOST]:
        if not name.lower().startswith("content-"):  # a type without its parts would be a defect of ours
            plain = str(value)[:_LONGEST].encode("ascii", "replace").decode("ascii")
            # without encoded words: mail-parser writes those it cannot decode into the log, names and subjects too
            seen[name] = plain.replace("\x00", "").replace("=?", "__")
    return seen


def _aware(date: datetime | None) -> datetime | None:
    if date is None:
        return None
    return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
