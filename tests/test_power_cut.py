"""The power is cut after each hop, on a real process, a real Dovecot and a real SMTP server: one of everything."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest
from house import KARIN, OMAR, House, parsed
from mails import ORDINARY, REPORT, a_mail
from servers import Mailbox, SmtpServer

from bot.doors import Security

pytestmark = pytest.mark.slow

HOPS = range(1, 11)


def turn(orders: Path, hop: int = 0) -> int:
    here = Path(__file__)
    command = [sys.executable, str(here.with_name("power_cut.py")), str(orders), str(hop)]
    paths = {"PYTHONPATH": f"{here.parents[1]}:{here.parent}"}
    return subprocess.run(command, check=False, timeout=120, env={**os.environ, **paths}).returncode


@pytest.mark.parametrize("hop", HOPS)
def test_after_a_cut_at_any_hop_there_is_one_case_one_receipt_one_alarm(
    hop: int, tmp_path: Path, mailbox: Mailbox, smtp: SmtpServer
) -> None:
    orders = tmp_path / "orders.json"
    imap, post = mailbox.access(), smtp.access()
    orders.write_text(
        json.dumps({"folder": str(tmp_path), "imap": asdict(imap), "smtp": asdict(post)}), encoding="utf-8"
    )
    assert turn(orders) == 0, "the first start takes its mark"
    mailbox.append(a_mail(REPORT))
    mailbox.append(a_mail(ORDINARY, subject="Openingstijden", sender="Piet <piet@markt.example>"))
    flags_before = mailbox.flags()

    assert turn(orders, hop) == -signal.SIGKILL, f"the process must die after hop {hop}"
    assert turn(orders) == 0
    assert turn(orders) == 0, "a further turn finds nothing to do"

    letters = Counter((letter.recipient, parsed(letter.content)["Message-ID"]) for letter in smtp.letters)
    recipients = Counter(recipient for recipient, _ in letters)
    assert recipients == {"anja@buurt.example": 1, KARIN.address: 1, OMAR.address: 1}
    # Only a cut between the server's OK and our commit may repeat a letter, with the same Message-ID.
    assert sum(letters.values()) <= 3 + (hop == 10)
    house = House(tmp_path, lambda: datetime.now(UTC))
    assert [case.reference for case in house.cases()] == ["DL-2026-0001"]
    with house.bookcase.transaction() as books:
        assert books.register.chain.verify() is None
    assert mailbox.flags() == flags_before


def test_tls_is_used_for_both_doors(mailbox: Mailbox, smtp: SmtpServer) -> None:
    assert mailbox.access().security is Security.TLS
    assert smtp.access().security is Security.TLS
