"""Evidence that is too large for memory: sealed piece by piece, named by its digest when it is whole."""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from register_store.evidence_files import EvidenceAway, EvidenceFiles
from register_store.sealed_frames import WrongKey

KEY = bytes(range(32))
PIECE = bytes(range(256)) * 1000


@pytest.fixture
def files(tmp_path: Path) -> EvidenceFiles:
    return EvidenceFiles(tmp_path, "juist", KEY)


@pytest.mark.parametrize("pieces", [[], [b""], [b"kort"], [PIECE] * 9, [b"", PIECE, b"", b"einde"]])
def test_a_stream_is_kept_byte_by_byte_under_its_digest(files: EvidenceFiles, pieces: list[bytes]) -> None:
    content = b"".join(pieces)
    assert files.put_stream(iter(pieces)) == (sha256(content).hexdigest(), len(content))
    assert files.get(sha256(content).hexdigest()) == content


def test_a_stream_and_its_bytes_are_the_same_file(files: EvidenceFiles, tmp_path: Path) -> None:
    assert files.put(PIECE * 2) == files.put_stream([PIECE, PIECE])[0] == files.put_stream([PIECE * 2])[0]
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_file_and_folders_are_on_the_disk_before_the_row_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[str] = []
    flush = os.fsync

    def remembered(handle: int) -> None:
        flushed.append(os.readlink(f"/proc/self/fd/{handle}").removesuffix(".part"))
        flush(handle)

    monkeypatch.setattr(os, "fsync", remembered)
    files = EvidenceFiles(tmp_path, "juist", KEY)
    name = files.put(PIECE)
    folder = tmp_path / "juist" / name[:2]
    assert flushed[0].startswith(f"{folder}/")
    assert flushed[1:] == [str(folder), str(folder.parent)]
    flushed.clear()
    assert files.put(PIECE) == name
    assert flushed == [str(folder), str(folder.parent)]


def test_what_nobody_can_open_is_written_anew(tmp_path: Path) -> None:
    name = EvidenceFiles(tmp_path, "juist", bytes(32)).put(PIECE)
    ours = EvidenceFiles(tmp_path, "juist", KEY)
    with pytest.raises(WrongKey):
        ours.get(name)
    assert ours.put(PIECE) == name
    assert ours.get(name) == PIECE


def test_a_stream_that_breaks_off_leaves_nothing(files: EvidenceFiles, tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield PIECE
        raise ConnectionError

    with pytest.raises(EvidenceAway):
        files.put_stream(broken())
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_folder_that_cannot_be_written_is_told_and_names_nothing(tmp_path: Path) -> None:
    (tmp_path / "juist").write_bytes(b"in the way")
    for put in (lambda files: files.put(PIECE), lambda files: files.put_stream([PIECE])):
        with pytest.raises(EvidenceAway, match="evidence folder cannot be written") as caught:
            put(EvidenceFiles(tmp_path, "juist", KEY))
        assert str(tmp_path) not in str(caught.value)
