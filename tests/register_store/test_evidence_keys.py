"""Evidence outlives its key: older keys open what they sealed, and it is sealed anew."""

from pathlib import Path

import pytest

from register_store.evidence_files import EvidenceFiles, Lock
from register_store.keys import BadKey, Keys, new_secret
from register_store.sealed_frames import FRAME, DamagedEvidence, WrongKey

OLD, NEW = new_secret(), new_secret()


def store(folder: Path, secret: str, *newer: str) -> EvidenceFiles:
    keys = Keys.from_secret(secret, newer)
    return EvidenceFiles(folder, "juist", keys.evidence, keys.older_evidence)


def test_a_new_key_seals_and_the_old_one_still_opens(tmp_path: Path) -> None:
    before = store(tmp_path, OLD).put(b"van toen")
    files = store(tmp_path, OLD, NEW)
    now = files.put(b"van nu")
    assert (files.get(before), files.get(now)) == (b"van toen", b"van nu")
    assert {each.sha256: each.lock for each in files.shelf()} == {before: Lock.OLDER, now: Lock.CURRENT}


def test_what_was_sealed_anew_needs_the_old_key_no_more(tmp_path: Path) -> None:
    content = bytes(range(256)) * (FRAME // 200)
    sha256 = store(tmp_path, OLD).put(content)
    files = store(tmp_path, OLD, NEW)
    files.reseal(sha256)
    assert [each.lock for each in files.shelf()] == [Lock.CURRENT]
    assert files.get(sha256) == content
    assert store(tmp_path, NEW).get(sha256) == content
    with pytest.raises(WrongKey, match="sealed with another key"):
        store(tmp_path, OLD).get(sha256)


def test_a_key_we_do_not_have_is_told_apart_from_damage(tmp_path: Path) -> None:
    sha256 = store(tmp_path, OLD).put(b"van toen")
    stranger = store(tmp_path, NEW)
    assert [each.lock for each in stranger.shelf()] == [Lock.UNKNOWN]
    with pytest.raises(WrongKey):
        stranger.get(sha256)
    with pytest.raises(WrongKey):
        stranger.reseal(sha256)
    (path,) = tmp_path.rglob("*.sealed")
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DamagedEvidence):
        store(tmp_path, OLD).get(sha256)


def test_a_file_cut_off_in_its_beginning_is_damage(tmp_path: Path) -> None:
    files = store(tmp_path, OLD)
    sha256 = files.put(b"van toen")
    (path,) = tmp_path.rglob("*.sealed")
    path.write_bytes(path.read_bytes()[:9])
    assert [each.lock for each in files.shelf()] == [Lock.UNKNOWN]
    with pytest.raises(DamagedEvidence):
        files.get(sha256)


def test_only_the_key_of_evidence_changes() -> None:
    before, after = Keys.from_secret(OLD), Keys.from_secret(OLD, [NEW])
    assert (before.token, before.mark, before.fingerprint) == (after.token, after.mark, after.fingerprint)
    assert after.evidence != before.evidence
    assert after.older_evidence == (before.evidence,)


def test_a_bad_newer_secret_is_refused() -> None:
    with pytest.raises(BadKey):
        Keys.from_secret(OLD, ["kort"])


def test_no_key_stands_in_what_is_printed_of_them() -> None:
    keys = Keys.from_secret(OLD, [NEW])
    assert "b'" not in repr(keys)


def test_an_empty_store_has_an_empty_shelf(tmp_path: Path) -> None:
    assert list(store(tmp_path, OLD).shelf()) == []
