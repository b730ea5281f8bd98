"""What Meldpost makes of mails, as one page for the administrator's own screen: nothing on it is masked."""

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.explain import Looked
from bot.marked_text import Piece, marked
from bot.triage import WhyNot
from classifiers.open_picture import size_of
from classifiers.screenshots import PictureOpinion, opinion_of
from classifiers.words import Picture, Words
from register_store.findings import Clue, Findings, Where, findings_to_json
from replies.render import render_page

#: Types that browsers show and that run nothing.
_SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
#: Larger pictures would make the page too heavy to open; their facts are told.
LARGEST_SHOWN = 4 << 20
#: Findings that have a place of their own on the page.
_ELSEWHERE = frozenset({"verdict", "probability", "clues", "facts", "origins"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownText:
    """One part of the mail with its clues in place."""

    where: Where
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPicture:
    """One picture, and whether it is evidence."""

    name: str
    content_type: str
    size: tuple[int, int] | None  #: pixels
    kilobytes: int
    opinion: PictureOpinion
    data: str | None  #: as data URI


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMail:
    """One mail as the page shows it."""

    file: str
    error: str = ""
    looked: Looked | None = None
    texts: tuple[ShownText, ...] = ()
    gates: tuple[tuple[WhyNot, bool], ...] = ()  #: each gate, and whether it says no
    findings: tuple[tuple[str, str, str], ...] = ()  #: key, value, origin
    pictures: tuple[ShownPicture, ...] = ()


def explain_page(mails: Iterable[tuple[str, Looked | str]]) -> str:
    """One self-contained HTML page: each file with what was seen in it, or the sentence why it could not be read."""
    shown = [
        ShownMail(file=file, error=looked) if isinstance(looked, str) else _shown(file, looked)
        for file, looked in mails
    ]
    return render_page("explain.html.jinja", {"mails": shown})


def _shown(file: str, looked: Looked) -> ShownMail:
    return ShownMail(
        file=file,
        looked=looked,
        texts=tuple(_texts(looked.mail.words, looked.findings.clues)),
        gates=tuple((gate, gate in looked.objections) for gate in WhyNot),
        findings=tuple(_rows(looked.findings)),
        pictures=tuple(_picture(picture) for picture in looked.mail.pictures),
    )


def _texts(words: Words, clues: tuple[Clue, ...]) -> Iterator[ShownText]:
    """The parts in which clues are looked for; what the sender typed now before what he left below it."""
    parts: list[tuple[Where, str]] = [(Where.SUBJECT, words.subject), (Where.BODY, words.own or words.whole)]
    parts += [(Where.FORWARDED, text) for text in words.forwarded]
    parts += [(Where.QUOTED, words.quoted)]
    parts += [(Where.ATTACHMENT, text) for text in words.attachments]
    for where, text in parts:
        if text.strip():
            yield ShownText(where=where, pieces=marked(text, (clue for clue in clues if clue.where is where)))


def _rows(findings: Findings) -> Iterator[tuple[str, str, str]]:
    for key, value in findings_to_json(findings).items():
        if key not in _ELSEWHERE:
            origin = findings.origins.get(key)
            yield key, _told(value), origin.value if origin else ""


def _told(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "not found" if value is None else str(value)


def _picture(picture: Picture) -> ShownPicture:
    is_shown = picture.content_type in _SHOWN and len(picture.content) <= LARGEST_SHOWN
    return ShownPicture(
        name=picture.name,
        content_type=picture.content_type,
        size=size_of(picture.content),
        kilobytes=-(-len(picture.content) // 1024),
        opinion=opinion_of(picture),
        data=_data(picture) if is_shown else None,
    )


def _data(picture: Picture) -> str:
    return f"data:{picture.content_type};base64,{base64.b64encode(picture.content).decode('ascii')}"
