"""Any bytes are read, and within bounded time."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.read_mail import read_mail


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\x00",
        b"\xff\xfe\xfd",
        b"only words",
        b"Content-Type: text/plain; charset=undefined\n\nx",
        b'Content-Type: text/plain; charset="a\x00b"\n\nx',
        b"Subject: =?a\x00b?q?x?=\n\nx",
        b"Content-Type: message/rfc822\n\n",
        b"Content-Type: multipart/mixed; boundary=\n\n--\n\nx\n----",
        b"Content-Disposition: attachment; filename*=x'y\n\nx",
        b"From: (((\nTo: <<<,,;;:\nMessage-ID: <<<<\n\n",
        b"To: unlisted-recipients:; (no To-header on input)\n\nx",
    ],
)
def test_broken_bytes_are_read_all_the_same(raw: bytes) -> None:
    assert read_mail(raw).size == len(raw)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["base64", "quoted-printable", "8bit", "x-uuencode"]))
def test_random_bytes_are_read_all_the_same(body: bytes, encoding: str) -> None:
    head = f"Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: {encoding}\n\n--b\n".encode()
    read_mail(head + body)
    read_mail(body)


NESTED = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (i, i) for i in range(1500))
HOSTILE = {
    "files in the text that never end": b"\n" + b"begin 644 x\n#86)C\n" * 50_000,
    "charset that takes quadratic time": b"Content-Type: text/plain; charset=punycode\n\n" + b"a" * 400_000 + b"-abc",
    "parts in parts in parts": b"From: a@x.example\n" + NESTED + b"\nlek",
    "mails in mails in mails": b"Content-Type: message/rfc822\n\n" * 1500 + b"\nlek",
    "header parameters": b"Content-Type: text/plain" + b";" * 1_000_000 + b"\n\nlek",
    "recipients": b"To: " + b", ".join(b"a%d@x.example" % i for i in range(50_000)) + b"\n\nlek",
    "headers": b"X-A: b\n" * 200_000 + b"\nlek",
    "parts": b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20_000,
    "comments in comments": b"From: " + b"(" * 100_000 + b"\n\nlek",
    "encoded words": b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\nlek",
    "one endless name": b"From: " + b"a " * 50_000 + b"\n\nlek",
    "html": b"Content-Type: text/html\n\n" + b"<div>" * 20_000 + b"lek",
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mail_is_read_in_bounded_time(name: str) -> None:
    assert read_mail(HOSTILE[name]).size == len(HOSTILE[name])


def test_every_torture_mail_is_read(corpora: Path) -> None:
    for path in sorted(path for path in (corpora / "torture").rglob("*") if path.is_file()):
        read_mail(path.read_bytes())


def test_no_word_of_a_mail_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    read_mail(b"Subject: =?ISO-2022-JP?B?geheim--?=\nFrom: =?x?q?geheim?= <geheim\nDate: geheim\n\ngeheim")
    assert "geheim" not in caplog.text
