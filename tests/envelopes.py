"""Envelopes in which programs hide mails and files: zips, S/MIME signatures, winmail.dat, Outlook's own files."""

import io
import struct
import zipfile
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID
from ole_files import an_ole_file


def zipped(*files: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return file.getvalue()


def signed(content: bytes) -> bytes:
    """As Outlook sends with "clear text signed message" off (RFC 8551 section 3.5.2)."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Piet")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
    certificate = builder.sign(key, hashes.SHA256())
    made = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(certificate, key, hashes.SHA256())
    return made.sign(Encoding.DER, [pkcs7.PKCS7Options.Binary])


def with_open_lengths(content: bytes) -> bytes:
    """The same in BER with indefinite lengths and the words in pieces, as programs that stream write it."""

    def piece(octets: bytes) -> bytes:
        return b"\x04" + bytes([len(octets)]) + octets

    octets = b"\x24\x80" + b"".join(piece(content[at : at + 20]) for at in range(0, len(content), 20)) + b"\0\0"
    inner = b"\x30\x80" + bytes.fromhex("06092a864886f70d010701") + b"\xa0\x80" + octets + b"\0\0" + b"\0\0"
    data = b"\x30\x80" + b"\x02\x01\x01" + b"\x31\x00" + inner + b"\x31\x00" + b"\0\0"
    return b"\x30\x80" + bytes.fromhex("06092a864886f70d010702") + b"\xa0\x80" + data + b"\0\0" + b"\0\0"


def attribute(level: int, name: int, value: bytes) -> bytes:
    return struct.pack("<BHHI", level, name, 0, len(value)) + value + b"\0\0"


def listed(*values: tuple[int, int, bytes]) -> bytes:
    """Properties: (kind, number, value); those of a length of their own are counted and padded."""
    out = struct.pack("<I", len(values))
    for kind, number, value in values:
        out += struct.pack("<HH", kind, number)
        if number >= 0x8000:
            out += b"\0" * 16 + struct.pack("<II", 0, 7)
        own_length = struct.pack("<II", 1, len(value)) + value + b"\0" * (-len(value) % 4)
        out += value if kind == 0x0003 else own_length
    return out


def tnef(*attributes: bytes) -> bytes:
    return b"\x78\x9f\x3e\x22\x01\x00" + b"".join(attributes)


def outlook_file(name: str, content: bytes, **more: bytes) -> bytes:
    """A mail of Eva's with one file, as Outlook saves it (.msg); `more`: other streams, or other content of these."""

    def wide(text: str) -> bytes:
        return text.encode("utf-16-le")

    return an_ole_file({
        "__properties_version1.0": b"\0" * 32,
        "__substg1.0_0037001F": wide("Dossier van een patiënt"),
        "__substg1.0_1000001F": wide("Ik vond een lijst."),
        "__substg1.0_0C1A001F": wide("Eva Vos"),
        "__substg1.0_5D01001F": wide("Eva@Y.example"),
        "__attach_version1.0_#00000000/__substg1.0_3707001F": wide(name),
        "__attach_version1.0_#00000000/__substg1.0_37010102": content,
        **more,
    })  # fmt: skip
