"""Tells pictures that show something from logos, icons, signature art and tracking pixels."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from classifiers.open_picture import MOST_PIXELS, CannotOpen, size_of
from classifiers.picture_likeness import is_repeated
from classifiers.picture_look import PictureLook, look_of
from classifiers.words import Picture

MOST_LOOKED_AT = 40  #: pictures of one mail that are unpacked; of more only the size is asked
UNREADABLE_BYTES = 8_000  #: pictures in formats we cannot open count from this size
UNSEEN_SIDE = 300  #: pixels of the short side, from which a picture that we cannot look into counts

LOWEST = 24  #: pixels: one row of a table, cut out
SMALLEST_AREA = 9_000  #: pixels
LEAST_LETTERS = 55  #: in the text: more than a logo with its slogan
LEAST_ATTACHED = 40  #: on the mail: few people attach a logo, their programs do
LEAST_ON_LARGE = 25  #: on the mail, and large: a screen may show little
LARGE = 250_000  #: pixels
TELEPHONE_SHAPE, TELEPHONE_HEIGHT = 1.6, 700  #: higher than wide, as telephones are and logos are not
LEAST_ON_BANNER = 90
LEAST_ANIMATED = 150  #: a film of a screen, not of a dancing cat
LEAST_SIGNED = 220  #: below the signature: more than a business card
LEAST_ON_PAGE = 120  #: the same, on a picture too high and too large for a card
PAGE_AREA, PAGE_SHAPE = 500_000, 2.5
BANNER_SHAPE, BANNER_HEIGHT, BANNER_LETTER = 2.4, 420, 11  #: long, low, and in larger type than a row of a table

PHOTO_LONG, PHOTO_SHORT = 480, 300  #: pixels of a photograph in the text; heads of senders are smaller
ATTACHED_PHOTO_LONG = 320
SIGNED_PHOTO_AREA = 900_000  #: telephones put photographs below "sent from my telephone"
PHOTO_BANNER_SHAPE = 2.3


class PictureWhy(StrEnum):
    """What decided whether a picture is evidence."""

    DRAWN = "drawn"  #: a vector drawing: logos and icons are, nobody photographs one
    UNKNOWN_FORMAT = "unknown_format"  #: by its bytes alone
    TINY = "tiny"  #: an icon, a line, a tracking pixel
    NOT_LOOKED_INTO = "not_looked_into"  #: huge, or one of very many: by its size alone
    CUT_OFF = "cut_off"  #: it broke on its way, and what arrived says too little: by its size alone
    WORDS = "words"  #: it holds as many letters as a screen or page in its place
    PHOTO = "photo"  #: a photograph, as large as somebody takes to show something
    FEW_LETTERS = "few_letters"  #: a logo, signature art, a banner, a head
    REPEATED = "repeated"  #: it came with several other mails and was no evidence there


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureOpinion:
    """Is it evidence, and what decided."""

    shows: bool
    why: PictureWhy
    letters: int | None = None  #: how many were seen, where it was looked into
    wanted: int | None = None  #: how many it takes, by its place and shape


def evidence_pictures(pictures: Sequence[Picture], known: Collection[str] = ()) -> tuple[Picture, ...]:
    """The pictures that may show a breach, each once; names tell nothing (image001.png).

    `known` are likeness hashes of pictures that came with several other mails, and were no evidence there. A page full
    of words is never set aside by likeness: the same page of a portal may show somebody else today.
    """
    different = {hashlib.sha256(each.content).digest(): each for each in reversed(pictures)}
    return tuple(
        each
        for place, each in enumerate(reversed(different.values()))
        if opinion_of(each, known, may_look=place < MOST_LOOKED_AT).shows
    )


def opinion_of(picture: Picture, known: Collection[str] = (), *, may_look: bool = True) -> PictureOpinion:
    """May this picture show a breach, and why (not)?"""
    if picture.content_type.lower() == "image/svg+xml":
        return PictureOpinion(shows=False, why=PictureWhy.DRAWN)
    size = size_of(picture.content)
    if size is None:
        return PictureOpinion(shows=len(picture.content) >= UNREADABLE_BYTES, why=PictureWhy.UNKNOWN_FORMAT)
    if min(size) < LOWEST or size[0] * size[1] < SMALLEST_AREA:
        return PictureOpinion(shows=False, why=PictureWhy.TINY)
    if not may_look or size[0] * size[1] > MOST_PIXELS:
        return PictureOpinion(shows=min(size) >= UNSEEN_SIDE, why=PictureWhy.NOT_LOOKED_INTO)
    try:
        look = look_of(picture.content)
    except CannotOpen:
        return _cut_off(size, picture)
    opinion = _looked_at(look, picture, known)
    # what did not arrive may have held the words
    return _cut_off(size, picture) if look.is_cut and opinion.why is PictureWhy.FEW_LETTERS else opinion


def _cut_off(size: tuple[int, int], picture: Picture) -> PictureOpinion:
    shows = min(size) >= UNSEEN_SIDE and len(picture.content) >= UNREADABLE_BYTES
    return PictureOpinion(shows=shows, why=PictureWhy.CUT_OFF)


def _looked_at(look: PictureLook, picture: Picture, known: Collection[str]) -> PictureOpinion:
    wanted = _letters_wanted(look, picture)
    counts = {"letters": look.letters, "wanted": wanted}
    if look.letters < wanted and not (look.is_photo and _is_large_photo(look, picture)):
        return PictureOpinion(shows=False, why=PictureWhy.FEW_LETTERS, **counts)
    if look.letters < LEAST_ON_PAGE and is_repeated(picture, known):
        return PictureOpinion(shows=False, why=PictureWhy.REPEATED, **counts)
    return PictureOpinion(shows=True, why=PictureWhy.WORDS if look.letters >= wanted else PictureWhy.PHOTO, **counts)


def _letters_wanted(look: PictureLook, picture: Picture) -> int:
    """How many letters make it a screen or a page, by its place in the mail and its shape."""
    if picture.is_in_signature:
        return LEAST_ON_PAGE if look.area >= PAGE_AREA and look.shape < PAGE_SHAPE else LEAST_SIGNED
    if look.is_animated:
        return LEAST_ANIMATED
    if _is_banner(look):
        return LEAST_ON_BANNER if picture.is_inline else LEAST_LETTERS
    if _is_telephone(look) or (look.area >= LARGE and not picture.is_inline):
        return LEAST_ON_LARGE
    return LEAST_LETTERS if picture.is_inline else LEAST_ATTACHED


def _is_banner(look: PictureLook) -> bool:
    is_long = look.width > BANNER_SHAPE * look.height and look.height <= BANNER_HEIGHT
    return is_long and (look.is_photo or look.letter_height > BANNER_LETTER)


def _is_telephone(look: PictureLook) -> bool:
    return look.height >= TELEPHONE_HEIGHT and look.height > TELEPHONE_SHAPE * look.width


def _is_large_photo(look: PictureLook, picture: Picture) -> bool:
    """A photograph somebody took to show; not the head of the sender, nor a view behind a slogan."""
    if look.is_animated:
        return False
    if picture.is_in_signature:
        return look.area >= SIGNED_PHOTO_AREA and look.shape <= PHOTO_BANNER_SHAPE
    long, short = max(look.width, look.height), min(look.width, look.height)
    if not picture.is_inline:
        return long >= ATTACHED_PHOTO_LONG
    return long >= PHOTO_LONG and short >= PHOTO_SHORT and look.shape <= PHOTO_BANNER_SHAPE
