"""Makes the stamps of our letters: Message-ID, unguessable token and loop mark, fixed before a letter is written."""

import hashlib
import hmac
import re
import secrets
from datetime import datetime

from bot.gates.own_mail import own_mark
from bot.officers.ready_commands import ReadyCodes
from register_store.keys import Keys
from register_store.letter import KnownLetter
from register_store.organisation import Organisation
from replies.letter_headers import Stamp

_OURS = re.compile(r"<meldpost\.([0-9a-f]{24})\.([0-9a-f]{40})@[^<>\s@]{1,255}>")


class Stationery:
    """The stamps of one organisation; tokens are HMAC-SHA256 over recipient, case and a nonce, cut to 160 bits."""

    def __init__(self, organisation: Organisation, keys: Keys) -> None:
        self._domain = organisation.mailbox.rpartition("@")[2]
        self._organisation = organisation.key
        self._keys = keys
        self._officer = organisation.officer
        self.ready = ReadyCodes(organisation.key, keys.token)

    def new_stamp(self, recipient: str, reference: str | None, now: datetime) -> Stamp:
        """A fresh stamp for a letter to this recipient about this case."""
        nonce = secrets.token_hex(12)
        token = self._token(nonce, recipient, reference)
        message_id = f"<meldpost.{nonce}.{token}@{self._domain}>"
        return self._stamp(message_id, token, now, self._codes(message_id, recipient, reference, now))

    def stamp_of(self, letter: KnownLetter, written_at: datetime) -> Stamp:
        """The stamp a letter already has, to write it anew before it goes."""
        codes = self._codes(letter.message_id, letter.recipient, letter.reference, written_at)
        return self._stamp(letter.message_id, letter.token, written_at, codes)

    def is_genuine(self, letter: KnownLetter) -> bool:
        """Was this token made by us for this very recipient and case?"""
        found = _OURS.fullmatch(letter.message_id)
        if not found:
            return False
        expected = self._token(found[1], letter.recipient, letter.reference)
        return hmac.compare_digest(expected, found[2]) and hmac.compare_digest(expected, letter.token)

    def _stamp(self, message_id: str, token: str, now: datetime, codes: tuple[str, ...]) -> Stamp:
        mark = own_mark(self._keys.mark, message_id)
        return Stamp(message_id=message_id, token=token, mark=mark, written_at=now, codes=codes)

    def _codes(self, message_id: str, recipient: str, reference: str | None, now: datetime) -> tuple[str, ...]:
        """Only officers' letters have buttons."""
        if reference is None or self._officer(recipient) is None:
            return ()
        return self.ready.codes_of(message_id, recipient, reference, now)

    def _token(self, nonce: str, recipient: str, reference: str | None) -> str:
        bound = "\0".join((self._organisation, recipient.lower(), reference or "", nonce))
        return hmac.new(self._keys.token, bound.encode(), hashlib.sha256).hexdigest()[:40]


def tokens_in(message_ids: tuple[str, ...]) -> list[str]:
    """The tokens that stand in Message-IDs of our form, in the same order."""
    found = (_OURS.fullmatch(message_id.strip()) for message_id in message_ids)
    return [match[2] for match in found if match]
