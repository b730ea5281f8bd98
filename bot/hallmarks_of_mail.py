"""What a mail is known again by, made from its words, pictures and headers."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.received import Received
from bot.stationery import tokens_in
from bot.word_likeness import sketch_of
from register_store.hallmarks import Hallmark, Sort
from register_store.keys import Keys

#: Headers of mails that hang on this one stand in its bytes (RFC 2046 forbids encoding them); no further than this.
_LOOKED_AT = 2 << 20
_MESSAGE_ID = re.compile(rb"(?im)^Message-ID:[ \t]{0,8}(<[^<>\s]{3,250}>)")
_MOST_ORIGINALS, _MOST_FORWARDED = 20, 3
#: Every signature leads there.
_EVERYWHERE = re.compile(
    r"(?:^|\.)(?:facebook|linkedin|twitter|x|instagram|youtube|tiktok|whatsapp|wa|google|apple|microsoft|aka)\.(?:com|me|ms|nl)$"
)


def hallmarks_of(received: Received, keys: Keys) -> tuple[Hallmark, ...]:
    """All of them; keyed, but for the layout of pictures, which tells no word."""
    return tuple(
        dict.fromkeys(
            (*_pictures(received), *_urls(received, keys), *_originals(received, keys), *_words(received, keys))
        )
    )


def _pictures(received: Received) -> Iterator[Hallmark]:
    for mark in received.examined.likeness if received.examined else ():
        yield Hallmark(sort=Sort.PICTURE, mark=mark)


def _urls(received: Received, keys: Keys) -> Iterator[Hallmark]:
    for url in received.examined.findings.urls if received.examined else ():
        if place := _place_of(url):
            yield Hallmark(sort=Sort.URL, mark=keys.fingerprint_of(b"url\0" + place.encode()))


def _place_of(url: str) -> str | None:
    """The address without what differs from writer to writer; a front page is no place."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    if not host or _EVERYWHERE.search(host) or not (path or parts.query):
        return None
    return f"{host}{path}?{parts.query}"


def _originals(received: Received, keys: Keys) -> Iterator[Hallmark]:
    """The mail itself, what it answers, and what hangs on it; letters of ours are everybody's."""
    mail = received.mail
    hanging = (
        found.group(1).decode("ascii", "replace") for found in _MESSAGE_ID.finditer(received.fetched.raw[:_LOOKED_AT])
    )
    named = dict.fromkeys((*filter(None, [mail.message_id]), *mail.in_reply_to, *reversed(mail.references), *hanging))
    for message_id in list(named)[:_MOST_ORIGINALS]:
        if not tokens_in((message_id,)):
            yield Hallmark(sort=Sort.ORIGINAL, mark=keys.fingerprint_of(b"original\0" + message_id.encode()))


def _words(received: Received, keys: Keys) -> Iterator[Hallmark]:
    words = received.mail.words
    for text in (words.own, *words.forwarded[:_MOST_FORWARDED]):
        if sketch := sketch_of(text, keys.fingerprint):
            yield Hallmark(sort=Sort.WORDS, mark=sketch)
