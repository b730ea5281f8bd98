"""Opens a zip far enough to name what is in it, and to read pictures and words, without ever becoming its victim."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from bot.reading.allowance import Allowance

MOST_NAMES = 500  #: names that are listed; a longer list says nothing more
MOST_RATIO = 200  #: a file that was packed tighter is a bomb; text packs to a tenth, blank sheets to a hundredth
LARGEST = 20_000_000  #: unpacked bytes of one file that is read
_MOST_ENTRIES = 20_000  # entries of the directory that are looked at; each costs memory before its name is known

_ENCRYPTED = 0x1
_IN_UTF8 = 0x800  # APPNOTE 4.4.4, bit 11
_ARCHIVE = re.compile(r"\.(zip|7z|rar|tar|t?gz|bz2|xz|cab|iso|jar|arj|lzh|zst)$", re.IGNORECASE)
_READABLE = re.compile(
    r"\.(png|jpe?g|gif|bmp|tiff?|webp|hei[cf]|avif|txt|csv|tsv|log|json|xml|ya?ml|md|sql|ini|ics|vcf|html?|mbox"
    r"|eml|mht(ml)?|msg|p7m|dat|pdf|doc[mx]?|dot[mx]?|xls[mx]?|pp[st][mx]?|od[tsp]|rtf)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedFile:
    """One file of a zip; its content is None when it was named only."""

    name: str
    content: bytes | None


def is_zip(content: bytes) -> bool:
    """Does it begin as a zip does? Office documents do too."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def files_of(content: bytes, allowance: Allowance) -> tuple[PackedFile, ...]:
    """What is in this zip; nothing for bytes that are none. Encrypted files and archives inside it are named only."""
    archive = opened(content)
    if archive is None:
        return ()
    with archive:
        entries = _files(archive)[:MOST_NAMES]
        return tuple(PackedFile(name=_name(entry), content=_read(archive, entry, allowance)) for entry in entries)


def names_in(content: bytes) -> str:
    """The names of what is in this zip, one a line; "" for bytes that are none."""
    archive = opened(content) if is_zip(content) else None
    if archive is None:
        return ""
    with archive:
        return "\n".join(map(_name, _files(archive)[:MOST_NAMES]))


def opened(content: bytes) -> ZipFile | None:
    """The directory of a zip, or None when it has none or one that only hurts."""
    if content.count(b"PK\x01\x02") > _MOST_ENTRIES:
        return None
    try:
        return ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, OSError, NotImplementedError, IndexError, OverflowError):
        return None


def read_entry(archive: ZipFile, entry: ZipInfo, allowance: Allowance) -> bytes | None:
    """The bytes of one file, or None when it is encrypted, damaged, too large or packed like a bomb."""
    if entry.flag_bits & _ENCRYPTED or entry.file_size > min(LARGEST, 1000 + MOST_RATIO * entry.compress_size):
        return None
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # what mail programs and offices write
        return None
    if allowance.is_spent() or not allowance.take(entry.file_size):
        return None
    try:
        with archive.open(entry) as file:
            return file.read(entry.file_size)  # never more than the directory says: it may lie
    except (BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, EOFError, RuntimeError):
        return None


def entries_named(archive: ZipFile, pattern: re.Pattern[str]) -> Iterator[ZipInfo]:
    """The entries whose whole name fits, in the order of the archive."""
    return (entry for entry in archive.infolist() if pattern.fullmatch(entry.filename))


def _files(archive: ZipFile) -> list[ZipInfo]:
    """`is_dir` raises for a file without a name."""
    return [entry for entry in archive.infolist() if not entry.filename.endswith("/")]


def _name(entry: ZipInfo) -> str:
    """Apple and Linux write UTF-8 without saying so; Python then reads the letters of old DOS."""
    if entry.flag_bits & _IN_UTF8 or entry.filename.isascii():
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def _read(archive: ZipFile, entry: ZipInfo, allowance: Allowance) -> bytes | None:
    if _ARCHIVE.search(entry.filename) or not _READABLE.search(entry.filename):
        return None
    return read_entry(archive, entry, allowance)
