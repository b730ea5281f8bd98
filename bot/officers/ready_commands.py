"""The code in the body of a ready command mail: it stands for the thread, which mail programs drop from such mails."""

import base64
import binascii
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

#: A button of an alarm must outlive the 72 hours, and a long weekend.
VALID = timedelta(days=7)
#: More than a letter has buttons.
MOST_BUTTONS = 16
_MINUTE = 60
_EXPIRY, _NONCE, _MAC = 4, 5, 16  # bytes: 25 in all are 40 letters of base32; 128 bits prove it
_LONGEST = 20_000
_LINE = re.compile(r"^[^\S\n]{0,9}\[((?:DL|OEF)-\d{4}-\d{3,6}) ([A-Z2-7]{40})\]", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """What a ready command mail says of itself, believed or not."""

    above: str  #: what is typed above the code; below it stands nothing that is meant for us
    reference: str
    code: str


def ready_in(own_words: str) -> Ready | None:
    """The code line among an officer's own words."""
    found = _LINE.search(own_words[:_LONGEST])
    return Ready(above=own_words[: found.start()], reference=found[1].upper(), code=found[2].upper()) if found else None


class ReadyCodes:
    """Makes and reads the codes of one organisation: each bound to officer, case and the minute it expires."""

    def __init__(self, organisation: str, key: bytes) -> None:
        self._organisation = organisation
        self._key = key

    def codes_of(self, message_id: str, officer: str, reference: str, written_at: datetime) -> tuple[str, ...]:
        """The codes of one letter's buttons; the same letter has the same ones whenever it is written."""
        expiry = int((written_at + VALID).timestamp()) // _MINUTE
        return tuple(
            self._code(expiry.to_bytes(_EXPIRY, "big") + self._nonce(message_id, number), officer, reference)
            for number in range(MOST_BUTTONS)
        )

    def expires_at(self, ready: Ready, officer: str) -> datetime | None:
        """Until when this code serves this officer for this case; None when we never made it for them."""
        try:
            head = base64.b32decode(ready.code)[: _EXPIRY + _NONCE]
        except (binascii.Error, ValueError):
            return None
        if not hmac.compare_digest(self._code(head, officer, ready.reference), ready.code):
            return None
        return datetime.fromtimestamp(int.from_bytes(head[:_EXPIRY], "big") * _MINUTE, UTC)

    def _nonce(self, message_id: str, number: int) -> bytes:
        return self._digest("nonce", message_id, str(number))[:_NONCE]

    def _code(self, head: bytes, officer: str, reference: str) -> str:
        mac = self._digest("ready", self._organisation, officer.lower(), reference, head.hex())[:_MAC]
        return base64.b32encode(head + mac).decode()

    def _digest(self, *bound: str) -> bytes:
        return hmac.new(self._key, "\0".join(bound).encode(), hashlib.sha256).digest()
