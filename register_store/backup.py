"""A back-up: database and evidence as of one moment, in one file, made while Meldpost runs; and back again.

The file is a tar archive: `about.json` first, then a file of JSON lines per table, then the evidence as it lies on
disk (encrypted), last `evidence.json` with the digest of each piece: an archive without it is not whole. The key is
not in it, only a number that tells which key it was.
"""

import hashlib
import hmac
import io
import json
import os
import re
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import ColumnElement, Connection, MetaData, Table, case, literal, select, update

from register_store.database import Database, revision_of
from register_store.journal import MailState
from register_store.keys import Keys
from register_store.letter import PEOPLE_KINDS, LetterKind, UncertainLetter
from register_store.outbox import OutboxState
from register_store.table_lines import lines_of, put_lines
from register_store.tables import evidence, journal, leases, letters, metadata, outbox, subjects

_FORM = "meldpost back-up 1"
_ABOUT, _LIST = "about.json", "evidence.json"
_EVIDENCE = re.compile(r"evidence/[^/\\]{1,64}/[0-9a-f]{2}/[0-9a-f]{64}\.sealed")
_TABLE = re.compile(r"tables/([a-z_]{1,64})\.jsonl")
_CHUNK = 1 << 20
#: Who works now means nothing later; affected people's addresses live short, and a back-up long.
_LEFT_OUT = (leases, subjects)


class BackupFault(ValueError):
    """The back-up cannot be made or used; the sentence says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a back-up says of itself."""

    made_at: datetime
    key_id: str
    revision: str  #: of the tables
    rows: int = 0
    pieces: int = 0
    uncertain: tuple[UncertainLetter, ...] = ()  #: letters that waited at that moment and may have gone since


#: What the caller does in the very transaction that restores.
InTheSame = Callable[[Connection, About], None]


def key_id(keys: Keys) -> str:
    """Tells keys apart and says nothing about them."""
    return hmac.new(keys.fingerprint, b"meldpost back-up", hashlib.sha256).hexdigest()[:12]


