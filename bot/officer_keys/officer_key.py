"""An officer's public key, and what it says of a mail (pure)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

#: A signature says nothing of the envelope around it: what is older may be somebody's old mail in a new one.
LONGEST_UNDERWAY = timedelta(days=7)
#: Clocks of phones and laptops differ.
_CLOCKS_DIFFER = timedelta(minutes=15)


class KeyKind(StrEnum):
    """Which standard a key follows."""

    OPENPGP = "openpgp"  #: RFC 9580, in mails RFC 3156
    SMIME = "smime"  #: X.509, in mails RFC 8551


class UnusableKey(ValueError):
    """A key file that holds no public key; the sentence says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerKey:
    """A public key as it stands in the settings: whoever holds the private one is this officer."""

    officer: str  #: address, in small letters
    kind: KeyKind
    content: bytes  #: binary OpenPGP certificate, or X.509 certificate in DER
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    is_revoked: bool = False

    def holds_at(self, moment: datetime) -> bool:
        """May signatures by it be believed at this moment?"""
        has_begun = self.valid_from is None or self.valid_from <= moment
        is_over = self.valid_until is not None and self.valid_until <= moment
        return has_begun and not is_over and not self.is_revoked


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What became of the signature of a mail whose sender's key we know."""

    key: OfficerKey | None  #: the key that made it; None: it does not hold
    signed_at: datetime | None = None
    mark: str = ""  #: of the signed bytes and their time: the same words in another envelope are known by it
    names: frozenset[str] = frozenset()  #: the cases that are named among the signed words

    def holds_at(self, now: datetime) -> bool:
        """Does it prove now that the officer wrote the words?"""
        if self.key is None or self.signed_at is None or not self.key.holds_at(now):
            return False
        return self.key.holds_at(self.signed_at) and -_CLOCKS_DIFFER <= now - self.signed_at <= LONGEST_UNDERWAY
