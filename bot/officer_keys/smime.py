"""S/MIME: certificates, signatures, encryption (RFC 8551).

The certificate in the settings is believed because an administrator put it there: no chain is followed, no revocation
list is fetched, and certificates that a mail brings along count for nothing.
"""

import hashlib
import hmac
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key, pkcs7

from bot.officer_keys.officer_key import KeyKind, OfficerKey, UnusableKey
from bot.reading.signed_data import Signer, signers

_HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
_SHORTEST_RSA = 2048
_LONGEST_SALT = 512


def read_certificate(officer: str, content: bytes) -> OfficerKey:
    """A certificate, PEM or DER; raises `UnusableKey`."""
    if b"PRIVATE KEY" in content:
        raise UnusableKey("holds a private key: put only the certificate there, and ask for a new one.")
    try:
        is_pem = b"-----BEGIN" in content
        certificate = (x509.load_pem_x509_certificate if is_pem else x509.load_der_x509_certificate)(content)
        public = certificate.public_key()
    except Exception:  # broken ASN.1 raises more than ValueError; the sentence is for people
        raise UnusableKey("holds no X.509 certificate: export the officer's certificate again (PEM or DER).") from None
    if not isinstance(public, rsa.RSAPublicKey) or public.key_size < _SHORTEST_RSA:
        raise UnusableKey("holds a certificate to which Meldpost cannot encrypt: use one with RSA, 2048 bits or more.")
    return OfficerKey(
        officer=officer.lower(),
        kind=KeyKind.SMIME,
        content=certificate.public_bytes(Encoding.DER),
        valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc,
    )


def signed_at(key: OfficerKey, content: bytes, signature: bytes) -> datetime | None:
    """When the holder of this certificate signed these very bytes; None when he did not."""
    certificate = x509.load_der_x509_certificate(key.content)
    times = (
        one.signed_at for one in signers(signature) if _may_sign(certificate) and _holds(one, certificate, content)
    )
    return next((time.astimezone(UTC) for time in times), None)


def encrypted(key: OfficerKey, content: bytes) -> bytes:
    """The content for the holder of this certificate, as CMS in DER."""
    builder = pkcs7.PKCS7EnvelopeBuilder().set_data(content).set_content_encryption_algorithm(AES256)
    made = builder.add_recipient(x509.load_der_x509_certificate(key.content))
    return made.encrypt(Encoding.DER, [pkcs7.PKCS7Options.Binary])


def try_private(content: bytes) -> None:
    """Do this private key and its certificate fit each other? Raises `UnusableKey`."""
    try:
        certificate, private = _pair(content)
    except Exception:  # as above
        raise UnusableKey("needs PEM: the private key (RSA, without a passphrase) and its certificate.") from None
    if certificate.public_key() != private.public_key():
        raise UnusableKey("holds a certificate that belongs to another private key.")


def decrypted(private: bytes, content: bytes) -> bytes | None:
    """What was encrypted to this certificate; None when it was not, or in a way that we do not know (AES-GCM)."""
    try:
        certificate, key = _pair(private)
        return pkcs7.pkcs7_decrypt_der(content, certificate, key, [])
    except Exception:  # foreign bytes: whatever is wrong with them, nothing was opened
        return None


def _pair(content: bytes) -> tuple[x509.Certificate, rsa.RSAPrivateKey]:
    key = load_pem_private_key(content, None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError
    return x509.load_pem_x509_certificate(content), key


def _may_sign(certificate: x509.Certificate) -> bool:
    """A certificate that says what it is for, and does not name signatures, makes none (RFC 8550 section 4.4.2)."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    except ValueError:
        return False
    return usage.digital_signature or usage.content_commitment


def _holds(signer: Signer, certificate: x509.Certificate, content: bytes) -> bool:
    """The signature covers the attributes, and these the content (RFC 5652 section 5.6)."""
    if signer.hash_name not in _HASHES or not signer.is_of_data:
        return False
    if not hmac.compare_digest(hashlib.new(signer.hash_name, content).digest(), signer.digest):
        return False
    try:
        return _is_signed_by(signer, certificate)
    except InvalidSignature:
        return False
    except (ValueError, TypeError):  # values that fit no signature
        return False


def _is_signed_by(signer: Signer, certificate: x509.Certificate) -> bool:
    public, wanted = certificate.public_key(), _HASHES[signer.hash_name]()
    match signer.scheme, public:
        case "rsassa_pkcs1v15", rsa.RSAPublicKey():
            public.verify(signer.value, signer.attributes, padding.PKCS1v15(), wanted)
        case "rsassa_pss", rsa.RSAPublicKey() if signer.pss_hash_name == signer.hash_name:
            salt = min(signer.salt_length, _LONGEST_SALT)
            pss = padding.PSS(mgf=padding.MGF1(wanted), salt_length=salt)
            public.verify(signer.value, signer.attributes, pss, wanted)
        case _:
            return False
    return True
