"""How a log line looks: time, level, module, words of ours; libraries stay quiet, since they may quote mails."""

import logging
import sys


def log_to_stderr(level: int = logging.INFO) -> None:
    """Our own lines only; foreign libraries speak from WARNING on, without their arguments' contents."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.ERROR)
    for ours in ("bot", "classifiers", "replies", "register_store", "config"):
        logging.getLogger(ours).setLevel(level)
