"""Keys of invented officers, made anew for every test run, and mails as they sign them."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID
from pysequoia import Cert, SignatureMode, Tsk, decrypt, encrypt, sign
from pysequoia.packet import PacketPile

from bot.officer_keys import openpgp, smime
from bot.officer_keys.officer_key import OfficerKey


class PgpPerson:
    """Somebody with an OpenPGP key."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._pair = Tsk.generate(user_id=f"<{address}>")
        self.public: Cert = self._pair.extract_certificate()

    def key(self, public: Cert | None = None) -> OfficerKey:
        return openpgp.read_key(self.address, bytes(public or self.public))

    def revoked(self) -> Cert:
        return Cert.from_bytes(bytes(self.public) + bytes(self.public.revoke(self._pair.certifier())))

    def expired(self) -> Cert:
        return self.public.set_expiration(datetime.now(UTC) - timedelta(seconds=5), self._pair.certifier())

    def private_file(self) -> bytes:
        return str(self._pair).encode()

    def only_signing(self) -> bytes:
        """The public key without its encryption subkey, the last in it."""
        packets = list(PacketPile.from_bytes(bytes(self.public)))
        return b"".join(bytes(each) for each in packets[:-2])

    def signs(self, content: bytes) -> bytes:
        return sign(self._pair.signer(), content, mode=SignatureMode.DETACHED)

    def clear_signs(self, text: str) -> str:
        return sign(self._pair.signer(), text.encode(), mode=SignatureMode.CLEAR).decode()

    def signed_mail(self, mail: bytes) -> bytes:
        """The mail as PGP/MIME (RFC 3156 section 5)."""
        head, inner = headers_and_content(mail)
        signature = self.signs(inner).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        return head + multipart_signed(inner, signature, "application/pgp-signature", "signature.asc")

    def armoured_for(self, content: bytes) -> bytes:
        """Encrypted to this person."""
        return encrypt(content, recipients=[self.public]).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")

    def encrypted_mail(self, mail: bytes) -> bytes:
        """The mail as PGP/MIME for this person (RFC 3156 section 4)."""
        head, inner = headers_and_content(mail)
        above = 'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="enc"'
        version = b"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n"
        held = b"Content-Type: application/octet-stream; name=encrypted.asc\r\n\r\n" + self.armoured_for(inner)
        parts = b"\r\n--enc\r\n".join([b"", version, held])
        return head + above.encode() + b"\r\n\r\n" + parts.removeprefix(b"\r\n") + b"\r\n--enc--\r\n"

    def reads(self, letter: EmailMessage) -> bytes:
        """What an encrypted letter to this person says: a MIME part."""
        version, ciphertext = letter.iter_parts()
        assert version.get_content_type() == "application/pgp-encrypted"
        content = decrypt(ciphertext.get_content(), self._pair.decryptor()).bytes
        assert content is not None
        return content


