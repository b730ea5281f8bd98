"""Which headers our own receiving servers put on a mail: those above the hop by which it came in from elsewhere."""

import ipaddress
import re
from collections.abc import Iterator, Sequence

from bot.reading.header_comments import without_comments

_BY = re.compile(r"\bby\s+([\w.-]{1,255})", re.IGNORECASE)
_FROM = re.compile(r"\s*from\s+([^\s;()]{1,255})", re.IGNORECASE)
_IP = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|\[(?:IPv6:)?([0-9a-f:.]{2,45})\]", re.IGNORECASE)
_LONGEST = 5000


def on_top(headers: Sequence[tuple[str, str]], wanted: str) -> Iterator[str]:
    """The values of one header above the first foreign Received; without any Received only the topmost counts.

    A sender can write "Received: ... by" our server as well as any other line: below the hop that let his mail in
    nothing is ours, whatever it says.
    """
    host: str | None = None
    came_in = False
    found: list[str] = []
    for name, value in headers:
        if name == "received":
            receiver = _receiver(value)
            if came_in or not receiver or receiver != (host or receiver):
                break
            host, came_in = receiver, not _is_from_ourselves(value, receiver)
        elif name == wanted:
            found.append(value)
    return iter(found if host is not None else found[:1])


def _receiver(received: str) -> str:
    by = _BY.search(without_comments(received))
    return by[1].lower().rstrip(".") if by else ""


def _is_from_ourselves(received: str, host: str) -> bool:
    """Handed on within the server: by a filter on the same machine, or with no client named at all."""
    addresses = [found[1] or found[0] for found in _IP.finditer(received[:_LONGEST])]
    if addresses:
        return not any(map(_is_from_outside, addresses))
    sender = _FROM.match(received)
    return sender is None or sender[1].lower() in (host, "localhost")


def _is_from_outside(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_global
    except ValueError:
        return True
