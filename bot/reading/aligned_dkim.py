"""Verifies DKIM signatures (RFC 6376) and their alignment with the From domain (RFC 7489 section 3.1.1)."""

from collections.abc import Callable
from functools import cache

import dkim
from publicsuffixlist import PublicSuffixList

DnsLookup = Callable[..., str | bytes | None]  #: (name, timeout=5) -> the TXT record or None

MOST_SIGNATURES = 5  #: more only cost DNS questions


def has_aligned_signature(raw: bytes, from_domain: str, dnsfunc: DnsLookup) -> bool:
    """True when one signature holds and its d= belongs to the same organisation as the From; any error is a no."""
    try:
        signed = dkim.DKIM(raw)
        signatures = [value for name, value in signed.headers if name.lower() == b"dkim-signature"]
    except Exception:  # dkimpy raises more than it names on broken mail; an unproven mail is the safe answer
        return False
    return any(_holds(signed, place, from_domain, dnsfunc) for place in range(min(len(signatures), MOST_SIGNATURES)))


def organisational_domain(domain: str) -> str:
    """The part that was registered: mail.juist.nl -> juist.nl (RFC 7489 section 3.2)."""
    return _suffixes().privatesuffix(domain.lower().rstrip(".")) or domain.lower().rstrip(".")


def _holds(signed: "dkim.DKIM", place: int, from_domain: str, dnsfunc: DnsLookup) -> bool:
    try:
        holds = signed.verify(idx=place, dnsfunc=dnsfunc)
    except Exception:  # DNS that fails comes through as whatever the resolver raises
        return False
    if not holds or not signed.domain or b"l" in (signed.signature_fields or {}):
        return False  # with l= anybody may append words (RFC 6376 section 8.2)
    signer = signed.domain.decode("ascii", "replace")
    return organisational_domain(signer) == organisational_domain(from_domain)


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
