"""The DNS questions that DKIM needs, asked over the network (the only dns import)."""

import dns.exception
import dns.resolver

from bot.reading.aligned_dkim import DnsLookup

LIFETIME = 5.0  #: seconds one question may take in all


def resolver() -> DnsLookup:
    """A function that gives the TXT record of a name, or None when there is none or nobody answers."""
    try:
        asker = dns.resolver.Resolver()
    except dns.exception.DNSException:  # a machine without DNS: nothing is known of anybody
        return lambda name, timeout=LIFETIME: None
    asker.lifetime = LIFETIME

    def txt(name: bytes | str, timeout: float = LIFETIME) -> bytes | None:
        spelled = name.decode("ascii", "replace") if isinstance(name, bytes) else name
        try:
            answer = asker.resolve(spelled, "TXT", lifetime=min(timeout, LIFETIME))
        except (dns.exception.DNSException, ValueError):
            return None
        return b"".join(next(iter(answer)).strings)

    return txt
