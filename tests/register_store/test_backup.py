"""Back-up and restore on both databases: everything comes back, from either to either; what is not whole is refused."""

import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cases import a_case
from sqlalchemy import select

from register_store.backup import About, BackupFault, back_up, key_id, restore
from register_store.books import Bookcase
from register_store.database import Database
from register_store.evidence_files import EvidenceKind, Piece
from register_store.keys import Keys, new_secret
from register_store.letter import Letter, LetterKind
from register_store.tables import metadata

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
KEYS = Keys.from_secret(new_secret())


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """One installation's database and evidence."""

    database: Database
    folder: Path

    @property
    def bookcase(self) -> Bookcase:
        return Bookcase(self.database, "juist", self.folder, KEYS)

    def back_up(self, target: Path) -> About:
        return back_up(self.database, self.folder, KEYS, target)

    def restore(self, source: Path, keys: Keys = KEYS) -> About:
        return restore(self.database, self.folder, keys, source, lambda _connection, _about: None)

    def rows(self) -> dict[str, list[tuple[object, ...]]]:
        with self.database.transaction() as connection:
            return {
                table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
                for table in metadata.sorted_tables
            }


@pytest.fixture
def full(database: Database, tmp_path: Path) -> Store:
    """A case, its mail as evidence, a letter that went and one that waits."""
    store = Store(database=database, folder=tmp_path / "full" / "evidence")
    sha256 = store.bookcase.files.put(b"From: somebody\r\n\r\nhello")
    with store.bookcase.transaction() as books:
        books.journal.begin_folder("INBOX", 7, 41, NOW)
        books.journal.note("INBOX", 7, (42, 43), NOW)
        books.register.open_case(a_case(reference=books.register.next_reference(NOW)), "meldpost", {})
        piece = Piece(
            sha256=sha256,
            reference="DL-2026-0001",
            kind=EvidenceKind.MAIL,
            content_type="message/rfc822",
            size=22,
            stored_at=NOW,
        )
        books.evidence.add(piece)
        books.outbox.put(a_letter(1))
        books.outbox.put(a_letter(2))
        books.outbox.sent(a_letter(1).message_id, NOW)
    return store


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    """On SQLite, as most installations."""
    database = Database(f"sqlite:///{tmp_path / 'small.db'}")
    database.migrate()
    yield Store(database=database, folder=tmp_path / "small" / "evidence")
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def anywhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_server").new_database()
    database = Database(url)
    database.migrate()
    yield Store(database=database, folder=tmp_path / "empty" / "evidence")
    database.close()


def a_letter(number: int) -> Letter:
    return Letter(
        organisation="juist",
        kind=LetterKind.RECEIPT,
        message_id=f"<meldpost.{number}@juist.nl>",
        token=f"{number:040}",
        recipient="anja@buurt.example",
        content=b"Subject: \xff bytes\r\n\r\n\x00",
        written_at=NOW,
        reference="DL-2026-0001",
    )


def test_everything_comes_back_on_either_database(full: Store, anywhere: Store, tmp_path: Path) -> None:
    file = tmp_path / "meldpost.backup"
    made = full.back_up(file)
    restored = anywhere.restore(file)
    assert (made.rows, made.pieces) == (restored.rows, restored.pieces)
    before, after = full.rows(), anywhere.rows()
    assert {name for name in before if before[name] != after[name]} == {"outbox"}
    assert anywhere.bookcase.files.get(str(after["evidence"][0][1])) == b"From: somebody\r\n\r\nhello"
    with anywhere.bookcase.transaction() as books:
        assert books.register.chain.verify() is None


def test_a_letter_that_waited_is_uncertain_and_is_not_sent(full: Store, empty: Store, tmp_path: Path) -> None:
    full.back_up(tmp_path / "b")
    uncertain = empty.restore(tmp_path / "b").uncertain
    assert [(letter.kind, letter.reference) for letter in uncertain] == [(LetterKind.RECEIPT, "DL-2026-0001")]
    with empty.bookcase.transaction() as books:
        assert books.outbox.due(NOW) == []


def test_numbers_go_on_after_a_restore(full: Store, anywhere: Store, tmp_path: Path) -> None:
    full.back_up(tmp_path / "b")
    anywhere.restore(tmp_path / "b")
    with anywhere.bookcase.transaction() as books:
        books.journal.note("INBOX", 7, (44,), NOW)
        books.outbox.put(a_letter(3))
        assert books.register.next_reference(NOW) == "DL-2026-0002"
        assert [letter.message_id for letter in books.outbox.due(NOW)] == ["<meldpost.3@juist.nl>"]


def test_a_back_up_shows_one_moment_though_others_write(full: Store, empty: Store, tmp_path: Path) -> None:
    with full.database.snapshot() as connection:
        before = connection.execute(select(metadata.tables["journal"])).all()
        with full.bookcase.transaction() as books:
            books.journal.note("INBOX", 7, (99,), NOW)
        assert connection.execute(select(metadata.tables["journal"])).all() == before


