"""Wakes the rounds, and ends after the mail in hand (the only apscheduler import).

What is due stands in the database; APScheduler only wakes us. One worker thread: two rounds never run at once.
"""

import logging
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import count
from threading import Event
from types import FrameType

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers import SchedulerNotRunningError
from apscheduler.schedulers.background import BackgroundScheduler

from bot.errors import DoorError
from bot.mail_servers.listener import Listener
from bot.rounds import Rounds
from register_store.database import DatabaseAway

logger = logging.getLogger(__name__)


def run_until_stopped(rounds: Sequence[Rounds], poll_seconds: int, stopping: Event) -> None:
    """Turn all rounds every `poll_seconds` until SIGTERM or SIGINT; the mail in hand is finished first."""
    _stop_on_signals(stopping)
    scheduler = BackgroundScheduler(
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        timezone="UTC",
    )
    wakers = [_Waker(scheduler, each, number, stopping) for number, each in enumerate(rounds)]
    for waker in wakers:
        waker.by_the_clock(poll_seconds)
    scheduler.start()
    listeners = list(_listeners(rounds, wakers, poll_seconds, stopping))
    stopping.wait()
    logger.info("stopping after the mail in hand")
    scheduler.shutdown(wait=True)
    for listener in listeners:
        listener.join()


def _listeners(
    rounds: Sequence[Rounds], wakers: Sequence["_Waker"], poll_seconds: int, stopping: Event
) -> Iterator[Listener]:
    for each, waker in zip(rounds, wakers, strict=True):
        if each.ear is not None:
            listener = Listener(each.ear, waker.now, stopping, poll_seconds)
            listener.start()
            yield listener


class _Waker:
    """Turns the rounds of one organisation: by the clock, and as soon as somebody asks."""

    def __init__(self, scheduler: BackgroundScheduler, rounds: Rounds, number: int, stopping: Event) -> None:
        self._scheduler = scheduler
        self._turn = _guarded(rounds)
        self._number = number
        self._stopping = stopping
        self._asked = Event()
        self._times = count(1)

    def by_the_clock(self, seconds: int) -> None:
        """Every so often, and at once, not after the first pause."""
        self._scheduler.add_job(self._turn, "interval", seconds=seconds, id=f"turn-{self._number}")
        self.now()

    def now(self) -> None:
        """As soon as the turn in hand is over; asking twice before that is asking once."""
        if self._asked.is_set() or self._stopping.is_set():
            return
        self._asked.set()
        with suppress(SchedulerNotRunningError, RuntimeError):  # it is just being stopped
            # A name of its own: APScheduler drops a job whose namesake is still at work.
            self._scheduler.add_job(self._answer, id=f"now-{self._number}-{next(self._times)}")

    def _answer(self) -> None:
        self._asked.clear()
        self._turn()


def _guarded(rounds: Rounds) -> Callable[[], None]:
    """A server that is away costs this turn, not the next."""

    def turn() -> None:
        try:
            rounds.turn()
        except (DoorError, DatabaseAway) as error:
            logger.warning("door: %s", error)

    return turn


def _stop_on_signals(stopping: Event) -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
