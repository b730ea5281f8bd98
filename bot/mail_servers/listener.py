"""Listens for news from a mailbox and wakes the rounds: a hint only, since servers go deaf and lines go dead."""

import logging
from collections.abc import Callable
from threading import Event, Thread

from bot.doors import Ear
from bot.errors import DoorError

logger = logging.getLogger(__name__)

#: Listening is renewed after this at the latest: routers forget quiet connections, servers hang up after half an hour.
RENEWED_AFTER = 300.0
#: A connection that breaks is made anew after this pause, which doubles up to the last.
FIRST_PAUSE, LAST_PAUSE = 2.0, 600.0


class Listener:
    """A thread with a connection of its own; ends within about a second when it shall stop."""

    def __init__(
        self,
        ear: Ear,
        wake: Callable[[], None],
        stopping: Event,
        poll_seconds: float,
        *,
        first_pause: float = FIRST_PAUSE,
    ) -> None:
        self._ear = ear
        self._wake = wake
        self._stopping = stopping
        self._renewed_after = min(RENEWED_AFTER, poll_seconds)
        self._first_pause = self._pause = first_pause
        self._thread = Thread(target=self._listen, name="listener", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def join(self, seconds: float = 3.0) -> None:
        """Wait for its end; a thread that still hangs in a connection ends with the process."""
        self._thread.join(timeout=seconds)

    def _listen(self) -> None:
        while not self._stopping.is_set():
            try:
                if not self._listened():
                    logger.info("listener: this server has no IDLE, its mailbox is looked at by the clock")
                    break
            except DoorError as error:
                logger.warning("listener: %s", error)
                self._stopping.wait(self._pause)
                self._pause = min(2 * self._pause, LAST_PAUSE)
        self._ear.close()

    def _begun(self) -> None:
        """What came before the server listened, it does not tell: a look finds it."""
        logger.debug("listener: the server listens")
        self._wake()

    def _listened(self) -> bool:
        """Once through: open anew, listen, and look whether the server kept something to itself."""
        before = self._ear.open()
        told = self._ear.listen(self._renewed_after, self._stopping, self._begun)
        if told is None:
            return False
        self._pause = self._first_pause
        if told:
            self._wake()
        elif not self._stopping.is_set() and self._ear.open().uidnext != before.uidnext:
            logger.warning("listener: the server did not tell of new mail, connecting anew")
            self._ear.close()
            self._wake()
        return True
