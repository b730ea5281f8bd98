"""Reads what an IMAP server answers (pure)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.doors import FetchedMail, MailboxState
from bot.errors import InboxError


def state_from(answer: Mapping[bytes, Any], last_uid: Callable[[], Iterable[int]]) -> MailboxState:
    """The state in a SELECT answer; old servers leave UIDNEXT out, then the last mail tells."""
    if b"UIDVALIDITY" not in answer:
        raise InboxError("The mail server numbers its mails anew each time (no UIDVALIDITY).", temporary=False)
    uidnext = answer.get(b"UIDNEXT") or max(last_uid(), default=0) + 1
    return MailboxState(uidvalidity=answer[b"UIDVALIDITY"], uidnext=uidnext, exists=answer[b"EXISTS"])


def body_of(answer: Mapping[bytes, Any]) -> bytes | None:
    """The mail in a FETCH answer, whole (`BODY[]`) or its beginning (`BODY[]<0>`); None when it is not there."""
    return next((value for key, value in answer.items() if key.startswith(b"BODY[")), None)


def fetched_mail(uid: int, answer: Mapping[bytes, Any], *, size: int, largest: int, now: datetime) -> FetchedMail:
    """The mail in a FETCH answer; an empty answer gives a mail that is not whole."""
    raw = body_of(answer)
    whole = raw is not None and not (size > largest and len(raw) >= largest)
    arrived_at = _utc(answer.get(b"INTERNALDATE")) or now
    return FetchedMail(uid=uid, raw=raw or b"", arrived_at=arrived_at, size=size, whole=whole)


def flag_names(flags: Iterable[bytes]) -> frozenset[str]:
    """Lower-case: flags are compared without case."""
    return frozenset(flag.decode("ascii", "replace").lower() for flag in flags)


def _utc(moment: datetime | None) -> datetime | None:
    """INTERNALDATE in UTC; broken servers give none, or one in the year 9999."""
    try:
        return moment.astimezone(UTC) if moment is not None and moment.tzinfo else None
    except OverflowError:
        return None
