"""Is a mail really from the domain in its From? By the receiving server's word, or by DKIM verified here."""

from bot.incoming_mail import Authenticated, IncomingMail
from bot.reading.aligned_dkim import has_aligned_signature
from bot.reading.authentication_results import dmarc_results
from bot.reading.dkim_keys import DnsLookup
from register_store.organisation import Proof

__all__ = ["DnsLookup", "authentication_of"]

_WORST_FIRST = (Authenticated.FAIL, Authenticated.UNKNOWN, Authenticated.PASS)


def authentication_of(
    mail: IncomingMail, raw: bytes, proof: Proof, authserv_id: str, dnsfunc: DnsLookup | None = None
) -> Authenticated:
    """What the organisation's profile says of this mail; a receiving server that says dmarc=fail is always heard.

    A broken DKIM signature alone is no failure: lists and gateways break them every day (RFC 6376 section 6.1).
    """
    told = _told(mail, authserv_id)
    if proof == Proof.AUTHSERV_ID or told == Authenticated.FAIL:
        return told
    if proof == Proof.DKIM and dnsfunc is not None and mail.sender is not None:
        domain = mail.sender.address.rpartition("@")[2]
        return Authenticated.PASS if has_aligned_signature(raw, domain, dnsfunc) else Authenticated.UNKNOWN
    return Authenticated.UNKNOWN


def _told(mail: IncomingMail, authserv_id: str) -> Authenticated:
    """The worst of what our own server wrote; nothing written is nothing known."""
    shown = mail.sender or mail.from_shown
    domain = shown.address.rpartition("@")[2] if shown else ""
    results = dmarc_results(mail.headers, authserv_id, domain)
    return next((found for found in _WORST_FIRST if found in results), Authenticated.UNKNOWN)
