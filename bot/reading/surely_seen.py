"""Which of a sender's own lines he surely saw when he sent them: an officer's commands are taken from no others."""

import re
from dataclasses import replace

from bot.incoming_mail import IncomingMail
from bot.reading.allowance import allowance_for
from bot.reading.clear_signed import without_frame
from bot.reading.doubtful_lines import doubtful_lines
from bot.reading.first_texts import first_texts
from bot.reading.html_blanks import flat_texts
from bot.reading.html_signature import signature_in
from bot.reading.html_text import read_html
from bot.reading.mail_content import body_leaves
from bot.reading.message_tree import Leaf, leaves, parsed
from bot.reading.own_words import clean, own_words
from bot.reading.part_content import text_of, words_as_sent
from bot.reading.unpacking import unpacked

_BULLET = re.compile(r"^\W{0,4}(?:\w{1,2}[.)]|[*+•·o-])\s+")
_LINK = re.compile(r"<[^<>\s]{1,500}>|\[https?:[^\]\s]{1,500}\]")


def with_unseen_named(raw: bytes, mail: IncomingMail) -> IncomingMail:
    """The mail, its doubtful lines named."""
    if not mail.words.own:
        return mail
    body = _body(raw)
    lines, doubtful = mail.words.own.splitlines(), _doubtful(body)
    missing = {line for version in _versions(body) for line in _unseen(lines, version)}
    unseen = tuple(line for line in lines if line in missing or _letters(line) in doubtful)
    if not unseen:
        return mail
    signature = "\n".join(_letters(signature_in(text_of(leaf.part))) for leaf in body if _is_page(leaf))
    signed = {line for line in unseen if _letters(line) and _letters(line) in signature}
    own = "\n".join(line for line in lines if line not in signed)
    rest = tuple(line for line in unseen if line not in signed)
    return replace(mail, words=replace(mail.words, own=own.strip("\n"), unseen=rest))


def _body(raw: bytes) -> list[Leaf]:
    allowance = allowance_for(len(raw))
    body, _ = body_leaves([inner for leaf in leaves(parsed(raw)) for inner in unpacked(leaf, allowance)])
    return body


def _is_page(leaf: Leaf) -> bool:
    return leaf.content_type == "text/html"


def _versions(body: list[Leaf]) -> list[list[str]]:
    """The letters of the lines that are shown: a line is surely seen that stands in each version.

    Programs show the page where there is one. A mail that is one plain text and nothing else shows what it says.
    """
    texts = first_texts(body)
    if len(body) == 1 and texts and not _is_page(body[0]):
        return []
    pages = [read_html(text_of(leaf.part), surely_seen=True).text for leaf in texts if _is_page(leaf)]
    plain = [without_frame(text_of(leaf.part)) for leaf in texts if not _is_page(leaf)]
    shown = [*pages, *(plain if not pages or len(plain) > 1 else [])] or [""]
    return [[_letters(line) for line in own_words(clean(text)).own.splitlines()] for text in shown]


def _doubtful(body: list[Leaf]) -> set[str]:
    """The letters of lines that are shown otherwise than we read them."""
    texts = (text for leaf in body for text in _as_shown(leaf))
    return {_letters(clean(line)) for text in texts for line in doubtful_lines(text)} - {""}


def _as_shown(leaf: Leaf) -> tuple[str, ...]:
    words = words_as_sent(leaf.part)
    return (read_html(words).text, *flat_texts(words)) if _is_page(leaf) else (words,)


def _unseen(lines: list[str], shown: list[str]) -> tuple[str, ...]:
    """The lines that are not shown as they stand nor, where a program wrapped them, as a part of one."""
    whole = set(shown)
    unseen: list[str] = []
    rest = ""
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        letters = _letters(line)
        goes_on = bool(letters) and bool(rest) and rest.startswith(letters)
        begins = next((one for one in shown if _wraps(one, letters, _letters(below))), "")
        if not letters or goes_on or letters in whole or begins:
            rest = rest[len(letters) :] if goes_on else begins[len(letters) :]
        else:
            unseen.append(line)
    return tuple(unseen)


def _wraps(shown: str, letters: str, below: str) -> bool:
    return bool(letters) and bool(below) and shown.startswith(letters) and shown[len(letters) :].startswith(below)


def _letters(line: str) -> str:
    bare = _BULLET.sub("", _LINK.sub(" ", line).strip(), count=1)
    return "".join(letter for letter in bare.casefold() if letter.isalnum())
