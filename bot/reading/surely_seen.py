"""Which of a sender's own lines he surely saw when he sent them: an officer's commands are taken from no others."""

import html as html_words
import re
from dataclasses import dataclass, replace

from bot.incoming_mail import IncomingMail
from bot.reading.allowance import allowance_for
from bot.reading.html_signature import signature_in
from bot.reading.html_text import read_html
from bot.reading.mail_content import body_leaves
from bot.reading.message_tree import leaves, parsed
from bot.reading.own_words import clean, own_words
from bot.reading.part_content import text_of
from bot.reading.unpacking import unpacked

_TURNING = re.compile("[\u202d\u202e]")
_BULLET = re.compile(r"^\W{0,4}(?:\w{1,2}[.)]|[*+•·o-])\s+")
_LINK = re.compile(r"<[^<>\s]{1,500}>|\[https?:[^\]\s]{1,500}\]")


def with_unseen_named(raw: bytes, mail: IncomingMail) -> IncomingMail:
    """The mail, its doubtful lines named; a mail without HTML hides nothing."""
    if not mail.words.own:
        return mail
    texts = _texts(raw)
    shown, turned = _shown(texts), _turned(texts)
    lines = mail.words.own.splitlines()
    unseen = _unseen(lines, [_letters(line) for line in shown.lines]) if shown else ()
    unseen = (*unseen, *(line for line in lines if _letters(line) in turned and line not in unseen))
    if not unseen:
        return mail
    signed = {line for line in unseen if shown and _letters(line) and _letters(line) in shown.signature}
    own = "\n".join(line for line in lines if line not in signed)
    rest = tuple(line for line in unseen if line not in signed)
    return replace(mail, words=replace(mail.words, own=own.strip("\n"), unseen=rest))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What the HTML of a mail shows."""

    lines: list[str]  #: which no style can hide
    signature: str  #: the letters of what the program marked as signature


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    """The texts of a mail as they came."""

    pages: list[str]
    plain: list[str]  #: that stand beside no page


def _texts(raw: bytes) -> _Texts:
    allowance = allowance_for(len(raw))
    body, _ = body_leaves([inner for leaf in leaves(parsed(raw)) for inner in unpacked(leaf, allowance)])
    return _Texts(
        pages=[text_of(leaf.part) for leaf in body if leaf.content_type == "text/html"],
        plain=[text_of(leaf.part) for leaf in body if leaf.content_type != "text/html" and not leaf.alternatives],
    )


def _shown(texts: _Texts) -> _Shown | None:
    """None where there is no HTML."""
    if not texts.pages:
        return None
    seen = [*texts.plain, *(read_html(page, surely_seen=True).text for page in texts.pages)]
    return _Shown(
        lines=[line for text in seen for line in own_words(clean(text)).own.splitlines()],
        signature="\n".join(_letters(signature_in(page)) for page in texts.pages),
    )


def _turned(texts: _Texts) -> set[str]:
    """Lines whose letters are shown in another order than they stand in (Unicode annex 9, overrides)."""
    pages = (read_html(page).text for page in texts.pages if _TURNING.search(html_words.unescape(page)))
    lines = (line for text in (*texts.plain, *pages) for line in text.splitlines())
    return {_letters(line) for line in lines if _TURNING.search(line)} - {""}


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
