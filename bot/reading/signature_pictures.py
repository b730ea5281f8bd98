"""Which pictures of an HTML text are signature art: they stand below "-- " or below the sign-off."""

from bot.reading.html_text import PICTURE_MARK, HtmlText
from bot.reading.own_words import own_words
from bot.reading.sign_offs import is_sign_off


def numbers_in_signature(page: HtmlText) -> frozenset[int]:
    """The numbers of the pictures that stand in the signature; a picture right under the sign-off's name may be one."""
    words = own_words(page.marked)
    return frozenset(_numbers(words.signature) | _numbers(_below_sign_off(words.own)))


def _numbers(text: str) -> set[int]:
    return {int(number) for number in PICTURE_MARK.findall(text)}


def _below_sign_off(text: str) -> str:
    """What stands below the name under the last sign-off; with much text below it, it was no sign-off."""
    lines = text.splitlines()
    place = next((number for number in range(len(lines) - 1, -1, -1) if is_sign_off(lines[number])), None)
    if place is None:
        return ""
    below = lines[place + 1 :]
    words = [line for line in below if PICTURE_MARK.sub("", line).strip()]
    return "\n".join(below) if 1 <= len(words) <= 12 else ""
