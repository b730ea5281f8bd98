"""Raw mails and pictures of cases: encrypted files, write-once, named by the SHA-256 of what they hold."""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, delete, insert, select, update

from register_store.database import DatabaseAway
from register_store.sealed_frames import key_id, seal, sealed_with, unseal
from register_store.tables import evidence

_UNFINISHED = ".part"
_SUFFIX = ".sealed"


class EvidenceKind(StrEnum):
    """What a piece of evidence is."""

    MAIL = "mail"  #: the exact bytes of a mail of a case
    PICTURE = "picture"  #: a picture of a mail, apart
    SPOOL = "spool"  #: bytes of a mail that failed once, until it is judged
    SET_ASIDE = "set_aside"  #: bytes of a mail that could not be read
    EXCERPT = "excerpt"  #: headers and texts of a large mail, as it was judged; the exact bytes follow


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece of evidence, as the database describes it."""

    sha256: str
    reference: str  #: of the case; "" while a mail is not yet judged
    kind: EvidenceKind
    content_type: str
    size: int
    stored_at: datetime


class Lock(StrEnum):
    """With which key a file was sealed."""

    CURRENT = "current"
    OLDER = "older"
    UNKNOWN = "unknown"  #: with none we have: it cannot be opened, or it is damaged


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """One file on disk."""

    sha256: str  #: of what it holds
    size: int  #: as it lies there
    written_at: datetime
    lock: Lock


class EvidenceAway(DatabaseAway):
    """The evidence folder cannot be written now; nothing is lost, Meldpost tries again by itself."""


class EvidenceFiles:
    """The encrypted files of one organisation below a folder."""

    def __init__(self, folder: Path, organisation: str, key: bytes, older: Sequence[bytes] = ()) -> None:
        self._folder = folder / organisation
        self._key = key
        self._keys = {key_id(each): each for each in (*reversed(older), key)}

    def put(self, content: bytes) -> str:
        """Seal these bytes on disk; returns their SHA-256. A second time changes nothing. Raises `EvidenceAway`.

        What lies there under a key that is gone, or damaged in its beginning, nobody can read: it is written anew.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        path = self._path(sha256)
        if not path.exists() or self._sealed(path).lock is Lock.UNKNOWN:
            self._write(path, [content])
        else:
            _flush_names(path)  # a life before this one may have died between naming and flushing
        return sha256

    def shelf(self) -> Iterator[Sealed]:
        """All that lies on disk, by name."""
        for path in sorted(self._folder.glob(f"*/*{_SUFFIX}")):
            with suppress(FileNotFoundError):
                yield self._sealed(path)

    def reseal(self, sha256: str) -> None:
        """Seal anew what an older key sealed; raises as `get` and `put` do. A crash leaves the old file."""
        path = self._path(sha256)
        with path.open("rb") as sealed:
            self._write(path, self._unsealed(sealed))

    def put_stream(self, pieces: Iterable[bytes]) -> tuple[str, int]:
        """Seal what is too large for memory; returns its SHA-256 and size. The name is known when all is written."""
        told = _Told(pieces)
        unfinished = self._sealed_beside(self._folder, told)
        path = self._path(told.digest.hexdigest())
        _named(unfinished, path)  # the same content again replaces itself
        return told.digest.hexdigest(), told.size

    def get(self, sha256: str) -> bytes:
        """The bytes; raises `WrongKey`, `DamagedEvidence` or FileNotFoundError."""
        with self._path(sha256).open("rb") as sealed:
            return b"".join(self._unsealed(sealed))

    def erase(self, sha256: str) -> None:
        """Remove the file; nothing happens when it is gone already. Raises `EvidenceAway`."""
        try:
            self._path(sha256).unlink(missing_ok=True)
        except OSError as error:
            raise EvidenceAway(type(error).__name__) from None

    def sweep(self) -> int:
        """Remove what an earlier life left half written; nobody else may be writing meanwhile. Returns how many."""
        swept = 0
        for unfinished in (*self._folder.glob(f"*{_UNFINISHED}"), *self._folder.glob(f"*/*{_UNFINISHED}")):
            with suppress(OSError):  # a remainder must never keep us from work
                unfinished.unlink()
                swept += 1
        return swept

    def _unsealed(self, sealed: BinaryIO) -> Iterator[bytes]:
        """With whichever of our keys sealed it."""
        return unseal(sealed, self._keys.get(sealed_with(sealed), self._key))

    def _sealed(self, path: Path) -> Sealed:
        with path.open("rb") as sealed:
            named = sealed_with(sealed)
            state = os.fstat(sealed.fileno())
        key = self._keys.get(named)
        lock = Lock.UNKNOWN if key is None else Lock.CURRENT if key == self._key else Lock.OLDER
        written_at = datetime.fromtimestamp(state.st_mtime, UTC)
        return Sealed(sha256=path.name.removesuffix(_SUFFIX), size=state.st_size, written_at=written_at, lock=lock)

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / f"{sha256}{_SUFFIX}"

    def _write(self, path: Path, pieces: Iterable[bytes]) -> None:
        """Beside it first, flushed to the disk, then renamed: a crash leaves no half file under the name."""
        _named(self._sealed_beside(path.parent, pieces), path)

    def _sealed_beside(self, folder: Path, pieces: Iterable[bytes]) -> Path:
        """A flushed file without its name; what breaks off leaves nothing."""
        unfinished = folder / f"{secrets.token_hex(8)}{_UNFINISHED}"
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with unfinished.open("xb") as target:
                seal(pieces, target, self._key)
                target.flush()
                os.fsync(target.fileno())
        except BaseException as error:
            with suppress(OSError):
                unfinished.unlink()
            if isinstance(error, OSError):  # a full disk, a quota, a folder that was taken away
                raise EvidenceAway(type(error).__name__) from None
            raise
        return unfinished


