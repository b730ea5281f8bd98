"""Key files of officers: what is read, what is refused in one clear sentence, and what their signatures are worth."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from house import JUIST, KARIN, OMAR
from keyrings import PgpPerson, SmimePerson

from bot.errors import SettingsError
from bot.officer_keys import openpgp, smime
from bot.officer_keys.key_files import read_keys_of, troubles_of
from bot.officer_keys.officer_key import KeyKind, OfficerKey, Signature

NOW = datetime.now(UTC)
PGP, SMIME = PgpPerson(KARIN.address), SmimePerson(KARIN.address)


def an_organisation(**keys: str):  # type: ignore[no-untyped-def]
    return replace(JUIST, officers=(replace(KARIN, **keys), OMAR))  # type: ignore[arg-type]


def test_keys_are_read_from_beside_the_settings(tmp_path: Path) -> None:
    (tmp_path / "karin.asc").write_bytes(str(PGP.public).encode())
    (tmp_path / "karin.der").write_bytes(SMIME.key().content)
    organisation = an_organisation(openpgp_key="karin.asc", smime_certificate="karin.der")
    keys = read_keys_of(organisation, tmp_path)
    assert [(key.officer, key.kind) for key in keys] == [
        (KARIN.address, KeyKind.OPENPGP),
        (KARIN.address, KeyKind.SMIME),
    ]
    assert list(troubles_of(organisation, tmp_path, NOW)) == []


_PGP_FAULTS = {
    "no key at all": (b"hallo", "no single OpenPGP public key"),
    "nothing": (b"", "no single OpenPGP public key"),
    "a private key": (PGP.private_file(), "a private key"),
    "two keys": (bytes(PGP.public) + bytes(PgpPerson("a@b.example").public), "no single OpenPGP public key"),
    "a certificate": (SMIME.key().content, "no single OpenPGP public key"),
    "a key for signing only": (PGP.only_signing(), "cannot encrypt"),
}
_SMIME_FAULTS = {
    "no certificate at all": (b"hallo", "no X.509 certificate"),
    "nothing": (b"", "no X.509 certificate"),
    "a private key": (SMIME.private_file(), "a private key"),
    "an OpenPGP key": (str(PGP.public).encode(), "no X.509 certificate"),
    "half a certificate": (SMIME.key().content[:300], "no X.509 certificate"),
    "a short key": (SmimePerson(KARIN.address, bits=1024).der(), "2048 bits or more"),
}


@pytest.mark.parametrize(("content", "sentence"), _PGP_FAULTS.values(), ids=_PGP_FAULTS)
def test_what_is_no_openpgp_key_is_told_in_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    _is_told(tmp_path, content, sentence, openpgp_key="karin.key")


@pytest.mark.parametrize(("content", "sentence"), _SMIME_FAULTS.values(), ids=_SMIME_FAULTS)
def test_what_is_no_certificate_is_told_in_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    _is_told(tmp_path, content, sentence, smime_certificate="karin.key")


def _is_told(folder: Path, content: bytes, sentence: str, **setting: str) -> None:
    (folder / "karin.key").write_bytes(content)
    organisation = an_organisation(**setting)
    with pytest.raises(SettingsError, match=sentence) as told:
        read_keys_of(organisation, folder)
    assert f"{next(iter(setting))} of {KARIN.name}: the file karin.key" in str(told.value)
    assert list(troubles_of(organisation, folder, NOW)) == [str(told.value)]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"gone\.asc cannot be read"):
        read_keys_of(an_organisation(openpgp_key="gone.asc"), tmp_path)


@pytest.mark.parametrize(
    ("days", "said"),
    [((-9, -1), "expired on"), ((-9, 20), "expires on"), ((2, 90), "is valid from"), ((-9, 40), None)],
)
def test_a_certificate_past_its_time_or_nearly_is_told(tmp_path: Path, days: tuple[int, int], said: str | None) -> None:
    (tmp_path / "karin.der").write_bytes(SmimePerson(KARIN.address, days=days).der())
    told = list(troubles_of(an_organisation(smime_certificate="karin.der"), tmp_path, NOW))
    assert [said in sentence for sentence in told] == ([True] if said else [])  # type: ignore[operator]


def test_a_revoked_openpgp_key_is_told(tmp_path: Path) -> None:
    (tmp_path / "karin.asc").write_bytes(bytes(PGP.revoked()))
    (sentence,) = troubles_of(an_organisation(openpgp_key="karin.asc"), tmp_path, NOW)
    assert "is revoked" in sentence


@pytest.mark.parametrize("scheme", ["pkcs1v15", "pss"])
def test_both_ways_of_rsa_hold(scheme: str) -> None:
    content = b"BEVESTIG\r\n"
    signed = SMIME.signature(content, scheme=scheme)
    assert smime.signed_at(SMIME.key(), content, signed) is not None
    assert smime.signed_at(SMIME.key(), content + b" ", signed) is None


def test_a_signature_without_signed_attributes_is_none() -> None:
    """Its value could be one over attributes, read as content (RFC 5652 section 5.4)."""
    content = b"BEVESTIG\r\n"
    assert smime.signed_at(SMIME.key(), content, SMIME.signature(content, attributes=False)) is None


def test_openpgp_signatures_of_foreign_bytes_are_none() -> None:
    for signature in (b"", b"-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----", bytes(300)):
        assert openpgp.signed_at(PGP.key(), b"x", signature) is None


_KEY = OfficerKey(
    officer=KARIN.address,
    kind=KeyKind.OPENPGP,
    content=b"",
    valid_from=NOW - timedelta(days=3),
    valid_until=NOW + timedelta(days=3),
)


@pytest.mark.parametrize(
    ("key", "age", "holds"),
    [
        (_KEY, timedelta(hours=1), True),
        (_KEY, timedelta(minutes=-10), True),
        (_KEY, timedelta(minutes=-20), False),
        (_KEY, timedelta(days=4), False),  # before the key was valid
        (replace(_KEY, valid_from=None), timedelta(days=6), True),
        (replace(_KEY, valid_from=None), timedelta(days=8), False),
        (replace(_KEY, valid_until=NOW), timedelta(hours=1), False),  # it could be dated back
        (replace(_KEY, is_revoked=True), timedelta(hours=1), False),
        (None, timedelta(hours=1), False),
    ],
)
def test_when_a_signature_holds(key: OfficerKey | None, age: timedelta, holds: bool) -> None:
    assert Signature(key=key, signed_at=NOW - age).holds_at(NOW) is holds
