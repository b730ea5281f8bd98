"""OpenPGP: keys, detached signatures, encryption (RFC 9580; the only pysequoia import)."""

from datetime import datetime

from pysequoia import Cert, Sig, Tsk, decrypt, encrypt, verify

from bot.officer_keys.officer_key import KeyKind, OfficerKey, UnusableKey


def read_key(officer: str, content: bytes) -> OfficerKey:
    """A public key, armoured or binary; raises `UnusableKey`."""
    if _is_private(content):
        raise UnusableKey("holds a private key: put only the public key there, and make a new pair.")
    try:
        certificate = Cert.from_bytes(content)
    except Exception:  # pysequoia raises RuntimeError with a trace of its own; the sentence is for people
        raise UnusableKey("holds no single OpenPGP public key: export the officer's public key again.") from None
    key = OfficerKey(
        officer=officer.lower(),
        kind=KeyKind.OPENPGP,
        content=str(certificate).encode(),  # armoured as public: nothing private comes along
        valid_until=certificate.expiration,
        is_revoked=certificate.is_revoked,
    )
    try:
        encrypted(key, b"")
    except Exception:
        raise UnusableKey("holds an OpenPGP key that cannot encrypt: export one with an encryption subkey.") from None
    return key


def _is_private(content: bytes) -> bool:
    """Both readers take both kinds of key; one leaves the private half out."""
    try:
        return bytes(Tsk.from_bytes(content)) != bytes(Cert.from_bytes(content))
    except Exception:  # no key at all
        return False


def signed_at(key: OfficerKey, content: bytes, signature: bytes) -> datetime | None:
    """When this key signed these very bytes; None when it did not."""
    try:
        certificate, made = Cert.from_bytes(key.content), Sig.from_bytes(signature)
        found = verify(bytes=content, store=lambda _: [certificate], signature=made).valid_sigs
        return made.created if found else None
    except Exception:  # foreign bytes; whatever is wrong with them, they prove nothing
        return None


def encrypted(key: OfficerKey, content: bytes) -> bytes:
    """The content for the holder of this key, armoured."""
    return encrypt(content, recipients=[Cert.from_bytes(key.content)])


def try_private(content: bytes) -> None:
    """Does this private key open what is encrypted to its public half? Raises `UnusableKey`."""
    try:
        sealed = encrypt(b"?", recipients=[Cert.from_bytes(content)])
    except Exception:  # as above
        raise UnusableKey("holds no OpenPGP key with an encryption subkey: export the private key again.") from None
    if decrypted(content, sealed) != b"?":
        raise UnusableKey("opens nothing: give the private key, exported without its passphrase.")


def decrypted(private: bytes, content: bytes) -> bytes | None:
    """What was encrypted to this key; None when it was not, or was damaged on its way."""
    try:
        return decrypt(content, Tsk.from_bytes(private).decryptor()).bytes
    except Exception:  # foreign bytes; a passphrase on the key; whatever is wrong, nothing was opened
        return None
