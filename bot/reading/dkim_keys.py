"""Which published DKIM keys count (RFC 6376 section 3.6.1): dkimpy takes those of a test, and those of other uses."""

from collections.abc import Callable

DnsLookup = Callable[..., str | bytes | None]  #: (name, timeout=5) -> the TXT record or None; raises when none answers


def only_keys_that_count(dnsfunc: DnsLookup) -> DnsLookup:
    """The same questions; a key that must not be believed is as good as none."""

    def txt(name: bytes | str, timeout: float = 5) -> str | bytes | None:
        record = dnsfunc(name, timeout=timeout)
        return record if record and _counts(tags_of(record)) else None

    return txt


def tags_of(record: str | bytes) -> dict[str, str]:
    """The tags of a record as DKIM and DMARC write it: "v=DMARC1; adkim=s"; of one said twice, the first."""
    text = record.decode("latin-1") if isinstance(record, bytes) else record
    pairs = (piece.partition("=") for piece in reversed(text.split(";")))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _counts(tags: dict[str, str]) -> bool:
    flags, services, hashes = (tags.get(name, "").replace(" ", "").split(":") for name in ("t", "s", "h"))
    is_test = "y" in flags  # "as if unsigned"
    is_for_mail = services == [""] or "*" in services or "email" in services
    return not is_test and is_for_mail and (hashes == [""] or "sha256" in hashes)
