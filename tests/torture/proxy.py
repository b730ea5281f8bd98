"""A bad line: a TCP proxy before a real server that passes, cuts, delays or garbles, as a seeded dice says."""

import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random


class Mood(StrEnum):
    """What becomes of a connection."""

    PASS = "pass"
    CUT = "cut"  #: after some bytes both ends are reset
    DELAY = "delay"  #: every piece waits a little
    GARBLE = "garble"  #: one byte is changed; inside TLS that breaks the connection


#: How the dice lie while the line is bad.
BAD = {Mood.PASS: 4, Mood.CUT: 3, Mood.DELAY: 2, Mood.GARBLE: 2}
_LONGEST = 40_000  #: bytes until a cut or a garbled byte


@dataclass(slots=True, kw_only=True)
class Proxy:
    """Listens on a port of its own and passes on to another."""

    target: int
    dice: Random
    is_bad: bool = False
    spoiled: Counter[Mood] = field(default_factory=Counter)
    _listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    @property
    def port(self) -> int:
        """Where to connect instead."""
        number: int = self._listener.getsockname()[1]
        return number

    def listen(self) -> None:
        """Until `close`."""
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                self._connect(near)

    def close(self) -> None:
        """No further connections."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _connect(self, near: socket.socket) -> None:
        mood = self.dice.choices(list(BAD), list(BAD.values()))[0] if self.is_bad else Mood.PASS
        at = self.dice.randrange(1, _LONGEST)
        try:
            far = socket.create_connection(("127.0.0.1", self.target), timeout=10)
        except OSError:
            near.close()
            return
        far.settimeout(None)
        if mood is not Mood.PASS:
            self.spoiled[mood] += 1
        line = _Line(mood, at)
        for source, goal in ((near, far), (far, near)):
            threading.Thread(target=line.carry, args=(source, goal), daemon=True).start()


class _Line:
    def __init__(self, mood: Mood, at: int) -> None:
        self._mood, self._left = mood, at

    def carry(self, source: socket.socket, goal: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(8192):
                goal.sendall(self._spoiled(piece))
        for end in (source, goal):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _spoiled(self, piece: bytes) -> bytes:
        before, self._left = self._left, self._left - len(piece)
        reached = before > 0 >= self._left
        if self._mood is Mood.DELAY:
            time.sleep(0.05)
        if self._mood is Mood.CUT and reached:
            raise ConnectionResetError
        if self._mood is Mood.GARBLE and reached:
            return piece[:-1] + bytes([piece[-1] ^ 0x55])
        return piece


@contextmanager
def bad_line(target: int, dice: Random) -> Iterator[Proxy]:
    """Starts a proxy in a thread; good at first."""
    proxy = Proxy(target=target, dice=dice)
    threading.Thread(target=proxy.listen, daemon=True).start()
    try:
        yield proxy
    finally:
        proxy.close()
