"""Is a mail really from the domain in its From, by a DKIM signature that is verified here?"""

import re
import time
from collections.abc import Callable
from functools import cache

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.incoming_mail import Authenticated
from bot.reading.alignment import organisational_domain
from bot.reading.authentication import authentication_of
from bot.reading.dkim_keys import DnsLookup
from bot.reading.read_mail import read_mail
from register_store.organisation import Proof

OFFICER = "officer@juist.nl"
HEAD = b"To: a@juist.example\r\nSubject: x\r\n"
DAY = 86_400


@cache
def key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def record(of: rsa.RSAPrivateKey | None = None, tags: bytes = b"v=DKIM1; k=rsa; ") -> bytes:
    form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    return tags + b"p=" + b"".join((of or key()).public_key().public_bytes(*form).splitlines()[1:-1])


def dns(**records: bytes) -> DnsLookup:
    """The key under every selector; what is named here under `_dmarc`, with _ for the dots of a domain."""

    def asked(name: bytes | str, timeout: float = 5) -> bytes | None:
        spelled = (name.decode() if isinstance(name, bytes) else name).rstrip(".")
        if spelled.startswith("_dmarc."):
            return records.get(spelled.removeprefix("_dmarc.").replace(".", "_"))
        return records.get("key", record())

    return asked


