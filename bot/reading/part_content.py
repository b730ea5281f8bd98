"""What one leaf of a mail is: words, a picture, a mail inside, or something that hangs on it."""

import re
from email.message import Message
from email.utils import collapse_rfc2231_value

from bot.reading.charsets import decode
from bot.reading.flowed import deletes_space, is_flowed, unflowed
from bot.reading.header_text import header_text
from bot.reading.mail_part import content_of
from bot.reading.message_tree import Leaf
from bot.reading.quoted_breaks import with_whole_quotes

LONGEST_TEXT = 2_000_000  #: bytes of one text that are read
_BODY_TYPES = ("text/plain", "text/html", "text/enriched", "text/richtext", "text/watch-html", "text/x-amp-html")
_CHARSET = re.compile(r"charset\s?=\s?\"?([\w.:+-]{1,40})", re.IGNORECASE)
_LONGEST_HEAD = 2000
# HTML 13.2.3.3; bytes that can be searched so are no UTF-16, whatever they say
_META = re.compile(r"<meta\s[^>]{0,200}?charset\s?=\s?[\"']?(?!utf-?(?:16|32|7))([\w.:+-]{1,40})", re.IGNORECASE)
# they show "exe.png" for what is called "gnp.exe"
_TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
#: of ISO base media files, by their major brand; other brands are films
_BRANDS = dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"), "image/heic") | dict.fromkeys(
    (b"avif", b"avis"), "image/avif"
)
_OTHER_MAGIC = (
    (b"MZ", "application/x-msdownload"),
    (b"\x7fELF", "application/x-executable"),
    (b"%PDF-", "application/pdf"),
    (b"Rar!", "application/vnd.rar"),
    (b"7z\xbc\xaf", "application/x-7z-compressed"),
)
# programs, archives, documents and pages that call themselves a picture
_NO_PICTURE = re.compile(
    rb"MZ|\x7fELF|#!|PK\x03\x04|%PDF-|\{\\rtf|\xd0\xcf\x11\xe0|Rar!|7z\xbc\xaf|\s{0,64}<(!doctype|html|script|svg|\?xml)",
    re.IGNORECASE,
)


def name_of(part: Message) -> str:
    """The file name as given (RFC 2183, 2231), in one line, in the order it is read; never to be used as a path."""
    try:
        name = _spelled_out(part) or part.get_filename() or ""
    except (LookupError, ValueError, TypeError):  # a charset that does not exist, a NUL inside it
        name = ""
    return _TURNING.sub("", header_text(str(name)))[:255]


def _spelled_out(part: Message) -> str:
    """The name with all its letters, where one in plain ASCII stands beside it (RFC 6266 section 4.3)."""
    if "filename*" not in str(part.get("content-disposition", "")).lower():
        return ""
    given = (value for key, value in part.get_params([], "content-disposition") if key.lower() == "filename")
    return next((collapse_rfc2231_value(value) for value in given if isinstance(value, tuple)), "")


def is_attached(part: Message) -> bool:
    """Does the sender say that this hangs on the mail, rather than stands in it?"""
    return _disposition(part) == "attachment"


def is_inline(part: Message) -> bool:
    """Does the sender say that this stands in the text (RFC 2183 section 2.1)?"""
    return _disposition(part) == "inline"


def is_body_text(leaf: Leaf) -> bool:
    """Words that stand in the mail: its text, or the broken multipart whose parts nobody can tell apart."""
    broken = leaf.part.get_content_maintype() == "multipart"
    plain = leaf.content_type in _BODY_TYPES and not is_attached(leaf.part) and not name_of(leaf.part)
    return broken or plain


def text_of(part: Message) -> str:
    """The words of a text part, in whatever charset they are; lines end as Python's do, soft breaks are undone."""
    words = with_whole_quotes(words_as_sent(part))
    return unflowed(words, delete_space=deletes_space(part)) if is_flowed(part) else words


def words_as_sent(part: Message) -> str:
    """The words of a text part, with the line ends that its sender set."""
    return decode(content_of(part)[:LONGEST_TEXT], charset_of(part))


def charset_of(part: Message) -> str | None:
    """The charset as declared, if it is; a page may do so itself, where its header does not."""
    declared = _CHARSET.search(str(part.get("content-type", "")))
    if declared is None and part.get_content_type() == "text/html":
        declared = _META.search(content_of(part)[:_LONGEST_HEAD].decode("latin-1"))
    return declared[1] if declared else None


def picture_type(leaf: Leaf, content: bytes) -> str | None:
    """The MIME type if this is a picture, by its first bytes where the sender did not say; drawings in XML are none."""
    kind, declared = picture_type_of(content), leaf.content_type
    if declared.startswith("image/") and "svg" not in declared:
        return None if _NO_PICTURE.match(content) else kind or declared
    vague = declared in ("application/octet-stream", "application/x-unknown", "text/plain", "binary/octet-stream")
    return kind if vague and kind != "image/bmp" else None  # "BM" begins many a word


def picture_type_of(content: bytes) -> str | None:
    """The MIME type that the first bytes of a picture tell."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp":
        return _BRANDS.get(content[8:12])
    return next((kind for magic, kind in _MAGIC if content.startswith(magic)), None)


def type_of(leaf: Leaf, content: bytes) -> str:
    """The MIME type of something attached: what its first bytes tell, else what the sender says."""
    return next((kind for magic, kind in _OTHER_MAGIC if content.startswith(magic)), leaf.content_type)


def _disposition(part: Message) -> str:
    return str(part.get("content-disposition", "")).partition(";")[0].strip().lower()
