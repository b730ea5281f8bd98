"""Large mails: their long bodies never go through the parser, and nothing of them is lost or changed."""

import base64
import json
import random
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from bot.reading.long_bodies import LONG, lifted
from bot.reading.message_tree import parsed
from bot.reading.read_mail import read_mail

ROOT = Path(__file__).resolve().parents[3]
MAIL_SIZE, MOST_ABOVE = 50_000_000, 100_000_000

HEAD = b"From: piet@x.example\r\nSubject: lek\r\nMIME-Version: 1.0\r\n"
PICTURE = b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(1_500_000)


def multipart(*parts: bytes, boundary: bytes = b"b") -> bytes:
    head = b"Content-Type: multipart/mixed; boundary=" + boundary + b"\r\n\r\n"
    return head + b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + boundary + b"--\r\n"


def in_base64(content: bytes, kind: bytes = b"image/png; name=a.png") -> bytes:
    coded = base64.encodebytes(content).replace(b"\n", b"\r\n")
    return b"Content-Type: " + kind + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + coded


TEXT = b"Content-Type: text/plain\r\n\r\nIk vond een lijst."
LAYOUTS: dict[str, Callable[[], bytes]] = {
    "attached": lambda: HEAD + multipart(TEXT, in_base64(PICTURE)),
    "attached, bare line feeds": lambda: (HEAD + multipart(TEXT, in_base64(PICTURE))).replace(b"\r\n", b"\n"),
    "two, and words below": lambda: HEAD + multipart(in_base64(PICTURE), TEXT, in_base64(PICTURE)),
    "in a mail inside": lambda: (
        HEAD
        + multipart(TEXT, b"Content-Type: message/rfc822\r\n\r\n" + HEAD + multipart(in_base64(PICTURE), boundary=b"c"))
    ),
    "eight bits": lambda: (
        HEAD + multipart(TEXT, b"Content-Type: image/png\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + PICTURE)
    ),
    "boundary that is not named": lambda: (HEAD + multipart(TEXT, in_base64(PICTURE))).replace(b"; boundary=b", b"", 1),
    "no closing boundary": lambda: (HEAD + multipart(TEXT, in_base64(PICTURE))).removesuffix(b"--b--\r\n"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_large_picture_arrives_whole(layout: str) -> None:
    mail = read_mail(LAYOUTS[layout]())
    assert {sha256(picture.content).digest() for picture in mail.pictures} == {sha256(PICTURE).digest()}
    assert mail.words.whole == "Ik vond een lijst."


def test_a_long_text_is_read_to_its_end() -> None:
    lines = [f"regel {number} van een lang verhaal" for number in range(40_000)]
    mail = read_mail(HEAD + b"Content-Type: text/plain\r\n\r\n" + "\r\n".join(lines).encode())
    assert mail.words.whole.splitlines() == lines


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_parser_sees_little_of_a_large_mail(layout: str) -> None:
    raw = LAYOUTS[layout]()
    slices, bodies = lifted(raw)
    assert bodies.bodies
    assert sum(map(len, slices)) < 400_000


def test_nobody_can_write_the_word_that_stands_for_a_body() -> None:
    raw = LAYOUTS["attached"]()
    (word,) = lifted(raw)[1].bodies
    again = read_mail(raw.replace(b"Ik vond", word.encode() + b"\r\nIk vond"))
    assert again.words.whole == f"{word}\nIk vond een lijst."


@pytest.mark.parametrize(
    "raw",
    [
        b"X-A: b\r\n" * 100_000 + b"\r\nlek",
        b"\r\n" + b"--x\r\n" * 200_000,
        b"Subject: " + b"a" * 1_000_000 + b"\r\n\r\nlek",
        HEAD + b"\r\n" + b"\r" * (LONG * 3),
    ],
    ids=["headers", "boundaries", "one header", "returns"],
)
def test_what_has_no_long_body_is_parsed_as_before(raw: bytes) -> None:
    assert parsed(raw).keys() is not None
    assert read_mail(raw).size == len(raw)


READ = """
import json, sys
from pathlib import Path
from memory import peak
from bot.reading.read_mail import read_mail
read_mail(Path(sys.argv[2]).read_bytes())  # a small one first: what is imported late is not the mail's
raw = Path(sys.argv[1]).read_bytes()
before = next(int(line.split()[1]) * 1024 for line in open("/proc/self/status") if line.startswith("VmRSS:"))
mail = read_mail(raw)
print(json.dumps({"above": peak() - before, "size": len(raw), "pictures": len(mail.pictures)}))
"""


@pytest.mark.parametrize("kind", ["picture", "picture in a mail inside", "eight bits", "text"])
def test_a_mail_of_fifty_megabytes_needs_less_than_a_hundred_above_it(tmp_path: Path, kind: str) -> None:
    large, small = tmp_path / "large.eml", tmp_path / "small.eml"
    large.write_bytes(_of_fifty_megabytes(kind))
    small.write_bytes(HEAD + multipart(TEXT, in_base64(b"\x89PNG\r\n\x1a\n")))
    done = subprocess.run(
        [sys.executable, "-c", READ, large, small],
        check=True,
        capture_output=True,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
    )
    told = json.loads(done.stdout)
    assert told["size"] > MAIL_SIZE
    assert told["pictures"] == (kind != "text")
    assert told["above"] < MOST_ABOVE


def _of_fifty_megabytes(kind: str) -> bytes:
    line = base64.b64encode(PICTURE[8:65]) + b"\r\n"
    coded = b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo\r\n"
    coded += line * (MAIL_SIZE // len(line) + 1)
    match kind:
        case "picture":
            return HEAD + multipart(TEXT, coded)
        case "picture in a mail inside":
            inner = b"Content-Type: message/rfc822\r\n\r\n" + HEAD + multipart(coded, boundary=b"c")
            return HEAD + multipart(TEXT, inner)
        case "eight bits":
            return HEAD + multipart(
                TEXT, b"Content-Type: image/png\r\n\r\n" + PICTURE * (MAIL_SIZE // len(PICTURE) + 1)
            )
    return HEAD + b"\r\n" + b"Een regel van een lang verhaal, woord voor woord.\r\n" * (MAIL_SIZE // 50)
