"""Evidence can be read with its key only, and not at all once touched."""

import io
import secrets

import pytest

from register_store.sealed_frames import FRAME, DamagedEvidence, WrongKey, seal, unseal

KEY = secrets.token_bytes(32)


def sealed(content: bytes) -> bytes:
    target = io.BytesIO()
    seal([content[start : start + 70_000] for start in range(0, len(content), 70_000)], target, KEY)
    return target.getvalue()


def opened(content: bytes, key: bytes = KEY) -> bytes:
    return b"".join(unseal(io.BytesIO(content), key))


@pytest.mark.parametrize("size", [0, 1, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, 3 * FRAME + 17])
def test_what_goes_in_comes_out(size: int) -> None:
    content = secrets.token_bytes(size)
    assert opened(sealed(content)) == content


def test_the_words_do_not_stand_in_the_file() -> None:
    assert b"BSN 999990019" not in sealed(b"BSN 999990019")


def test_another_key_is_named_as_such() -> None:
    with pytest.raises(WrongKey):
        opened(sealed(b"evidence"), secrets.token_bytes(32))


@pytest.mark.parametrize("place", [0, 3, 15, 25, -1])
def test_a_changed_byte_is_found(place: int) -> None:
    content = bytearray(sealed(b"evidence" * 100))
    content[place] ^= 1
    with pytest.raises((DamagedEvidence, WrongKey)):
        opened(bytes(content))


def test_frames_cannot_be_cut_off_or_swapped() -> None:
    content = sealed(secrets.token_bytes(3 * FRAME))
    frame = FRAME + 16
    first, second, rest = content[20 : 20 + frame], content[20 + frame : 20 + 2 * frame], content[20 + 2 * frame :]
    for touched in (content[:20] + first + second, content[:20] + second + first + rest, content[:20] + first + rest):
        with pytest.raises(DamagedEvidence):
            opened(touched)


def test_the_same_bytes_are_sealed_differently_each_time() -> None:
    assert sealed(b"evidence") != sealed(b"evidence")
