"""The DNS questions that DKIM and DMARC need, asked over the network (the only dns import)."""

import dns.exception
import dns.resolver

from bot.reading.dkim_keys import DnsLookup

LIFETIME = 5.0  #: seconds one question may take in all


def resolver(asker: dns.resolver.Resolver | None = None) -> DnsLookup:
    """A function that gives the TXT record of a name, or None when there is none; raises when nobody answers.

    `asker`: None for the name servers of this machine.
    """
    try:
        asker = asker or dns.resolver.Resolver()
    except dns.exception.DNSException:  # a machine without DNS: nothing is known of anybody
        return _nobody_answers
    asker.lifetime = LIFETIME

    def txt(name: bytes | str, timeout: float = LIFETIME) -> bytes | None:
        spelled = name.decode("ascii", "replace") if isinstance(name, bytes) else name
        try:
            answer = asker.resolve(spelled, "TXT", lifetime=min(timeout, LIFETIME))
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return None
        records = [b"".join(record.strings) for record in answer]
        # others may stand beside it and are passed over (RFC 7489 section 6.6.3)
        return next((record for record in records if record.startswith((b"v=DKIM1", b"v=DMARC1"))), records[0])

    return txt


def _nobody_answers(name: bytes | str, timeout: float = LIFETIME) -> bytes | None:
    raise dns.exception.Timeout
