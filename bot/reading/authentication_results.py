"""Reads the Authentication-Results headers (RFC 8601) that our own receiving server wrote, and no other."""

import re
from collections.abc import Iterator, Sequence

from bot.incoming_mail import Authenticated

_BY = re.compile(r"\bby\s+([\w.-]{1,255})", re.IGNORECASE)
_DMARC = re.compile(r"dmarc\s*(?:/\s*\d+\s*)?=\s*([a-z]+)", re.IGNORECASE)


def dmarc_results(headers: Sequence[tuple[str, str]], authserv_id: str) -> frozenset[Authenticated]:
    """What our server says about DMARC; empty when it says nothing.

    Whoever sends a mail can write such headers too, but only below those that our server puts on top.
    """
    if not authserv_id.strip():
        return frozenset()
    ours = [value for value in _on_top(headers) if _authserv_id(value) == authserv_id.strip().lower()]
    return frozenset(result for value in ours for result in _dmarc(value))


def _on_top(headers: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The headers above the first Received of another host; without any Received only the topmost counts."""
    host: str | None = None
    results: list[str] = []
    for name, value in headers:
        if name == "received":
            by = _BY.search(_without_comments(value))
            receiver = by[1].lower().rstrip(".") if by else ""
            if not receiver or receiver != (host or receiver):
                break
            host = receiver
        elif name == "authentication-results":
            results.append(value)
    return iter(results if host is not None else results[:1])


def _authserv_id(value: str) -> str:
    """The server's name before the first semicolon; a version number may follow it (RFC 8601 section 2.2).

    Microsoft 365 writes none and begins with its first result: "spf=pass (sender IP is ...) ...".
    """
    words = _without_comments(value).partition(";")[0].split()
    named = 1 <= len(words) <= 2 and "=" not in words[0] and (len(words) == 1 or words[1].isdigit())
    return words[0].strip('"').lower() if named else ""


def _dmarc(value: str) -> Iterator[Authenticated]:
    """Each dmarc result of one header; RFC 8601 section 2.7.1 and RFC 7489 section 11.2 name the words."""
    for part in _without_comments(value).split(";")[1:]:
        found = _DMARC.match(part.strip())
        if found:
            match found[1].lower():
                case "pass":
                    yield Authenticated.PASS
                case "fail":
                    yield Authenticated.FAIL
                case _:
                    yield Authenticated.UNKNOWN


def _without_comments(value: str) -> str:
    """RFC 5322 comments nest; quoted strings are emptied too, for what they hold is the sender's to choose."""
    kept: list[str] = []
    depth, quoted, escaped = 0, False, False
    for letter in value:
        if escaped:
            escaped = False
        elif letter == "\\" and (depth or quoted):
            escaped = True
        elif quoted:
            quoted = letter != '"'
        elif letter == '"' and not depth:
            quoted = True
        elif letter in "()":
            depth = max(0, depth + (1 if letter == "(" else -1))
        elif not depth:
            kept.append(letter)
    return "".join(kept)
