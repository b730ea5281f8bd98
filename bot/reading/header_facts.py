"""What mail-parser says of the Date of a mail: when it is, and what is wrong with it (the only mailparser import)."""

from dataclasses import dataclass
from datetime import datetime
from email.message import Message

from mailparser.dates import parse_mail_date

_LONGEST = 1000  # letters of a Date that mail-parser gets to see


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderFacts:
    """What the Date header claims, in UTC, and what was wrong with it."""

    written_at: datetime | None
    defects: tuple[str, ...]


def header_facts(message: Message) -> HeaderFacts:
    """Only the first Date is shown to mail-parser, which reads dates better than anybody.

    With bodies it can hang or raise on bytes from the wire; the other headers the house reads itself, once.
    """
    date = next((str(value) for name, value in message.raw_items() if name.lower() == "date"), None)
    if date is None:
        return HeaderFacts(written_at=None, defects=())
    try:
        found = parse_mail_date(date[:_LONGEST])
    except Exception as error:  # a date is not worth a mail
        return HeaderFacts(written_at=None, defects=(type(error).__name__,))
    return HeaderFacts(written_at=found.value, defects=("DateHeaderDefect",) if found.reasons else ())
