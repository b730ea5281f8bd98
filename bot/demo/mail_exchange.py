"""What a receiving mail server (MX) does with a mail: checks its DKIM signature, writes down what it saw."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.parser import BytesHeaderParser
from email.utils import format_datetime, parseaddr

import dkim
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from publicsuffixlist import PublicSuffixList

SELECTOR = "demo"
_SIGNED_HEADERS = [b"from", b"to", b"subject", b"date", b"message-id", b"in-reply-to", b"references"]
_suffixes = PublicSuffixList()


@dataclass(frozen=True, slots=True)
class DkimSigner:
    """Signs as the mail server of one domain does."""

    domain: str
    _key: bytes = field(repr=False)

    def sign(self, raw: bytes) -> bytes:
        """The mail with a DKIM-Signature on top (RFC 6376) and CRLF line ends."""
        mail = raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        present = {name.lower().encode() for name in BytesHeaderParser().parsebytes(mail)}
        headers = [name for name in _SIGNED_HEADERS if name in present]
        signature: bytes = dkim.sign(mail, SELECTOR.encode(), self.domain.encode(), self._key, include_headers=headers)
        return signature + mail


@dataclass(slots=True)
class MailExchange:
    """The DNS of the demo world, and the servers that look things up in it."""

    records: dict[str, str] = field(default_factory=dict)  #: TXT records by name, without the last dot

    def demo_key(self, domain: str) -> DkimSigner:
        """Publishes a DKIM key and a DMARC policy for this domain; returns the one who signs for it."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        public = key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        self.records[f"{SELECTOR}._domainkey.{domain}"] = f"v=DKIM1; k=rsa; p={b64encode(public).decode()}"
        self.records[f"_dmarc.{domain}"] = "v=DMARC1; p=reject"
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
        )
        return DkimSigner(domain, private)

    def txt(self, name: bytes | str, timeout: float = 5) -> bytes | None:
        """A DNS answer in the form dkimpy asks for."""
        text = name.decode() if isinstance(name, bytes) else name
        found = self.records.get(text.rstrip("."))
        return found.encode() if found is not None else None

    def received(self, raw: bytes, *, helo: str, recipient: str, number: int, now: datetime) -> bytes:
        """The mail with our Received and Authentication-Results (RFC 8601) on top, as it goes into the mailbox.

        What the sender put below is left alone, also a forged result: who reads must know whom to trust.
        """
        server = f"mx.{recipient.rpartition('@')[2]}"
        results = "; ".join(f"{method}={result}" for method, result in self._results(raw).items())
        head = (
            f"Received: from {_printable(helo)} ([127.0.0.1]) by {server} with ESMTP id {number:08d}\r\n"
            f"\tfor <{recipient}>; {format_datetime(now)}\r\n"
            f"Authentication-Results: {server}; {results}\r\n"
        )
        return head.encode("utf-8") + raw

    def _results(self, raw: bytes) -> Mapping[str, str]:
        writer = parseaddr(str(BytesHeaderParser().parsebytes(raw).get("From", "")))[1]
        from_domain = _printable(writer.rpartition("@")[2].lower()) or "unknown"
        dkim_result, signer = self._dkim(raw)
        return {
            "dkim": f"{dkim_result} header.d={_printable(signer)}" if signer else dkim_result,
            "dmarc": f"{self._dmarc(dkim_result, signer, from_domain)} header.from={from_domain}",
        }

    def _dkim(self, raw: bytes) -> tuple[str, str]:
        check = dkim.DKIM()
        good = False
        try:
            check = dkim.DKIM(raw)
            good = check.verify(dnsfunc=self.txt)
        except dkim.DKIMException:
            if not check.domain:
                return "fail", ""
        if not check.domain:
            return "none", ""
        return ("pass" if good else "fail"), check.domain.decode("ascii", "replace").lower()

    def _dmarc(self, dkim_result: str, signer: str, from_domain: str) -> str:
        """Relaxed alignment (RFC 7489 section 3.1): the organisational domains must be the same."""
        owner = _organisational(from_domain)
        if dkim_result == "pass" and _organisational(signer) == owner:
            return "pass"
        has_policy = bool(self.txt(f"_dmarc.{from_domain}") or self.txt(f"_dmarc.{owner}"))
        return "fail" if has_policy else "none"


def _organisational(domain: str) -> str:
    return _suffixes.privatesuffix(domain) or domain


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum() or letter in ".-[]:_")
