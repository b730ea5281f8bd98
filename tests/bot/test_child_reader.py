"""Foreign bytes are read in a child that can be killed, and the next mail gets a new one."""

import os
import signal

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


def test_a_child_that_wants_too_much_memory_fails_alone() -> None:
    small = ChildReader(memory=900 * 1024**2)
    with pytest.raises(MailError):
        small.read(b"Subject: x\r\n\r\n" + b"x" * (700 * 1024**2), BELIEF)
    small.close()
