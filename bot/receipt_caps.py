"""May one more receipt go out? Caps per sender and a breaker for all end every loop that the gates did not see."""

import re
from datetime import datetime, timedelta

from register_store.keys import Keys
from register_store.letter import LetterKind
from register_store.outbox import Outbox

#: Receipts to one sender about the same subject within a day; a robot that answers us keeps its subject.
MOST_WITH_SAME_SUBJECT, SAME_SUBJECT_TIME = 2, timedelta(days=1)
#: Receipts to one sender, whatever the subject.
MOST_TO_ONE_SENDER, ONE_SENDER_TIME = 10, timedelta(hours=3)
#: The breaker: receipts of an organisation within an hour. More is an attack with forged senders, or a disaster
#: whose finders an officer can answer with RECEIPT; alarms are never held.
MOST_IN_ALL, IN_ALL_TIME = 40, timedelta(hours=1)

CAPPED = "capped"
BREAKER = "breaker"
#: Words of `receipt_held` that stand for a cap.
HELD_BY_CAP = frozenset({CAPPED, BREAKER})

_ANSWER = re.compile(r"^(?:\s{0,9}(?:re|aw|antw|fw|fwd|wg|doorst|sv|r)\s?:){1,9}", re.IGNORECASE)
_NO_LETTER = re.compile(r"[\W\d_]+")


def cap_on_receipt(outbox: Outbox, recipient: str, cap_key: str, now: datetime) -> str | None:
    """Why this receipt is held back, or None when it may go."""
    about_this = outbox.written(LetterKind.RECEIPT, now - SAME_SUBJECT_TIME, recipient=recipient, cap_key=cap_key)
    to_him = outbox.written(LetterKind.RECEIPT, now - ONE_SENDER_TIME, recipient=recipient)
    if about_this >= MOST_WITH_SAME_SUBJECT or to_him >= MOST_TO_ONE_SENDER:
        return CAPPED
    if outbox.written(LetterKind.RECEIPT, now - IN_ALL_TIME) >= MOST_IN_ALL:
        return BREAKER
    return None


def key_of_subject(subject: str, keys: Keys) -> str:
    """The same for subjects that differ only in "Re:", numbers and signs: robots count their tickets."""
    return _key("subject", _ANSWER.sub("", subject[:500]), keys)


def key_of_words(words: str, keys: Keys) -> str:
    """The same for texts that differ only in numbers and signs."""
    return _key("words", words[:2000], keys)


def _key(what: str, text: str, keys: Keys) -> str:
    return keys.fingerprint_of(f"{what}\0{_NO_LETTER.sub('', text).casefold()}".encode())
