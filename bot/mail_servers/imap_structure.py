"""Reads a BODYSTRUCTURE: which parts a mail has, and how its headers and texts alone are put together (pure)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from typing import Any

from bot.doors import LeftOut
from bot.reading.mail_part import Part as MailPart

MOST_PARTS = 200  #: further parts are not looked at; the whole mail follows to disk anyway
DEEPEST = 20
LONGEST_TEXT = 512 << 10  #: bytes of one text that are judged

_headers = BytesHeaderParser(_class=MailPart)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One node of a mail (RFC 9051 section 6.4.5)."""

    section: str  #: "" for the mail itself
    content_type: str  #: lower-case
    encoding: str = ""  #: lower-case
    size: int = 0  #: octets, still encoded
    children: tuple["Part", ...] = ()

    @property
    def is_text(self) -> bool:
        """Are its words judged?"""
        return self.content_type.startswith("text/") and not self.children

    @property
    def is_mail(self) -> bool:
        """Is it a mail inside, whose only child is its body?"""
        return self.content_type == "message/rfc822" and bool(self.children)


def structure_of(body: Sequence[Any]) -> Part:
    """The tree in a parsed BODYSTRUCTURE; raises ValueError when it cannot be understood."""
    try:
        return _part(body, "", is_root=True, depth=0)
    except (TypeError, IndexError, AttributeError) as error:
        raise ValueError("this BODYSTRUCTURE cannot be understood") from error


def parts_of(root: Part) -> Iterator[Part]:
    """All nodes, in the order of the mail, up to a limit."""
    waiting, number = [root], 0
    while waiting and number < MOST_PARTS:
        part = waiting.pop(0)
        yield part
        number += 1
        waiting = [*part.children, *waiting]


def wanted_of(root: Part) -> tuple[str, ...]:
    """What has to be fetched for the judgement: FETCH items without BODY.PEEK[...] around them."""
    wanted = ["HEADER"]
    for part in parts_of(root):
        if part.section:
            wanted.append(f"{part.section}.MIME")
        if part.is_mail:
            wanted.append(f"{part.section}.HEADER")
        if part.is_text:
            wanted.append(f"{part.section or 1}")
    return tuple(dict.fromkeys(wanted))  # a mail inside and its multipart share their section


def left_out_of(root: Part) -> tuple[LeftOut, ...]:
    """The parts that are not judged, and texts of which only the beginning is."""
    return tuple(
        LeftOut(section=part.section or "1", content_type=part.content_type, encoding=part.encoding, size=part.size)
        for part in parts_of(root)
        if not part.children and (part.size > LONGEST_TEXT if part.is_text else part.size > 0)
    )


def put_together(root: Part, fetched: Mapping[str, bytes]) -> bytes:
    """The mail with the parts that were fetched; the others are there with their headers and no content."""
    return fetched["HEADER"] + _content(root, fetched["HEADER"], fetched)


def _content(part: Part, header: bytes, fetched: Mapping[str, bytes]) -> bytes:
    if part.is_mail:
        inner = fetched.get(f"{part.section}.HEADER", b"")
        return inner + _content(part.children[0], inner, fetched)
    if not part.children:
        return fetched.get(part.section or "1", b"") if part.is_text else b""
    boundary = str(_headers.parsebytes(header).get_boundary("")).encode("latin-1", "replace")
    shown = (child for child in part.children if f"{child.section}.MIME" in fetched)
    blocks = (b"--" + boundary + b"\r\n" + _block(child, fetched) + b"\r\n" for child in shown)
    return b"".join(blocks) + b"--" + boundary + b"--\r\n"


def _block(child: Part, fetched: Mapping[str, bytes]) -> bytes:
    header = fetched[f"{child.section}.MIME"]
    return header + _content(child, header, fetched)


def _part(body: Sequence[Any], section: str, *, is_root: bool, depth: int) -> Part:
    if depth > DEEPEST:
        raise ValueError("this mail is nested too deep")
    first = body[0]
    if isinstance(first, list | tuple):
        return _multipart(body, section, depth)
    content_type = f"{_word(first)}/{_word(body[1])}"
    size = int(body[6] or 0)
    inside = body[8] if content_type == "message/rfc822" and len(body) > 8 and not is_root else None
    children = (_inner(inside, section, depth),) if isinstance(inside, list | tuple) and inside else ()
    return Part(section=section, content_type=content_type, encoding=_word(body[5]), size=size, children=children)


def _multipart(body: Sequence[Any], section: str, depth: int) -> Part:
    """imapclient collects the parts in a list; inside a mail inside they stand loose, as the server wrote them."""
    found = body[0] if isinstance(body[0], list) else [each for each in body if isinstance(each, list | tuple)]
    loose = not isinstance(body[0], list)
    kind = next((each for each in body if isinstance(each, bytes)), b"mixed")
    if loose:  # after the subtype come parameters, which are tuples too
        found = found[: next(i for i, each in enumerate(body) if not isinstance(each, list | tuple))]
    prefix = f"{section}." if section else ""
    children = tuple(
        _part(each, f"{prefix}{number}", is_root=False, depth=depth + 1) for number, each in enumerate(found, start=1)
    )
    return Part(section=section, content_type=f"multipart/{_word(kind)}", children=children)


def _inner(body: Sequence[Any], section: str, depth: int) -> Part:
    """The body of a mail inside: a multipart shares its section, a single part is its number 1."""
    is_multipart = isinstance(body[0], list | tuple)
    return _part(body, section if is_multipart else f"{section}.1", is_root=False, depth=depth + 1)


def _word(value: Any) -> str:
    return value.decode("ascii", "replace").lower() if isinstance(value, bytes) else ""