def test_another_key_is_one_sentence_and_changes_nothing(full: Store, empty: Store, tmp_path: Path) -> None:
    full.back_up(tmp_path / "b")
    before = empty.rows()
    with pytest.raises(BackupFault, match=rf"another key \(number {key_id(KEYS)}"):
        empty.restore(tmp_path / "b", Keys.from_secret(new_secret()))
    assert empty.rows() == before


def test_a_database_with_something_in_it_is_not_overwritten(full: Store, tmp_path: Path) -> None:
    full.back_up(tmp_path / "b")
    before = full.rows()
    with pytest.raises(BackupFault, match="already"):
        full.restore(tmp_path / "b")
    assert full.rows() == before


def test_no_key_and_no_plain_evidence_is_in_the_file(full: Store, tmp_path: Path) -> None:
    full.back_up(tmp_path / "b")
    content = (tmp_path / "b").read_bytes()
    assert KEYS.evidence not in content
    assert b"hello" not in content
    assert (tmp_path / "b").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("part", [0.0, 0.3, 0.9, 0.999])
def test_half_a_back_up_is_refused_and_leaves_an_empty_database(
    part: float, full: Store, empty: Store, tmp_path: Path
) -> None:
    full.back_up(tmp_path / "b")
    with tarfile.open(tmp_path / "b") as archive:
        names = archive.getnames()
        end = archive.getmember("evidence.json").offset_data
    assert (names[0], names[-1]) == ("about.json", "evidence.json")
    (tmp_path / "half").write_bytes((tmp_path / "b").read_bytes()[: int(end * part)])
    with pytest.raises(BackupFault):
        empty.restore(tmp_path / "half")
    assert all(not rows for name, rows in empty.rows().items() if name != "leases")


def test_damaged_evidence_is_found_out(full: Store, empty: Store, tmp_path: Path) -> None:
    full.back_up(tmp_path / "b")
    content = bytearray((tmp_path / "b").read_bytes())
    with tarfile.open(tmp_path / "b") as archive:
        piece = next(entry for entry in archive if entry.name.startswith("evidence/"))
    content[piece.offset_data + 30] ^= 1
    (tmp_path / "b").write_bytes(content)
    with pytest.raises(BackupFault, match="not whole"):
        empty.restore(tmp_path / "b")
    assert empty.rows()["cases"] == []


@pytest.mark.parametrize(
    "name", ["../outside.sealed", "evidence/juist/../../../x", "/etc/x", "tables/no_such_table.jsonl"]
)
def test_an_archive_with_something_else_in_it_is_refused(name: str, full: Store, empty: Store, tmp_path: Path) -> None:
    full.back_up(tmp_path / "b")
    with tarfile.open(tmp_path / "b", "a") as archive:
        archive.addfile(tarfile.TarInfo(name))
    with pytest.raises(BackupFault):
        empty.restore(tmp_path / "b")


@pytest.mark.parametrize("content", [b"", b"no archive at all", json.dumps({"form": "other"}).encode()])
def test_another_file_is_no_back_up(content: bytes, empty: Store, tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(content)
    with pytest.raises(BackupFault):
        empty.restore(tmp_path / "b")


def test_a_file_that_is_not_there_is_one_sentence(empty: Store, tmp_path: Path) -> None:
    with pytest.raises(BackupFault, match="cannot be read"):
        empty.restore(tmp_path / "nowhere")


def test_a_back_up_of_an_older_program_is_brought_up_to_date(full: Store, anywhere: Store, tmp_path: Path) -> None:
    """Its tables are made as they were then, filled, and migrated."""
    full.back_up(tmp_path / "b")
    first = Database(f"sqlite:///{tmp_path / 'first.db'}")
    first.start_anew("0001")
    _as_of_the_first_revision(tmp_path / "b", tmp_path / "old", set(first.tables_as_they_are().tables))
    first.close()
    anywhere.restore(tmp_path / "old")
    assert anywhere.database.is_current()
    with anywhere.bookcase.transaction() as books:
        assert [case.reference for case in books.register.every_case()] == ["DL-2026-0001"]


def _as_of_the_first_revision(source: Path, target: Path, tables: set[str]) -> None:
    """What the first program would have written: no tables that came later."""
    with tarfile.open(source) as new, tarfile.open(target, "w") as old:
        for entry in new:
            content = new.extractfile(entry)
            assert content is not None
            raw = content.read()
            if entry.name == "about.json":
                raw = json.dumps({**json.loads(raw), "revision": "0001"}).encode()
            if not entry.name.startswith("tables/") or Path(entry.name).stem in tables:
                _add(old, entry.name, raw)


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))
