"""Is this an officer's mail that was carried out before, in a new envelope?"""

import hashlib
from datetime import timedelta

from bot.incoming_mail import IncomingMail

#: How long a mail that was carried out is remembered: as a keyed digest, without its words.
REMEMBERED = timedelta(days=366)


def replay_mark(mail: IncomingMail) -> str | None:
    """The same for mails of one sender that say the same and claim to be written in the same second.

    Signatures hold for repeats too, with a new Message-ID where that was not signed (RFC 6376 section 8.6). Without a
    Date nothing tells a repeat from an officer who says the same again; signers sign the Date, so it cannot be taken.
    """
    if mail.sender is None or mail.written_at is None:
        return None
    words = hashlib.sha256(" ".join(mail.words.own.split()).encode("utf-8", "replace")).hexdigest()
    return f"words:{mail.sender.address}:{mail.written_at.isoformat()}:{words}"
