"""Any bytes become an IncomingMail or an UnreadableMail; MELDPOST_FUZZ=600 looks for ten minutes and measures time."""

import base64
import os
import random
import time
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest
from envelopes import outlook_file, with_open_lengths
from fuzz.sound_mail import check
from hypothesis import given, settings
from hypothesis import strategies as st

CORPORA = Path(os.environ.get("MELDPOST_CORPORA", Path(__file__).resolve().parents[4] / "shared" / "corpora"))
SECONDS = float(os.environ.get("MELDPOST_FUZZ", "0"))
MOST_CPU = 2.0  #: seconds of processor time for a mail of a megabyte

SEED = b"""From: Piet <piet@x.example>
Subject: =?utf-8?q?lek?=
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/html; charset=utf-8

<p style="color:red">Ik <b>vond</b> een lijst</p><blockquote type=cite>oud</blockquote>
--b
Content-Type: message/rfc822

From: Eva <eva@y.example>
Subject: FW: lek

Van: Jan <jan@z.example>
Verzonden: maandag
Aan: Eva
Onderwerp: lek

Met vriendelijke groet,
Jan
T 030 123 45 67
--b
Content-Type: application/zip; name=a.zip
Content-Transfer-Encoding: base64

UEsDBBQAAAAIAAAAIQAAAAAAAAAAAAAAAAAFAAAAYS50eHQ=
--b--
"""
FILE_HEAD = (
    b"From: piet@x.example\nContent-Type: application/octet-stream; name=melding.msg\n"
    b"Content-Transfer-Encoding: base64\n\n"
)
PIECES = (
    b"\r\n\r\n", b"--b\n", b"--b--", b"Content-Type: ", b"multipart/mixed; boundary=b", b"message/rfc822",
    b"application/pkcs7-mime", b"application/ms-tnef", b"text/calendar", b"Content-Transfer-Encoding: base64\n",
    b"=?utf-8?b?", b"?=", b'"', b"<", b">", b"(", b"\x00", b"\xff\xfe", b"%PDF-1.7", b"PK\x03\x04", b"{\\rtf1",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x30\x80", b"charset=utf-7", b"-----BEGIN PGP SIGNED MESSAGE-----\n",
    b"On 1 Jan 2020 10:00 a wrote:\n", b"> ", b"<div style='display:none'>", b"<table>", b"begin 644 a\n",
)  # fmt: skip


def seeds() -> list[bytes]:
    collected = sorted(path for path in (CORPORA / "torture").rglob("*") if path.is_file())
    twins = sorted((Path(__file__).parent / "twins").glob("*.eml"))
    return [SEED, *(path.read_bytes()[:1_000_000] for path in (*twins, *collected))]


def mutated(chance: random.Random, mails: list[bytes]) -> bytes:
    """A mail cut, doubled, spliced with another, or with odd pieces put in."""
    mail = bytearray(chance.choice(mails))
    for _ in range(chance.randint(1, 6)):
        at, end = sorted((chance.randint(0, len(mail)), chance.randint(0, len(mail))))
        match chance.randrange(7):
            case 0:
                del mail[at : min(end, at + chance.choice((1, 40, 4000)))]
            case 1:
                mail[at:at] = mail[at : min(end, at + 2000)] * chance.choice((1, 2, 50))
            case 2:
                mail[at:at] = chance.choice(PIECES) * chance.choice((1, 1, 3, 300))
            case 3:
                mail[at : at + 1] = bytes([chance.randrange(256)])
            case 4:
                other = chance.choice(mails)
                mail[at:end] = other[: chance.randint(0, len(other))]
            case 5:
                mail[at:at] = chance.randbytes(chance.choice((1, 10, 1000)))
            case _:
                mail[at : at + 1] = bytes([mail[at] ^ 1 << chance.randrange(8)]) if at < len(mail) else b""
    return bytes(mail[:1_000_000])


def files() -> list[bytes]:
    """Documents, archives and envelopes: what hangs on the twins, and a signed mail in an Outlook file."""
    parts = (part for mail in seeds() for part in message_from_bytes(mail).walk())
    hanging = (part.get_payload(decode=True) for part in parts if part.get_content_maintype() == "application")
    found = {content[:200_000] for content in hanging if isinstance(content, bytes) and content}
    return [outlook_file("smime.p7m", with_open_lengths(SEED)), *sorted(found)]


def numbers() -> Iterator[int]:
    """Two hundred, or as many as the seconds allow; each number makes the same mail on every machine."""
    end, number = time.monotonic() + SECONDS, 0
    while number < 200 or time.monotonic() < end:
        yield number
        number += 1


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(SEED.splitlines(keepends=True)), st.binary())))
def test_any_bytes_are_read(pieces: list[bytes]) -> None:
    check(b"".join(pieces))


@pytest.mark.timeout(SECONDS + 300)
def test_mutated_mails_are_read() -> None:
    mails = seeds()
    for number in numbers():
        raw = mutated(random.Random(number), mails)
        begun = time.process_time()
        check(raw)
        taken = time.process_time() - begun
        if SECONDS:
            assert taken < MOST_CPU * max(1.0, len(raw) / 1_000_000), f"mail {number} took {taken:.1f} s"


@pytest.mark.timeout(SECONDS + 300)
def test_mutated_files_are_read() -> None:
    """In base64 a broken byte breaks no mail, and all of a file reaches its reader."""
    whole = files()
    assert len(whole) > (40 if CORPORA.is_dir() else 10), (
        "there is something to mutate, with the collected mails or without"
    )
    for number in numbers():
        content = mutated(random.Random(number), whole)
        begun = time.process_time()
        check(FILE_HEAD + base64.encodebytes(content))
        taken = time.process_time() - begun
        if SECONDS:
            assert taken < MOST_CPU * max(1.0, len(content) / 1_000_000), f"file {number} took {taken:.1f} s"
