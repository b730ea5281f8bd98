"""Did we send this mail to ourselves as a drill?"""

import hashlib
import hmac
from datetime import datetime

from bot.incoming_mail import IncomingMail

DRILL_HEADER = "X-Meldpost-Drill"  #: the moment of sending and a code that only we can make


def drill_sent_at(mail: IncomingMail, mark_key: bytes, organisation: str) -> datetime | None:
    """When the drill was sent; None when this mail is none of ours, whatever its header says."""
    for value in mail.all_headers(DRILL_HEADER):
        moment, _, code = value.strip().partition(" ")
        expected = drill_code(mark_key, organisation, mail.message_id or "", moment)
        if mail.message_id and hmac.compare_digest(expected.encode(), code.strip().encode("utf-8", "replace")):
            return datetime.fromisoformat(moment)
    return None


def drill_code(mark_key: bytes, organisation: str, message_id: str, moment: str) -> str:
    """Bound to one organisation, one Message-ID, one moment."""
    bound = "\x00".join(("drill", organisation, message_id, moment))
    return hmac.new(mark_key, bound.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
