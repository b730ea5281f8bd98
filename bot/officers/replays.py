"""Is this an officer's mail that was carried out before, in a new envelope?"""

import hashlib
from datetime import timedelta

from bot.incoming_mail import IncomingMail
from bot.officer_keys.officer_key import Signature

#: How long a mail that was carried out is remembered: as a keyed digest, without its words.
REMEMBERED = timedelta(days=366)


def replay_mark(mail: IncomingMail, signature: Signature | None = None) -> str | None:
    """The same for mails of one sender that say the same and claim to be written in the same second.

    Signatures hold for repeats too, with a new Message-ID where that was not signed (RFC 6376 section 8.6). Without a
    Date nothing tells a repeat from an officer who says the same again; signers sign the Date, so it cannot be taken.
    What an officer signs with his own key is known by its signed bytes: the Date above them anybody can change.
    """
    if mail.sender is not None and signature is not None and signature.mark:
        return f"signed:{mail.sender.address}:{signature.mark}"
    if mail.sender is None or mail.written_at is None:
        return None
    words = hashlib.sha256(" ".join(mail.words.own.split()).encode("utf-8", "replace")).hexdigest()
    return f"words:{mail.sender.address}:{mail.written_at.isoformat()}:{words}"
