"""A certificate authority of our own, and a certificate for this machine signed by it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificates:
    """Files in PEM form."""

    ca_file: str
    cert_file: str
    key_file: str


def own_authority(folder: Path) -> Certificates:
    """Writes ca.pem, cert.pem (for 127.0.0.1 and localhost) and key.pem into the folder."""
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca_name = _name("Meldpost test authority")
    ca = _certificate(ca_name, ca_name, ca_key).add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    )
    places = [x509.DNSName("localhost"), x509.IPAddress(IPv4Address("127.0.0.1"))]
    own = _certificate(_name("localhost"), ca_name, key).add_extension(
        x509.SubjectAlternativeName(places), critical=False
    )
    files = {
        "ca.pem": ca.sign(ca_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM),
        "cert.pem": own.sign(ca_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM),
        "key.pem": key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return Certificates(
        ca_file=str(folder / "ca.pem"), cert_file=str(folder / "cert.pem"), key_file=str(folder / "key.pem")
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _certificate(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
    )
