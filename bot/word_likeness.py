"""Tells texts that say much the same: a sketch of which words stand together, compared without the words (pure).

One-permutation MinHash (Li, Owen and Zhang, 2012): each three words go into one of 64 bins, each bin keeps its least
digest. The share of bins that agree estimates the share of common word triples.
"""

import hashlib
import hmac
import re

BINS = 64
LEAST_WORDS = 25  #: with fewer, two reports are alike by chance
LEAST_SHARE = 0.5  #: of bins that agree
LEAST_BINS = 10  #: that agree
_LONGEST = 20_000  #: characters looked at
_TOGETHER = 3
_NONE = "----"
_WORD = re.compile(r"[^\W_]+")


def sketch_of(text: str, key: bytes) -> str | None:
    """256 characters; None for texts that say too little."""
    words = _WORD.findall(text[:_LONGEST].casefold())
    if len(words) < LEAST_WORDS:
        return None
    least: dict[int, str] = {}
    for place in range(len(words) - _TOGETHER + 1):
        digest = hmac.new(key, " ".join(words[place : place + _TOGETHER]).encode(), hashlib.sha256).hexdigest()
        number, value = int(digest[:4], 16) % BINS, digest[4:8]
        least[number] = min(value, least.get(number, value))
    return "".join(least.get(number, _NONE) for number in range(BINS))


def say_the_same(one: str, other: str) -> bool:
    """Do two sketches come from texts of which half is the same?"""
    pairs = [(one[place : place + 4], other[place : place + 4]) for place in range(0, 4 * BINS, 4)]
    filled = [pair for pair in pairs if pair != (_NONE, _NONE)]
    agreeing = sum(first == second for first, second in filled)
    return agreeing >= LEAST_BINS and agreeing >= LEAST_SHARE * len(filled)
