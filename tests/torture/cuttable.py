"""Meldpost as it is, but MELDPOST_CUT=hop:count kills it when it reaches a hop for the count-th time."""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bot.assemble import assembled
from bot.running import keep_running
from config.log_format import log_to_stderr
from config.settings import read_settings


def main(settings: Path, order: str) -> int:
    """What `meldpost run` does, with the cut."""
    log_to_stderr()
    with assembled(read_settings(settings)) as house:
        return keep_running(replace(house, cut=cut_at(order)))


def cut_at(order: str) -> Callable[[int], None]:
    """`cut_at("6:2")` kills the process when it comes to the end of hop 6 for the second time."""
    hop, left = (int(part) for part in order.split(":"))

    def cut(reached: int) -> None:
        nonlocal left
        left -= reached == hop
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return cut


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[sys.argv.index("--settings") + 1]), os.environ["MELDPOST_CUT"]))
