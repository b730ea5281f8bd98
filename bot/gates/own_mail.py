"""Did we write this ourselves?"""

import hashlib
import hmac

from bot.incoming_mail import IncomingMail

MARK_HEADER = "X-Meldpost-Mark"  #: stands in every letter of ours


def is_own(mail: IncomingMail, mark_key: bytes) -> bool:
    """True when the mail bears our mark for its Message-ID; the From proves nothing, staff write from it too."""
    if mail.message_id is None:
        return False
    ours = own_mark(mark_key, mail.message_id).encode()
    marks = [mark.strip().encode("utf-8", "replace") for mark in mail.all_headers(MARK_HEADER)]
    return any(hmac.compare_digest(ours, mark) for mark in marks)


def own_mark(mark_key: bytes, message_id: str) -> str:
    """The mark of a letter with this Message-ID (with its angle brackets)."""
    return hmac.new(mark_key, b"own mail\x00" + message_id.encode(), hashlib.sha256).hexdigest()
