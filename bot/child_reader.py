"""Has mails read in a child process that can be killed: foreign bytes never run in the house itself."""

import atexit
import math
import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from bot.errors import MailError
from bot.reader import Belief, Examined, Read
from classifiers.picture_words import ocr_available
from classifiers.words import Picture, SenderFacts, Words
from register_store.findings import Findings

#: What one mail may cost before its reader is killed: seconds of a processor. By the clock it may take longer: that the
#: machine is busy is no fault of the mail.
SECONDS_PER_MAIL = 60.0
BUSY = 5  #: times
MOST_MEMORY = 3 * 1024**3  #: bytes of address space


class ReaderDied(MailError):
    """The reader of this mail took too long or died; the mail is tried again, then set aside."""


class ChildReader:
    """Has a child process read; kills it at its limits and starts another for the next mail."""

    def __init__(self, *, seconds: float = SECONDS_PER_MAIL, memory: int = MOST_MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._child: BaseProcess | None = None
        self._line: Connection | None = None
        atexit.register(self.close)  # before multiprocessing waits for a child that nobody ends

    def read(self, raw: bytes, belief: Belief) -> Read:
        """See `Reader`."""
        answer: Read = self._ask("read", raw, belief)
        return answer

    def examine(self, words: Words, pictures: Sequence[Picture], sender: SenderFacts) -> Examined:
        """See `Reader`."""
        return self.examine_by(None, words, pictures, sender)

    def examine_by(
        self, model: Path | None, words: Words, pictures: Sequence[Picture], sender: SenderFacts
    ) -> Examined:
        """See `ReaderOfModels`."""
        answer: Examined = self._ask("examine_by", model, words, pictures, sender)
        return answer

    def add_picture_words(self, findings: Findings, pictures: Sequence[Picture]) -> Findings:
        """See `Reader`."""
        answer: Findings = self._ask("add_picture_words", findings, pictures)
        return answer

    def thumbnails(self, pictures: Sequence[Picture]) -> tuple[bytes, ...]:
        """See `Reader`."""
        answer: tuple[bytes, ...] = self._ask("thumbnails", pictures)
        return answer

    def can_read_pictures(self) -> bool:
        """See `Reader`."""
        return ocr_available()

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.kill()
            self._child.join()
        self._child = None
        self._line = None

    def _ask(self, question: str, *arguments: object) -> Any:
        line = self._connected()
        try:
            line.send((question, arguments, self._seconds))
            if not line.poll(self._seconds * BUSY):
                raise TimeoutError
            outcome, answer = line.recv()
        except (TimeoutError, EOFError, OSError):
            self.close()
            raise ReaderDied from None
        if outcome == "failed":
            raise MailError(f"The mail could not be judged ({answer}).")
        return answer

    def _connected(self) -> Connection:
        if self._line is None or self._child is None or not self._child.is_alive():
            self.close()
            # Spawned, not forked: a fork would inherit our locks, sockets and secrets.
            # One thread of arithmetic: several spin while they wait for each other, which costs a busy machine dearly.
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
            context = multiprocessing.get_context("spawn")
            self._line, theirs = context.Pipe()
            self._child = context.Process(target=_serve, args=(theirs, self._memory), daemon=True)
            self._child.start()
            theirs.close()
        return self._line


def _serve(line: Connection, memory: int) -> None:
    """The child's whole life: answer questions until the line is closed."""
    from bot.direct_reader import DirectReader  # the model and the parsers live in the child only

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # whatever kills us: the mail does not lie on the disk then
    for told_to_all in (signal.SIGTERM, signal.SIGINT):  # the mail in hand is finished first: our parent ends us
        signal.signal(told_to_all, signal.SIG_IGN)
    reader = DirectReader()
    while True:
        try:
            question, arguments, seconds = line.recv()
        except EOFError:
            return
        _may_compute(seconds)
        line.send(_answer(getattr(reader, question), arguments))


def _may_compute(seconds: float) -> None:
    """So long from now; then the system kills this process."""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    until = math.ceil(time.process_time() + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (until if most == resource.RLIM_INFINITY else min(until, most), most))


def _answer(ask: Callable[..., object], arguments: tuple[object, ...]) -> tuple[str, object]:
    try:
        return "answered", ask(*arguments)
    except Exception as error:  # one mail's trouble, whatever it is, must not cost the next one its reader
        return "failed", type(error).__name__  # the kind only: a message could quote the mail
