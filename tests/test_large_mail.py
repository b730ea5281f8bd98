"""Large mails in a real process against a real Dovecot: a case at once, the exact bytes on disk, little memory."""

import base64
import json
import os
import subprocess
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from house import House
from mails import REPORT, a_mail
from servers import Mailbox

from register_store.evidence_files import EvidenceKind

pytestmark = pytest.mark.slow

MIB = 1 << 20
GIANT = 150 * MIB
BOUNDARY = b"----=_deel"
OFFER = (
    "Goedemorgen,\n\nIn de bijlage de film over onze nieuwe kantoorstoelen. De prijs is per stuk en inclusief "
    "bezorging. Bestellen kan via de webwinkel, de levertijd is twee weken. Wij horen graag van u.\n\nGroet, Piet\n"
)


def a_giant(text: str, size: int, folder: Path, **headers: str) -> Path:
    """A mail of this size with a film, written to disk line by line: it never lies in memory here either."""
    head = a_mail(text, **headers).partition(b"\r\n\r\n")[0]
    kept = b"\r\n".join(line for line in head.split(b"\r\n") if not line.lower().startswith((b"content-", b"mime-")))
    parts = (
        b'\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="' + BOUNDARY + b'"\r\n\r\n'
        b"--"
        + BOUNDARY
        + b"\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + text.replace("\n", "\r\n").encode()
        + b"\r\n--"
        + BOUNDARY
        + b"\r\nContent-Type: video/mp4\r\nContent-Transfer-Encoding: base64\r\n"
        b'Content-Disposition: attachment; filename="opname.mp4"\r\n\r\n'
    )
    line = base64.encodebytes(bytes(range(57))).strip() + b"\r\n"
    file = folder / "giant.eml"
    with file.open("wb") as target:
        target.write(kept + parts)
        for _ in range(size // (len(line) * 1000)):
            target.write(line * 1000)
        target.write(b"--" + BOUNDARY + b"--\r\n")
    return file


def a_turn(tmp_path: Path, mailbox: Mailbox) -> dict[str, int]:
    """What a process that reads this mailbox took."""
    orders = tmp_path / "orders.json"
    orders.write_text(json.dumps({"folder": str(tmp_path), "imap": asdict(mailbox.access())}), encoding="utf-8")
    here = Path(__file__)
    done = subprocess.run(
        [sys.executable, str(here.with_name("large_mail.py")), str(orders)],
        env={**os.environ, "PYTHONPATH": f"{here.parents[1]}:{here.parent}"},
        stdout=subprocess.PIPE,
        timeout=280,
        check=True,
    )
    peaks: dict[str, int] = json.loads(done.stdout)
    return peaks


def digest_of(file: Path) -> str:
    digest = sha256()
    with file.open("rb") as source:
        while piece := source.read(MIB):
            digest.update(piece)
    return digest.hexdigest()


def test_a_report_of_150_mb_costs_less_than_100_mb_and_lies_on_disk_byte_by_byte(
    tmp_path: Path, mailbox: Mailbox
) -> None:
    assert a_turn(tmp_path, mailbox)["judged"] == 0, "the first start takes its mark"
    mailbox.append(a_mail(REPORT))
    idle = a_turn(tmp_path, mailbox)
    assert idle["judged"] == 1
    giant = a_giant(REPORT, GIANT, tmp_path, sender="Bea <bea@elders.example>", subject="Opname van jullie portaal")
    mailbox.deliver(giant)
    before = mailbox.flags()
    large = a_turn(tmp_path, mailbox)
    assert large["judged"] == 1
    more = {who: (large[who] - idle[who]) / MIB for who in ("parent", "child")}
    assert sum(more.values()) < 100, more
    assert mailbox.flags() == before
    house = House(tmp_path, lambda: datetime.now(UTC))
    with house.bookcase.transaction() as books:
        (case,) = [case for case in books.register.every_case() if case.finder_address == "bea@elders.example"]
        pieces = {piece.kind: piece for piece in books.evidence.of_case(case.reference)}
    assert pieces[EvidenceKind.MAIL].sha256 == digest_of(giant)
    assert pieces[EvidenceKind.MAIL].size == giant.stat().st_size
    assert pieces[EvidenceKind.EXCERPT].size < MIB
    assert [fact.value.partition(",")[0] for fact in case.findings.facts if fact.name == "not_fetched"] == ["video/mp4"]


def test_an_ordinary_large_mail_leaves_nothing_on_disk(tmp_path: Path, mailbox: Mailbox) -> None:
    a_turn(tmp_path, mailbox)
    mailbox.deliver(a_giant(OFFER, 2 * MIB, tmp_path, subject="Kantoorstoelen"))
    assert a_turn(tmp_path, mailbox)["judged"] == 1
    assert not list((tmp_path / "evidence").rglob("*.sealed"))
