"""Does a domain that signed answer for the domain in the From (RFC 7489 section 3.1.1)?"""

from functools import cache

from publicsuffixlist import PublicSuffixList

from bot.reading.dkim_keys import DnsLookup, tags_of


def is_aligned(signer: str, from_domain: str, dnsfunc: DnsLookup) -> bool:
    """The same owner; the very same domain where the owner of the From asks for that. DNS that fails is not caught."""
    if _bare(signer) == _bare(from_domain):
        return True
    same_owner = organisational_domain(signer) == organisational_domain(from_domain)
    return same_owner and not _is_strict(from_domain, dnsfunc)


def organisational_domain(domain: str) -> str:
    """The part that was registered: mail.juist.nl -> juist.nl (RFC 7489 section 3.2)."""
    return _suffixes().privatesuffix(_bare(domain)) or _bare(domain)


def _is_strict(from_domain: str, dnsfunc: DnsLookup) -> bool:
    """What the DMARC record of the domain says, else that of its owner (RFC 7489 section 6.6.3)."""
    for domain in dict.fromkeys((_bare(from_domain), organisational_domain(from_domain))):
        tags = tags_of(dnsfunc(f"_dmarc.{domain}.", timeout=5) or "")
        if tags.get("v") == "DMARC1":
            return tags.get("adkim", "r").lower() == "s"
    return False


def _bare(domain: str) -> str:
    return domain.lower().rstrip(".")


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
