"""What was read of one document that hung on a mail: its words, and the pictures inside it."""

from dataclasses import dataclass

LONGEST = 200_000  #: letters of one document that are kept; a report is told in fewer
MOST_PICTURES = 40  #: pictures of one document; a scan has one a page


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPicture:
    """A picture inside a document; its type is found from its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Empty when nothing could be read; never a macro, a formula or a link that is followed."""

    text: str = ""
    pictures: tuple[DocumentPicture, ...] = ()


UNREAD = Document()  #: nothing could be read
