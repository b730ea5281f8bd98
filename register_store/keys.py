"""The one secret of an installation, and the keys derived from it (HKDF, RFC 5869)."""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


class BadKey(ValueError):
    """The key must be 32 bytes in base64; make one with `meldpost new-key`."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What is derived from the secret; none of it is ever shown."""

    evidence: bytes = field(repr=False)  #: AES-256 key that seals evidence files
    older_evidence: tuple[bytes, ...] = field(default=(), repr=False)  #: keys that still open what they sealed
    token: bytes = field(repr=False)  #: HMAC key of tokens and one-time codes
    mark: bytes = field(repr=False)  #: HMAC key of the loop mark on our letters
    fingerprint: bytes = field(repr=False)  #: HMAC key of mail fingerprints and actor ids

    @classmethod
    def from_secret(cls, secret: str, newer: Sequence[str] = ()) -> "Keys":
        """Derive all keys; raises `BadKey` when a secret is not 32 bytes in base64.

        `newer` are later secrets for evidence alone, the newest first: all else must stay, for letters that are out
        carry tokens, and the journal holds fingerprints.
        """
        master = _decoded(secret)
        evidence = tuple(_derived(each, b"evidence") for each in (*map(_decoded, newer), master))
        return cls(
            evidence=evidence[0],
            older_evidence=evidence[1:],
            token=_derived(master, b"token"),
            mark=_derived(master, b"mark"),
            fingerprint=_derived(master, b"fingerprint"),
        )

    def fingerprint_of(self, raw: bytes) -> str:
        """A keyed digest of a mail: tells whether we saw it before, tells nobody else anything."""
        return hmac.new(self.fingerprint, raw, hashlib.sha256).hexdigest()

    def actor_id(self, address: str) -> str:
        """The pseudonym of an officer in the event chain; his name stands in the erasable payload."""
        return "officer-" + hmac.new(self.fingerprint, address.lower().encode(), hashlib.sha256).hexdigest()[:12]

    def finder_id(self, address: str) -> str:
        """What is left of a finder after his time: the same for all his reports, and no way back to him."""
        keyed = hmac.new(self.fingerprint, b"finder " + address.lower().encode(), hashlib.sha256)
        return "melder-" + keyed.hexdigest()[:12]


def new_secret() -> str:
    """A fresh secret, in the form `Keys.from_secret` takes."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _decoded(secret: str) -> bytes:
    try:
        master = base64.b64decode(secret.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise BadKey from None
    if len(master) != KEY_BYTES:
        raise BadKey
    return master


def _derived(master: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=b"meldpost/" + purpose).derive(master)