class _Told:
    """Passes pieces on, and remembers their digest and size."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self.digest = hashlib.sha256()
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self.digest.update(piece)
            self.size += len(piece)
            yield piece


class EvidenceIndex:
    """What is known of the evidence of one organisation, on one connection."""

    def __init__(self, connection: Connection, organisation: str) -> None:
        self._connection = connection
        self._organisation = organisation

    def add(self, piece: Piece) -> None:
        """Note a piece; the same bytes twice in one case are one piece."""
        if not self._has(piece):
            self._connection.execute(
                insert(evidence).values(
                    organisation=self._organisation,
                    sha256=piece.sha256,
                    reference=piece.reference,
                    kind=piece.kind.value,
                    content_type=piece.content_type,
                    size=piece.size,
                    stored_at=piece.stored_at,
                )
            )

    def of_case(self, reference: str, kind: EvidenceKind | None = None) -> list[Piece]:
        """The evidence of a case."""
        query = select(evidence).where(evidence.c.organisation == self._organisation, evidence.c.reference == reference)
        if kind:
            query = query.where(evidence.c.kind == kind.value)
        rows = self._connection.execute(query.order_by(evidence.c.stored_at, evidence.c.sha256)).mappings()
        return [_piece(row) for row in rows]

    def digests(self) -> frozenset[str]:
        """Of all pieces that a case, or the officer, may still be asked about."""
        query = select(evidence.c.sha256).where(evidence.c.organisation == self._organisation)
        return frozenset(self._connection.execute(query).scalars())

    def unread_pictures(self) -> list[Piece]:
        """Pictures whose words were not read yet, oldest first."""
        query = select(evidence).where(
            evidence.c.organisation == self._organisation,
            evidence.c.kind == EvidenceKind.PICTURE.value,
            evidence.c.words_read_at.is_(None),
        )
        return [_piece(row) for row in self._connection.execute(query.order_by(evidence.c.stored_at)).mappings()]

    def words_read(self, pieces: Iterable[Piece], at: datetime) -> None:
        """The words of these pictures were read."""
        digests = [piece.sha256 for piece in pieces]
        here = (evidence.c.organisation == self._organisation) & evidence.c.sha256.in_(digests)
        self._connection.execute(update(evidence).where(here).values(words_read_at=at))

    def remove(self, sha256: str, reference: str) -> bool:
        """Forget a piece; True when no case holds these bytes any more, so that the caller may erase the file."""
        same = (evidence.c.organisation == self._organisation) & (evidence.c.sha256 == sha256)
        self._connection.execute(delete(evidence).where(same, evidence.c.reference == reference))
        return self._connection.execute(select(evidence.c.sha256).where(same)).first() is None

    def _has(self, piece: Piece) -> bool:
        here = (evidence.c.organisation == self._organisation) & (evidence.c.sha256 == piece.sha256)
        query = select(evidence.c.sha256).where(here, evidence.c.reference == piece.reference)
        return self._connection.execute(query).first() is not None


def _piece(row: Mapping[Any, Any]) -> Piece:
    return Piece(
        sha256=row["sha256"],
        reference=row["reference"],
        kind=EvidenceKind(row["kind"]),
        content_type=row["content_type"],
        size=row["size"],
        stored_at=row["stored_at"],
    )


def _named(unfinished: Path, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished.rename(path)
    except OSError as error:
        raise EvidenceAway(type(error).__name__) from None
    _flush_names(path)


def _flush_names(path: Path) -> None:
    """The name of the file, and that of its folder, which may be as new: else a power cut takes both."""
    try:
        for folder in (path.parent, path.parent.parent):
            _flush_folder(folder)
    except OSError as error:
        raise EvidenceAway(type(error).__name__) from None


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
