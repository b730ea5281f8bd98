"""Commands that wait for an officer's one-time code: kept as typed, bound to him, once, for a day.

Tries are not counted against a code: whoever forges mails could then use up an officer's codes for him. With 58 bits
a million tries within the day find one with a chance of 1 in 10^11; how often wrong ones are *answered* is capped.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, insert, select, update

from register_store.tables import held_commands

#: Letters that nobody confuses when he reads them from a screen and types them on a phone.
_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_GROUPS, _LENGTH = 2, 6
VALID = timedelta(hours=24)
#: More open codes than this, and a flood of forged commands stays out of the officer's mailbox.
MOST_WAITING = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What waits for a code."""

    officer: str
    reference: str | None
    own_words: str  #: the officer's mail, as he typed it
    fingerprint: str  #: of the mail that carried it
    draft: str | None = None  #: digest of the letters that SEND will send
    lists: bytes | None = None  #: sealed: the address lists that came with it


class HeldCommands:
    """The waiting commands of one organisation, on one connection."""

    def __init__(self, connection: Connection, organisation: str, key: bytes) -> None:
        self._connection = connection
        self._organisation = organisation
        self._key = key

    def hold(self, held: Held, now: datetime) -> str:
        """Keep commands until their code comes back; returns the code, which is stored only as a keyed digest."""
        code = new_code()
        self._connection.execute(
            insert(held_commands).values(
                code_digest=self._digest(code),
                organisation=self._organisation,
                officer=held.officer.lower(),
                reference=held.reference,
                own_words=held.own_words,
                fingerprint=held.fingerprint,
                expires_at=now + VALID,
                draft=held.draft,
                lists=held.lists,
            )
        )
        return code

    def waiting(self, officer: str, now: datetime) -> int:
        """How many codes this officer holds that are neither used nor too old."""
        query = (
            select(func.count())
            .select_from(held_commands)
            .where(
                held_commands.c.organisation == self._organisation,
                held_commands.c.officer == officer.lower(),
                held_commands.c.expires_at > now,
                held_commands.c.used_at.is_(None),
            )
        )
        return int(self._connection.execute(query).scalar_one())

    def release(self, code: str, officer: str, now: datetime, about: str | None = None) -> Held | None:
        """What this code was for, once; None when it is wrong, another officer's, used or too old.

        `about`: the case he speaks of. A code for another serves on: it may be the answer to somebody's forgery.
        """
        valid = (
            (held_commands.c.code_digest == self._digest(code))
            & (held_commands.c.organisation == self._organisation)
            & (held_commands.c.officer == officer.lower())
            & (held_commands.c.expires_at > now)
            & held_commands.c.used_at.is_(None)
        )
        row = self._connection.execute(select(held_commands).where(valid).with_for_update()).mappings().first()
        if row is None or (about and row["reference"] and row["reference"] != about):
            return None
        # The words have served: what was typed may hold personal data, the used code is remembered without them.
        self._connection.execute(update(held_commands).where(valid).values(used_at=now, own_words="", lists=None))
        return Held(
            officer=row["officer"],
            reference=row["reference"],
            own_words=row["own_words"],
            fingerprint=row["fingerprint"],
            draft=row["draft"],
            lists=row["lists"],
        )

    def forget_lists(self, now: datetime) -> None:
        """Address lists whose code did not come in time are gone with it."""
        late = (held_commands.c.organisation == self._organisation) & (held_commands.c.expires_at <= now)
        self._connection.execute(
            update(held_commands).where(late, held_commands.c.lists.is_not(None)).values(lists=None)
        )

    def is_spent(self, mark: str) -> bool:
        """Did this single-use mark serve already?"""
        query = select(held_commands.c.code_digest).where(held_commands.c.code_digest == self._mark_digest(mark))
        return self._connection.execute(query).first() is not None

    def spend(self, mark: str, officer: str, reference: str | None, until: datetime, now: datetime) -> None:
        """From now on the mark has served; remembered at least until it would be too old anyway."""
        if self.is_spent(mark):
            return
        self._connection.execute(
            insert(held_commands).values(
                code_digest=self._mark_digest(mark),
                organisation=self._organisation,
                officer=officer.lower(),
                reference=reference,
                own_words="",
                fingerprint="",
                expires_at=until,
                used_at=now,
            )
        )

    def _mark_digest(self, mark: str) -> str:
        return hmac.new(self._key, f"{self._organisation}:spent:{mark}".encode(), hashlib.sha256).hexdigest()

    def _digest(self, code: str) -> str:
        plain = "".join(letter for letter in code.upper() if letter in _ALPHABET)
        return hmac.new(self._key, f"{self._organisation}:{plain}".encode(), hashlib.sha256).hexdigest()


def new_code() -> str:
    """A code such as K7PXQ2-MDRT4W: 12 letters of 30, some 58 bits, guessed within a day by nobody."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH)) for _ in range(_GROUPS))
    return "-".join(groups)
