"""Verifies the DKIM signatures (RFC 6376) of the domain in the From (the only dkim import)."""

from functools import cache
from itertools import islice

import dkim

from bot.reading.alignment import is_aligned
from bot.reading.dkim_keys import DnsLookup, only_keys_that_count

MOST_SIGNATURES = 5  #: of the domain in the From; more only cost DNS questions
_MOST_LOOKED_AT = 50  # headers; of other domains nothing is asked, so that they do not learn when a mail is read


def has_aligned_signature(raw: bytes, from_domain: str, dnsfunc: DnsLookup) -> bool:
    """True when one signature holds and its d= belongs to the same organisation as the From; any error is a no."""
    asked = cache(dnsfunc)
    try:
        signed = dkim.DKIM(raw)
        places = range(min(_count(signed), _MOST_LOOKED_AT))
        aligned = (place for place in places if is_aligned(_signer(signed, place), from_domain, asked))
        return any(_holds(signed, place, asked) for place in islice(aligned, MOST_SIGNATURES))
    except Exception:  # dkimpy and DNS raise more than they name; an unproven mail is the safe answer
        return False


def _count(signed: "dkim.DKIM") -> int:
    return sum(name.lower() == b"dkim-signature" for name, _ in signed.headers)


def _signer(signed: "dkim.DKIM", place: int) -> str:
    """The domain of a signature that says who wrote the mail and covers every word; "" for any other.

    With l= anybody may append words (RFC 6376 section 8.2), without From in h= anybody is the author (5.4), and SHA-1
    proves nothing any more (RFC 8301).
    """
    try:
        tags, covered, _ = signed.verify_headerprep(place)
        is_whole = b"from" in covered and b"l" not in tags and tags[b"a"] != b"rsa-sha1"
        return str(tags[b"d"], "ascii") if is_whole else ""
    except Exception:  # broken, expired: the next one may hold
        return ""


def _holds(signed: "dkim.DKIM", place: int, dnsfunc: DnsLookup) -> bool:
    try:
        return bool(signed.verify(idx=place, dnsfunc=only_keys_that_count(dnsfunc)))
    except Exception:  # as above
        return False