def signed(
    domain: str,
    sender: str = OFFICER,
    *,
    by: rsa.RSAPrivateKey | None = None,
    headers: tuple[bytes, ...] = (b"from", b"subject"),
    tags: str = "",
    forget: str = "",
    length: bool = False,
    algorithm: bytes = b"rsa-sha256",
    body: bytes = b"hallo\r\n",
) -> bytes:
    """A mail with one signature, made with tags that dkimpy itself would not write."""
    raw = f"From: {sender}\r\n".encode() + HEAD + b"\r\n" + body
    pem = (by or key()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    made = _Signer(raw, signature_algorithm=algorithm)
    made.more, made.forgotten = tags.encode(), forget.encode()
    made.covered = headers
    signature: bytes = made.sign(b"s1", domain.encode(), pem, include_headers=[b"from"], length=length)
    return signature + raw


class _Signer(dkim.DKIM):  # type: ignore[misc]
    """Signs with more tags, or fewer, than a sound signer would."""

    more = b""
    forgotten = b""
    covered: tuple[bytes, ...] = ()

    def gen_header(self, fields: list[tuple[bytes, bytes]], _: object, *rest: object, **more: object) -> bytes:
        kept = {name: value for name, value in fields if name != self.forgotten}
        kept |= dict(tag.split(b"=", 1) for tag in self.more.split(b";") if tag)
        kept |= {b"h": b":".join(self.covered), b"b": kept.pop(b"b")}  # the signature itself comes last
        written: bytes = super().gen_header([*kept.items()], list(self.covered), *rest, **more)
        return written


def verdict(raw: bytes, lookup: DnsLookup | None) -> Authenticated:
    return authentication_of(read_mail(raw), raw, Proof.DKIM, "", lookup)


now = int(time.time())
ANOTHER = 2049  # bits: another key

PROVEN: dict[str, Callable[[], tuple[bytes, DnsLookup]]] = {
    "the same domain": lambda: (signed("juist.nl"), dns()),
    "capitals": lambda: (signed("JUIST.nl"), dns()),
    "a domain below it": lambda: (signed("mail.juist.nl"), dns()),
    "the domain above it": lambda: (signed("juist.nl", "officer@mail.juist.nl"), dns()),
    "a record that says relaxed": lambda: (signed("mail.juist.nl"), dns(juist_nl=b"v=DMARC1; p=reject; adkim=r")),
    "strict, and the very same domain": lambda: (signed("juist.nl"), dns(juist_nl=b"v=DMARC1; adkim=s")),
    "a strict record of the owner, one of its own that is not": lambda: (
        signed("a.b.juist.nl", "x@b.juist.nl"),
        dns(juist_nl=b"v=DMARC1; adkim=s", b_juist_nl=b"v=DMARC1; p=none"),
    ),
    "another record under that name": lambda: (signed("mail.juist.nl"), dns(juist_nl=b"adkim=s; no such thing")),
    "an expiry to come": lambda: (signed("juist.nl", tags=f"x={now + DAY}"), dns()),
    "without the time of signing": lambda: (signed("juist.nl", forget="t"), dns()),
    "a key without its version": lambda: (signed("juist.nl"), dns(key=record(tags=b""))),
    "a key for all uses": lambda: (signed("juist.nl"), dns(key=record(tags=b"v=DKIM1; s=*; t=s; h=sha1:sha256; "))),
    "the second of two signatures": lambda: (signature_of("x.example") + signed("juist.nl"), dns()),
    "behind a broken one": lambda: (b"DKIM-Signature: v=1; a=; d\r\n" + signed("juist.nl"), dns()),
    "behind many of others": lambda: (signature_of("x.example") * 20 + signed("juist.nl"), dns()),
}
UNPROVEN: dict[str, Callable[[], tuple[bytes, DnsLookup]]] = {
    "another organisation": lambda: (signed("x.example"), dns()),
    "a name that ends alike": lambda: (signed("nietjuist.nl"), dns()),
    "a public suffix": lambda: (signed("nl"), dns()),
    "strict, and a domain below": lambda: (signed("mail.juist.nl"), dns(juist_nl=b"v=DMARC1; p=none; adkim=s")),
    "strict, and the domain above": lambda: (
        signed("juist.nl", "x@mail.juist.nl"),
        dns(juist_nl=b"v=DMARC1;adkim = S"),
    ),
    "strict by a record of its own": lambda: (
        signed("juist.nl", "x@mail.juist.nl"),
        dns(mail_juist_nl=b"v=DMARC1; adkim=s", juist_nl=b"v=DMARC1; p=none"),
    ),
    "expired": lambda: (signed("juist.nl", tags=f"x={now - 2 * DAY}", forget="t"), dns()),
    "expired before it was signed": lambda: (signed("juist.nl", tags=f"x={now - 60}"), dns()),
    "an expiry that is no number": lambda: (signed("juist.nl", tags="x=never"), dns()),
    "signed in the future": lambda: (signed("juist.nl", tags=f"t={now + 2 * DAY}", forget="t"), dns()),
    "over part of the body": lambda: (signed("juist.nl", length=True), dns()),
    "over part of the body, with more below": lambda: (signed("juist.nl", length=True) + b"JA\r\n", dns()),
    "over all of the body, as it says": lambda: (signed("juist.nl", tags="l=7"), dns()),
    "the author not signed": lambda: (signed("juist.nl", headers=(b"subject",)), dns()),
    "a changed body": lambda: (signed("juist.nl").replace(b"hallo", b"hullo"), dns()),
    "a changed subject": lambda: (signed("juist.nl").replace(b"Subject: x", b"Subject: y"), dns()),
    "a second author above": lambda: (b"From: x@juist.nl\r\n" + signed("juist.nl"), dns()),
    "a second author below": lambda: (signed("juist.nl").replace(b"\r\n\r\n", b"\r\nFrom: x@juist.nl\r\n\r\n"), dns()),
    "another's name on our domain": lambda: (signed("juist.nl", tags="i=x@elders.example", forget="i"), dns()),
    "SHA-1": lambda: (signed("juist.nl", algorithm=b"rsa-sha1"), dns()),
    "another key": lambda: (signed("juist.nl", by=key(ANOTHER)), dns()),
    "a key that is being tried": lambda: (signed("juist.nl"), dns(key=record(tags=b"v=DKIM1; t=s:y; "))),
    "a key for something else": lambda: (signed("juist.nl"), dns(key=record(tags=b"v=DKIM1; s=tlsrpt; "))),
    "a key for nothing we know": lambda: (signed("juist.nl"), dns(key=record(tags=b"v=DKIM1; s=chat; "))),
    "a key for other hashes": lambda: (signed("juist.nl"), dns(key=record(tags=b"v=DKIM1; h=sha1; "))),
    "a key taken back": lambda: (signed("juist.nl"), dns(key=b"v=DKIM1; p=")),
    "a key of another version": lambda: (signed("juist.nl"), dns(key=record(tags=b"v=DKIM2; "))),
    "no key": lambda: (signed("juist.nl"), dns(key=b"")),
    "a domain said twice": lambda: (signed("juist.nl").replace(b" d=juist.nl;", b" d=juist.nl; d=x.nl;"), dns()),
    "no signature": lambda: (signed("juist.nl").partition(b"From:")[2].join([b"From:", b""]), dns()),
    "an empty one": lambda: (b"DKIM-Signature:\r\nFrom: officer@juist.nl\r\n\r\nhallo", dns()),
    "garbage": lambda: (b"\x00 From: officer@juist.nl", dns()),
}  # fmt: skip


def signature_of(domain: str) -> bytes:
    return signed(domain).partition(b"From:")[0]


@pytest.mark.parametrize("name", PROVEN)
def test_a_signature_that_holds_and_is_aligned_is_proof(name: str) -> None:
    raw, lookup = PROVEN[name]()
    assert verdict(raw, lookup) == Authenticated.PASS


@pytest.mark.parametrize("name", UNPROVEN)
def test_any_other_leaves_it_unknown_and_never_fails_the_sender(name: str) -> None:
    raw, lookup = UNPROVEN[name]()
    assert verdict(raw, lookup) == Authenticated.UNKNOWN


def test_without_a_resolver_nothing_is_asked_and_nothing_known() -> None:
    assert verdict(signed("juist.nl"), None) == Authenticated.UNKNOWN


@pytest.mark.parametrize("silent", ["_domainkey", "_dmarc"])
def test_dns_that_fails_leaves_it_unknown(silent: str) -> None:
    answers = dns()

    def failing(name: bytes | str, timeout: float = 5) -> str | bytes | None:
        if silent in (name.decode() if isinstance(name, bytes) else name):
            raise TimeoutError
        return answers(name, timeout=timeout)

    assert verdict(signed("mail.juist.nl"), failing) == Authenticated.UNKNOWN


def test_domains_of_others_do_not_learn_that_their_mail_is_read() -> None:
    asked = []

    def noted(name: bytes | str, timeout: float = 5) -> bytes | None:
        asked.append(name.decode() if isinstance(name, bytes) else name)
        return record()

    assert verdict(signature_of("x.example") + signed("juist.nl"), noted) == Authenticated.PASS
    assert asked == ["s1._domainkey.juist.nl."]


def test_a_thousand_signatures_cost_few_questions() -> None:
    asked = []

    def noted(name: bytes | str, timeout: float = 5) -> bytes | None:
        asked.append(name)
        return record(key(ANOTHER))

    one = signature_of("mail.juist.nl")
    many = b"".join(re.sub(rb"s=s1", b"s=s%d" % number, one) for number in range(1000))
    assert verdict(many + signed("juist.nl"), noted) == Authenticated.UNKNOWN
    assert len(asked) <= 7


def test_organisations_are_told_apart_by_the_public_suffix() -> None:
    assert organisational_domain("a.b.juist.nl") == "juist.nl"
    assert organisational_domain("juist.co.uk") != organisational_domain("x.co.uk")