class SmimePerson:
    """Somebody with an X.509 certificate."""

    def __init__(
        self, address: str, *, days: tuple[int, int] = (-30, 365), may_sign: bool = True, bits: int = 2048
    ) -> None:
        self.address = address
        self._private = rsa.generate_private_key(public_exponent=65537, key_size=bits)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, address)])
        now = datetime.now(UTC)
        usage = dict.fromkeys(
            ("content_commitment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"), False
        )
        self.certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self._private.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + timedelta(days=days[0]))
            .not_valid_after(now + timedelta(days=days[1]))
            .add_extension(
                x509.KeyUsage(
                    digital_signature=may_sign, key_encipherment=True, encipher_only=False, decipher_only=False, **usage
                ),
                critical=True,
            )
            .sign(self._private, hashes.SHA256())
        )

    def key(self) -> OfficerKey:
        return smime.read_certificate(self.address, self.certificate.public_bytes(serialization.Encoding.PEM))

    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    def private_file(self) -> bytes:
        form = serialization.PrivateFormat.PKCS8
        return self._private.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())

    def signature(self, content: bytes, *, scheme: str = "pkcs1v15", attributes: bool = True) -> bytes:
        """A detached signature in DER."""
        ways = {
            "pkcs1v15": padding.PKCS1v15(),
            "pss": padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=padding.PSS.DIGEST_LENGTH),
        }
        builder = pkcs7.PKCS7SignatureBuilder().set_data(content)
        builder = builder.add_signer(self.certificate, self._private, hashes.SHA256(), rsa_padding=ways[scheme])  # type: ignore[arg-type]
        options = [pkcs7.PKCS7Options.Binary, pkcs7.PKCS7Options.DetachedSignature]
        if not attributes:
            options.append(pkcs7.PKCS7Options.NoAttributes)
        return builder.sign(serialization.Encoding.DER, options)

    def signed_mail(self, mail: bytes, *, opaque: bool = False) -> bytes:
        """The mail as multipart/signed, or enclosed in its signature as Outlook can (RFC 8551 section 3.5)."""
        head, inner = headers_and_content(mail)
        builder = pkcs7.PKCS7SignatureBuilder().set_data(inner)
        builder = builder.add_signer(self.certificate, self._private, hashes.SHA256())
        options = [pkcs7.PKCS7Options.Binary, *([] if opaque else [pkcs7.PKCS7Options.DetachedSignature])]
        signature = encoded(builder.sign(serialization.Encoding.DER, options))
        if not opaque:
            return head + multipart_signed(
                inner, signature, "application/pkcs7-signature", "smime.p7s", encoding="base64"
            )
        kind = b"application/pkcs7-mime; smime-type=signed-data; name=smime.p7m"
        return head + b"Content-Type: %s\r\nContent-Transfer-Encoding: base64\r\n\r\n%s" % (kind, signature)

    def encrypted_mail(self, mail: bytes) -> bytes:
        """The mail as enveloped data for this person (RFC 8551 section 3.3)."""
        head, inner = headers_and_content(mail)
        builder = pkcs7.PKCS7EnvelopeBuilder().set_data(inner).set_content_encryption_algorithm(AES256)
        held = builder.add_recipient(self.certificate).encrypt(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])
        kind = b"application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m"
        return head + b"Content-Type: %s\r\nContent-Transfer-Encoding: base64\r\n\r\n%s" % (kind, encoded(held))

    def own_file(self) -> bytes:
        """Private key and certificate, as the settings want them."""
        return self.private_file() + self.certificate.public_bytes(serialization.Encoding.PEM)

    def reads(self, letter: EmailMessage) -> bytes:
        """What an encrypted letter to this person says: a MIME part."""
        content = letter.get_payload(decode=True)
        assert isinstance(content, bytes)
        return pkcs7.pkcs7_decrypt_der(content, self.certificate, self._private, [])


def headers_and_content(mail: bytes) -> tuple[bytes, bytes]:
    """The headers of the way, and the content as MIME part."""
    lines = mail.partition(b"\r\n\r\n")[0].split(b"\r\n")
    own = [line for line in lines if line.lower().startswith((b"content-", b"mime-"))]
    head = b"".join(line + b"\r\n" for line in lines if line not in own)
    return head + b"MIME-Version: 1.0\r\n", b"\r\n".join(own) + b"\r\n\r\n" + mail.partition(b"\r\n\r\n")[2]


def multipart_signed(inner: bytes, signature: bytes, protocol: str, name: str, *, encoding: str = "7bit") -> bytes:
    """RFC 1847: what is signed, and its signature."""
    above = f'Content-Type: multipart/signed; protocol="{protocol}"; micalg=sha-512; boundary="sig"'
    below = f"Content-Type: {protocol}; name={name}\r\nContent-Transfer-Encoding: {encoding}"
    parts = (inner, below.encode() + b"\r\n\r\n" + signature)
    return above.encode() + b"\r\n\r\n--sig\r\n" + b"\r\n--sig\r\n".join(parts) + b"\r\n--sig--\r\n"


def encoded(content: bytes) -> bytes:
    """Base64 in lines, as mails carry it."""
    part = EmailMessage(policy=SMTP)
    part.set_content(content, "application", "octet-stream")
    return part.as_bytes().partition(b"\r\n\r\n")[2]
