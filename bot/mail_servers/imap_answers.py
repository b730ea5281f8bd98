"""Reads what an IMAP server answers (pure)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.doors import MailboxState
from bot.errors import InboxError


def state_from(answer: Mapping[bytes, Any], last_uid: Callable[[], Iterable[int]]) -> MailboxState:
    """The state in a SELECT answer; old servers leave UIDNEXT out, then the last mail tells."""
    if b"UIDVALIDITY" not in answer:
        raise InboxError("The mail server numbers its mails anew each time (no UIDVALIDITY).", temporary=False)
    uidnext = answer.get(b"UIDNEXT") or max(last_uid(), default=0) + 1
    return MailboxState(uidvalidity=answer[b"UIDVALIDITY"], uidnext=uidnext, exists=answer[b"EXISTS"])


def body_of(answer: Mapping[bytes, Any]) -> bytes | None:
    """The mail in a FETCH answer, whole (`BODY[]`) or a piece of it (`BODY[]<0>`); None when it is not there."""
    found = (value for key, value in answer.items() if key.startswith(b"BODY[]"))
    return next((value for value in found if isinstance(value, bytes)), None)


def sections_of(answer: Mapping[bytes, Any]) -> dict[str, bytes]:
    """Parts in a FETCH answer by their section: `BODY[1.MIME]`, `BODY[2]<0>`."""
    return {
        key[5:].partition(b"]")[0].decode("ascii", "replace").upper(): value
        for key, value in answer.items()
        if key.startswith(b"BODY[") and isinstance(value, bytes)
    }


def arrival_in(answer: Mapping[bytes, Any], now: datetime) -> datetime:
    """INTERNALDATE in UTC; broken servers give none, or one in the year 9999: then it arrived when we saw it."""
    moment = answer.get(b"INTERNALDATE")
    try:
        return moment.astimezone(UTC) if moment is not None and moment.tzinfo else now
    except OverflowError:
        return now


def flag_names(flags: Iterable[bytes]) -> frozenset[str]:
    """Lower-case: flags are compared without case."""
    return frozenset(flag.decode("ascii", "replace").lower() for flag in flags)
