"""Signs of life while the house works: leases renewed, the supervisor told (the sd_notify protocol of systemd)."""

import logging
import os
import socket
from collections.abc import Callable, Sequence
from threading import Event, Thread
from types import TracebackType

from register_store.database import DatabaseAway
from register_store.leases import Lease

logger = logging.getLogger(__name__)

#: A third of a lease's life: one beat may fail.
BEAT_SECONDS = 15
#: A house in which nothing moved for so long hangs: no more signs of life, so that others take over.
HANGS_AFTER_SECONDS = 900


class Heartbeat:
    """A context: beats in a thread of its own while the body works, then gives the leases back."""

    def __init__(
        self,
        leases: Sequence[Lease],
        *,
        hangs_after: float = HANGS_AFTER_SECONDS,
        beat_seconds: float = BEAT_SECONDS,
    ) -> None:
        self._leases = leases
        self._hangs_after = hangs_after
        self._beat_seconds = beat_seconds
        self._over = Event()
        self._thread = Thread(target=self._beat, name="heartbeat", daemon=True)

    def __enter__(self) -> None:
        tell_supervisor("READY=1")
        self._thread.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        tell_supervisor("STOPPING=1")
        self._over.set()
        self._thread.join()
        for lease in self._leases:
            _quietly(lease.give_back)

    def _beat(self) -> None:
        while not self._over.wait(self._beat_seconds):
            working = [lease for lease in self._leases if lease.idle_seconds < self._hangs_after]
            for lease in working:
                _quietly(lease.renew)
            if working:
                tell_supervisor("WATCHDOG=1")


def tell_supervisor(message: str) -> None:
    """One datagram to the socket that systemd names in NOTIFY_SOCKET; nothing without a supervisor."""
    path = os.environ.get("NOTIFY_SOCKET")
    if not path:
        return
    address = "\0" + path[1:] if path.startswith("@") else path  # "@": an abstract socket
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as supervisor:
        try:
            # A supervisor that no longer reads must not stop the house: a full queue is an error, never a wait.
            supervisor.sendto(message.encode(), socket.MSG_DONTWAIT, address)
        except OSError as error:
            logger.warning("supervisor: not told (%s)", error.strerror)


def _quietly(step: Callable[[], None]) -> None:
    """A database that is away for a beat costs at most the lease, and the next transaction says so."""
    try:
        step()
    except DatabaseAway as error:
        logger.warning("lease: %s", error)
