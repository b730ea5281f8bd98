"""Wakes the rounds, and ends after the mail in hand (the only apscheduler import).

What is due stands in the database; APScheduler only wakes us. One worker thread: two rounds never run at once.
"""

import logging
import signal
from collections.abc import Callable, Sequence
from threading import Event
from types import FrameType

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from bot.errors import DoorError
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
    for number, each in enumerate(rounds):
        turn = _guarded(each)
        scheduler.add_job(turn, "interval", seconds=poll_seconds, id=f"turn-{number}")
        scheduler.add_job(turn, id=f"first-{number}")  # at once, not after the first pause
    scheduler.start()
    stopping.wait()
    logger.info("stopping after the mail in hand")
    scheduler.shutdown(wait=True)


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
