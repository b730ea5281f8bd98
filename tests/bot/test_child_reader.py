"""Foreign bytes are read in a child that can be killed, and the next mail gets a new one."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from mails import REPORT, a_mail

from bot.child_reader import ChildReader, ReaderDied
from bot.errors import MailError
from bot.reader import Belief
from classifiers.words import SenderFacts
from register_store.findings import Verdict
from register_store.organisation import Proof

BELIEF = Belief(proof=Proof.NONE, authserv_id="")


@pytest.fixture
def child() -> ChildReader:
    return ChildReader()


def test_it_answers_as_if_it_were_here(child: ChildReader) -> None:
    read = child.read(a_mail(REPORT), BELIEF)
    assert read.mail.subject == "Verkeerde loonstrook"
    examined = child.examine(read.mail.words, read.mail.pictures, SenderFacts())
    assert examined.findings.verdict is Verdict.REPORT
    child.close()


def test_a_child_that_dies_costs_one_mail(child: ChildReader) -> None:
    child.read(a_mail(REPORT), BELIEF)
    assert child._child is not None
    assert child._child.pid is not None
    os.kill(child._child.pid, signal.SIGSTOP)
    child._seconds = 0.2
    with pytest.raises(ReaderDied):
        child.read(a_mail(REPORT), BELIEF)
    child._seconds = 60
    assert child.read(a_mail(REPORT), BELIEF).mail.subject == "Verkeerde loonstrook"
    child.close()


def test_who_computes_too_long_is_ended_by_the_system_however_busy_the_machine() -> None:
    code = "from bot.child_reader import _may_compute\n_may_compute(0.1)\nwhile True:\n    pass"
    ended = subprocess.run([sys.executable, "-c", code], check=False, timeout=60)
    assert ended.returncode == -signal.SIGXCPU


def test_a_child_that_crashes_leaves_no_mail_on_the_disk(child: ChildReader) -> None:
    child.read(a_mail(REPORT), BELIEF)
    assert child._child is not None
    limits = Path(f"/proc/{child._child.pid}/limits").read_text(encoding="ascii").splitlines()
    assert [line.split()[4:6] for line in limits if line.startswith("Max core file size")] == [["0", "0"]]
    child.close()


@pytest.mark.parametrize("told_to_all", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_that_is_told_to_all_our_processes_does_not_cost_the_mail_in_hand(
    child: ChildReader, told_to_all: signal.Signals
) -> None:
    child.read(a_mail(REPORT), BELIEF)
    assert child._child is not None
    number = child._child.pid
    assert number is not None
    os.kill(number, told_to_all)
    assert child.read(a_mail(REPORT), BELIEF).mail.subject == "Verkeerde loonstrook"
    assert child._child.pid == number
    child.close()


def test_a_reader_that_nobody_closed_keeps_no_process_from_ending() -> None:
    code = (
        "from bot.child_reader import ChildReader\n"
        "from bot.reader import Belief\n"
        "from register_store.organisation import Proof\n"
        "ChildReader().read(b'From: a@x.example', Belief(proof=Proof.NONE, authserv_id=''))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_a_child_that_wants_too_much_memory_fails_alone() -> None:
    small = ChildReader(memory=900 * 1024**2)
    with pytest.raises(MailError):
        small.read(b"Subject: x\r\n\r\n" + b"x" * (700 * 1024**2), BELIEF)
    small.close()
