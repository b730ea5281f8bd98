"""Has a filter on the way marked this as spam?"""

import re

from bot.incoming_mail import IncomingMail

SPAM_LEVEL = 5  #: from this spam confidence level on, Exchange delivers to Junk

_SAYS_YES = (
    "X-Spam-Flag",
    "X-Spam-Status",
    "X-Spam",
    "X-Barracuda-Spam-Flag",
    "X-Barracuda-Spam-Status",
    "X-Spam-Flag2",
)
_LEVELS = ("X-MS-Exchange-Organization-SCL", "X-Forefront-Antispam-Report", "X-Microsoft-Antispam-Mailbox-Delivery")
_LEVEL = re.compile(r"(?:^|SCL:|;\s?scl:)\s*(-?\d{1,2})\b", re.IGNORECASE)
_RSPAMD_SPAM = frozenset({"add header", "rewrite subject", "reject", "quarantine"})


def is_marked_spam(mail: IncomingMail) -> bool:
    """True when any filter says so: a receipt to a forged sender would make us a spammer."""
    return _says_yes(mail) or _has_high_level(mail) or _rspamd(mail)


def _says_yes(mail: IncomingMail) -> bool:
    values = (value for name in _SAYS_YES for value in mail.all_headers(name))
    return any(re.match(r"\s*(yes|true)\b", value, re.IGNORECASE) for value in values)


def _has_high_level(mail: IncomingMail) -> bool:
    levels = (level for name in _LEVELS for value in mail.all_headers(name) for level in _LEVEL.findall(value))
    return any(int(level) >= SPAM_LEVEL for level in levels)


def _rspamd(mail: IncomingMail) -> bool:
    actions = (value.strip().lower() for value in mail.all_headers("X-Rspamd-Action"))
    return any(action in _RSPAMD_SPAM for action in actions)
