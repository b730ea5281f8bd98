"""The body of one mail: its words, pictures, attachments, and the mails inside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message

from bot.incoming_mail import Attachment
from bot.reading.allowance import Allowance
from bot.reading.attached import attached
from bot.reading.clear_signed import without_frame
from bot.reading.html_text import HtmlText, read_html
from bot.reading.mail_part import content_of
from bot.reading.message_tree import Leaf, leaves, mail_inside, parsed
from bot.reading.outlook_message import outlook_mail
from bot.reading.own_words import OwnWords, own_words
from bot.reading.part_content import is_body_text, is_inline, name_of, picture_type, text_of
from bot.reading.signature_pictures import numbers_in_signature
from bot.reading.unpacking import unpacked
from classifiers.words import Picture

_FEW_WORDS = 8  # HTML that says no more than this beyond the plain text adds nothing
_MANY_WORDS = 40  # of these a fifth may be new; of fewer, half: addresses of links and wrapped lines are no news


@dataclass(frozen=True, slots=True, kw_only=True)
class MailContent:
    """Everything below the headers of one mail; mails inside are not entered."""

    text: str  #: all of it, as a reader sees it
    words: OwnWords
    pictures: tuple[Picture, ...]
    attachments: tuple[Attachment, ...]
    inside: tuple[Message, ...]
    links: tuple[str, ...]
    leaves: tuple[Leaf, ...]
    indented: tuple[str, ...] = ()  #: lines in bare blockquotes


def content_of_mail(message: Message, allowance: Allowance) -> MailContent:
    """Reads the parts of one mail, each once."""
    found = tuple(inner for leaf in leaves(message) for inner in unpacked(leaf, allowance))
    body, rest = body_leaves(found)
    html = [read_html(text_of(leaf.part)) for leaf in body if leaf.content_type == "text/html"]
    plain = _plain_text(body, html)
    seen = "\n\n".join(page.text for page in html)
    text, words = _text_and_words(plain, seen)
    pictures, others = _pictures(rest, html)
    mails = {id(leaf): inner for leaf in others if (inner := _mail_in(leaf))}
    hanging = [attached(leaf, allowance) for leaf in others if id(leaf) not in mails]
    return MailContent(
        text=text,
        words=words,
        pictures=(*_written_pictures(html), *pictures, *(picture for each in hanging for picture in each.pictures)),
        attachments=tuple(each.attachment for each in hanging),
        inside=tuple(mails.values()),
        links=tuple(dict.fromkeys(link for page in html for link in page.links)),
        leaves=found,
        indented=tuple(line for page in html for line in page.indented),
    )


def body_leaves(found: Sequence[Leaf]) -> tuple[list[Leaf], list[Leaf]]:
    """Text in the mail, and the rest; where all texts have names, those shown in it, or a lone one, are the mail."""
    body = [leaf for leaf in found if is_body_text(leaf) and not picture_type(leaf, content_of(leaf.part)[:16])]
    if not body:
        texts = [leaf for leaf in found if leaf.content_type in ("text/plain", "text/html")]
        body = texts if len(found) == 1 else [leaf for leaf in texts if is_inline(leaf.part)]
    return body, [leaf for leaf in found if leaf not in body]


def _plain_text(body: Sequence[Leaf], html: Sequence[HtmlText]) -> str:
    """Plain texts in their order; HTML where no plain text stands beside it as an alternative (RFC 2046 5.1.4)."""
    pages = iter(html)
    said: list[str] = []
    for leaf in body:
        if leaf.content_type == "text/html":
            page = next(pages)
            said.append("" if _has_plain_twin(leaf, body) else page.text)
        else:
            said.append(without_frame(text_of(leaf.part)))
    # winmail.dat often says once more what stands beside it
    once = {tuple(text.split()): text for text in reversed(said) if text.strip()}
    return "\n\n".join(text.strip("\n") for text in reversed(once.values()))


def _has_plain_twin(page: Leaf, body: Sequence[Leaf]) -> bool:
    return any(
        leaf.content_type != "text/html"
        and set(leaf.alternatives) & set(page.alternatives)
        and text_of(leaf.part).strip()
        for leaf in body
    )


def _text_and_words(plain: str, seen: str) -> tuple[str, OwnWords]:
    """Where the two versions disagree, both count; what was typed is taken from the one the sender saw."""
    if not _says_more(seen, plain):
        return plain, own_words(plain)
    from_html = own_words(seen)
    return f"{plain}\n\n{seen}", from_html if from_html.own.strip() else own_words(plain)


def _says_more(seen: str, plain: str) -> bool:
    known = set(plain.split())
    return any(_adds_words(line, known) for line in (seen, *seen.splitlines()))


def _adds_words(text: str, known: set[str]) -> bool:
    """A page that says much of its own, or one paragraph in a long page that the plain text leaves out."""
    words = text.split()
    new = sum(1 for word in words if word not in known)
    return new >= _FEW_WORDS and new * (5 if len(words) > _MANY_WORDS else 2) >= len(words)


def _pictures(rest: Sequence[Leaf], html: Sequence[HtmlText]) -> tuple[list[Picture], list[Leaf]]:
    places = {cid: (page, number) for page in html for number, cid in enumerate(page.shown) if cid}
    low = {cid for cid, (page, number) in places.items() if number in numbers_in_signature(page)}
    pictures: list[Picture] = []
    others: list[Leaf] = []
    for leaf in rest:
        content = content_of(leaf.part) if not leaf.part.is_multipart() else b""
        kind = picture_type(leaf, content)
        if kind is None:
            others.append(leaf)
            continue
        cid = str(leaf.part.get("content-id", "")).strip().strip("<>")
        pictures.append(
            Picture(
                name=name_of(leaf.part),
                content_type=kind,
                content=content,
                is_inline=cid in places or is_inline(leaf.part),
                is_in_signature=cid in low,
            )
        )
    return pictures, others


def _written_pictures(html: Sequence[HtmlText]) -> list[Picture]:
    """Pictures that stand in the HTML itself."""
    return [
        Picture(
            name="",
            content_type=picture.content_type,
            content=picture.content,
            is_inline=True,
            is_in_signature=number in numbers_in_signature(page),
        )
        for page in html
        for number, picture in page.embedded.items()
    ]


def _mail_in(leaf: Leaf) -> Message | None:
    """A forwarded mail, attached as such or as a file of Thunderbird (.eml) or Outlook (.msg); a saved page (.mht)."""
    if leaf.is_mail:
        return mail_inside(leaf)
    name = name_of(leaf.part).lower()
    if leaf.part.is_multipart():
        return None
    if leaf.content_type == "application/vnd.ms-outlook" or name.endswith(".msg"):
        return outlook_mail(content_of(leaf.part))
    return parsed(content_of(leaf.part)) if name.endswith((".eml", ".mht", ".mhtml")) else None