def back_up(database: Database, evidence_folder: Path, keys: Keys, target: Path) -> About:
    """Write the back-up; beside it first, so that a crash leaves no half file under the name."""
    unfinished = target.with_name(target.name + ".part")
    unfinished.touch(mode=0o600)
    try:
        with database.snapshot() as connection, tarfile.open(unfinished, "w") as archive:
            about = _packed(archive, connection, evidence_folder, keys, revision_of(connection) or "")
        with unfinished.open("rb") as written:
            os.fsync(written.fileno())
        unfinished.rename(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return about


def restore(database: Database, evidence_folder: Path, keys: Keys, source: Path, also: InTheSame) -> About:
    """Put a back-up into an empty installation; raises `BackupFault`, and then the database is as empty as before.

    Letters that waited when it was made may have gone out since: they become `uncertain` and are not sent.
    """
    with _opened(source) as archive:
        about = _about(archive, keys)
        database.start_anew(about.revision)
        tables = database.tables_as_they_are()
        with database.transaction() as connection:
            _refuse_full(connection, tables)
            rows, pieces = _unpacked(archive, connection, tables, evidence_folder)
            database.migrate_within(connection)
            done = About(
                made_at=about.made_at,
                key_id=about.key_id,
                revision=about.revision,
                rows=rows,
                pieces=pieces,
                uncertain=_made_uncertain(connection),
            )
            also(connection, done)
    return done


def _packed(archive: tarfile.TarFile, connection: Connection, folder: Path, keys: Keys, revision: str) -> About:
    made_at = datetime.now(UTC)
    told = {"form": _FORM, "made_at": made_at.isoformat(), "key_id": key_id(keys), "revision": revision}
    _add(archive, _ABOUT, json.dumps(told).encode())
    rows = sum(_add_table(archive, connection, table) for table in metadata.sorted_tables if table not in _LEFT_OUT)
    digests = {}
    for path in _evidence_of(connection, folder):
        name = f"evidence/{path.relative_to(folder).as_posix()}"
        digests[name] = _add_file(archive, name, path)
    _add(archive, _LIST, json.dumps(digests).encode())
    return About(made_at=made_at, key_id=key_id(keys), revision=revision, rows=rows, pieces=len(digests))


def _evidence_of(connection: Connection, folder: Path) -> Iterator[Path]:
    """The files that the database speaks of; they are written before it does, and never changed."""
    pieces = select(evidence.c.organisation, evidence.c.sha256)
    unfinished = journal.c.spool.is_not(None) & (journal.c.state == MailState.NOTED)
    spools = select(journal.c.organisation, journal.c.spool).where(unfinished)
    for organisation, sha256 in sorted({(row[0], row[1]) for row in connection.execute(pieces.union(spools))}):
        path = folder / organisation / sha256[:2] / f"{sha256}.sealed"
        if path.exists():  # not when it was erased after this moment
            yield path


def _add_table(archive: tarfile.TarFile, connection: Connection, table: Table) -> int:
    number = 0
    with tempfile.TemporaryFile() as lines:
        for line in lines_of(connection, table, _without_people(table)):
            lines.write(line)
            number += 1
        _add(archive, f"tables/{table.name}.jsonl", lines)
    return number


def _without_people(table: Table) -> dict[str, ColumnElement[Any]]:
    """Letters to affected people are counted in a back-up; to whom they went and what they said is not in it."""
    if table is letters:
        to_people = letters.c.kind == LetterKind.PEOPLE.value
        return {"recipient": case((to_people, literal("")), else_=letters.c.recipient)}
    if table is outbox:
        kinds = [kind.value for kind in PEOPLE_KINDS]
        names_people = outbox.c.message_id.in_(select(letters.c.message_id).where(letters.c.kind.in_(kinds)))
        return {"content": case((names_people, literal(b"")), else_=outbox.c.content)}
    return {}


def _add_file(archive: tarfile.TarFile, name: str, path: Path) -> str:
    with path.open("rb") as content:
        _add(archive, name, content)
        content.seek(0)
        return hashlib.file_digest(content, "sha256").hexdigest()


def _add(archive: tarfile.TarFile, name: str, content: bytes | IO[bytes]) -> None:
    stream: IO[bytes] = io.BytesIO(content) if isinstance(content, bytes) else content
    entry = tarfile.TarInfo(name)
    entry.size = stream.seek(0, os.SEEK_END)
    entry.mode = 0o600
    stream.seek(0)
    archive.addfile(entry, stream)


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(source, "r:") as archive:
            yield archive
    except (tarfile.TarError, EOFError):
        raise BackupFault(f"{source.name} is no back-up of Meldpost, or it is not whole.") from None
    except OSError as error:
        raise BackupFault(f"{source.name} cannot be read ({error.strerror}).") from None


def _about(archive: tarfile.TarFile, keys: Keys) -> About:
    first = archive.next()
    content = archive.extractfile(first) if first is not None and first.name == _ABOUT else None
    told = json.loads(content.read(_CHUNK)) if content else {}
    if told.get("form") != _FORM:
        raise BackupFault("This is no back-up of Meldpost.")
    if told["key_id"] != key_id(keys):
        raise BackupFault(
            f"This back-up was made with another key (number {told['key_id']}, yours is {key_id(keys)}); "
            "without that key its evidence cannot be read by anybody. Put that key into the settings."
        )
    return About(made_at=datetime.fromisoformat(told["made_at"]), key_id=told["key_id"], revision=str(told["revision"]))


def _refuse_full(connection: Connection, tables: MetaData) -> None:
    full = [table.name for table in tables.sorted_tables if _has_rows(connection, table)]
    if full:
        raise BackupFault("There is something in this database already; restore into an empty one.")


def _has_rows(connection: Connection, table: Table) -> bool:
    is_bookkeeping = table.name in ("alembic_version", leases.name)
    return not is_bookkeeping and connection.execute(select(table).limit(1)).first() is not None


def _unpacked(
    archive: tarfile.TarFile, connection: Connection, tables: MetaData, evidence_folder: Path
) -> tuple[int, int]:
    rows, found, listed = 0, {}, None
    for entry in archive:
        content = archive.extractfile(entry)
        if entry.name == _ABOUT or content is None:
            continue
        if entry.name == _LIST:
            listed = json.loads(content.read())
        elif (match := _TABLE.fullmatch(entry.name)) and match[1] in tables.tables:
            rows += put_lines(connection, tables.tables[match[1]], content)
        elif _EVIDENCE.fullmatch(entry.name):
            found[entry.name] = _laid_down(evidence_folder.parent / entry.name, content)
        else:
            raise BackupFault("There is something in this back-up that Meldpost did not put there.")
    if listed is None or listed != found:
        raise BackupFault("This back-up is not whole: evidence is missing or damaged.")
    return rows, len(found)


def _laid_down(path: Path, content: IO[bytes]) -> str:
    """Write one piece of evidence; returns its digest."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_suffix(".restoring")
    digest = hashlib.sha256()
    with unfinished.open("wb") as target:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    unfinished.rename(path)
    return digest.hexdigest()


def _made_uncertain(connection: Connection) -> tuple[UncertainLetter, ...]:
    waits = outbox.c.state == OutboxState.WAITING
    waited = select(letters).join(outbox).where(waits).order_by(outbox.c.number)
    found = tuple(
        UncertainLetter(
            organisation=row["organisation"],
            kind=LetterKind(row["kind"]),
            reference=row["reference"],
            written_at=row["written_at"],
        )
        for row in connection.execute(waited).mappings()
    )
    connection.execute(update(outbox).where(waits).values(state=OutboxState.UNCERTAIN.value))
    return found
