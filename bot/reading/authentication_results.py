"""Reads the Authentication-Results headers (RFC 8601) that our own receiving server wrote, and no other."""

import re
from collections.abc import Iterator, Sequence

from bot.incoming_mail import Authenticated
from bot.reading.alignment import organisational_domain
from bot.reading.header_comments import without_comments
from bot.reading.own_hops import on_top

_DMARC = re.compile(r"dmarc\s*(?:/\s*\d+\s*)?=\s*([a-z]+)(?![\w-])", re.IGNORECASE)
_HEADER_FROM = re.compile(r"\bheader\s*\.\s*from\s*=\s*(?:[^\s;@]{0,64}@)?([\w.-]{1,255})", re.IGNORECASE)


def dmarc_results(headers: Sequence[tuple[str, str]], authserv_id: str, from_domain: str) -> frozenset[Authenticated]:
    """What our server says about DMARC and this domain; empty when it says nothing.

    Whoever sends a mail can write such headers too, but only below those that our server puts on top. Where our
    server took another line for the From than we do, its pass is about somebody else.
    """
    if not authserv_id.strip():
        return frozenset()
    ours = [
        value
        for value in on_top(headers, "authentication-results")
        if _authserv_id(value) == authserv_id.strip().lower()
    ]
    return frozenset(result for value in ours for result in _dmarc(value, from_domain))


def _authserv_id(value: str) -> str:
    """The server's name before the first semicolon; a version number may follow it (RFC 8601 section 2.2).

    Microsoft 365 writes none and begins with its first result: "spf=pass (sender IP is ...) ...".
    """
    words = without_comments(value).partition(";")[0].split()
    named = 1 <= len(words) <= 2 and "=" not in words[0] and (len(words) == 1 or words[1].isdigit())
    return words[0].strip('"').lower() if named else ""


def _dmarc(value: str, from_domain: str) -> Iterator[Authenticated]:
    """Each dmarc result of one header; RFC 8601 section 2.7.1 and RFC 7489 section 11.2 name the words."""
    for part in without_comments(value).split(";")[1:]:
        found = _DMARC.match(part.strip())
        if found:
            match found[1].lower():
                case "pass" if _is_about(part, from_domain):
                    yield Authenticated.PASS
                case "fail":
                    yield Authenticated.FAIL
                case _:
                    yield Authenticated.UNKNOWN


def _is_about(result: str, from_domain: str) -> bool:
    """Is the domain it names that of the From, or of the same owner? Some servers name none."""
    named = _HEADER_FROM.search(result)
    return named is None or organisational_domain(named[1]) == organisational_domain(from_domain)
