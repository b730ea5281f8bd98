"""The private keys of our own mailbox: with them mails are opened that arrive encrypted."""

from dataclasses import dataclass, field

from bot.errors import SettingsError
from bot.officer_keys import openpgp, smime
from bot.officer_keys.officer_key import UnusableKey


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnKeys:
    """They live in memory only, and nothing shows them."""

    openpgp: bytes = field(default=b"", repr=False)
    smime: bytes = field(default=b"", repr=False)  #: PEM: the private key and its certificate

    def __bool__(self) -> bool:
        return bool(self.openpgp or self.smime)


NO_KEYS = OwnKeys()


def read_own_keys(organisation: str, *, pgp: str, x509: str) -> OwnKeys:
    """The keys as their files hold them, tried out; raises `SettingsError` that quotes nothing of them."""
    for name, content, is_tried in (("openpgp", pgp, openpgp.try_private), ("smime", x509, smime.try_private)):
        try:
            if content:
                is_tried(content.encode())
        except UnusableKey as error:
            raise SettingsError(f"servers.{organisation}.own_keys.{name} {error}") from None
    return OwnKeys(openpgp=pgp.encode(), smime=x509.encode())
