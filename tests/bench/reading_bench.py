"""Mails per second from bytes to IncomingMail with its gates, beside mail-parser's and the standard library's parse.

Run `make bench`, or this file with PYTHONPATH=.:tests and a number of rounds. All three read the same
mails in turn; what counts are the ratios of the medians, in processor time, for other work disturbs the clock.
"""

import logging
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from email import message_from_bytes, policy
from pathlib import Path
from statistics import median

import mailparser

from bot.gates.automatic_mail import is_automatic
from bot.gates.bounces import is_bounce
from bot.gates.bulk_mail import is_bulk
from bot.gates.mail_loops import is_from_robot_of_our_kind
from bot.gates.no_reply import is_no_reply
from bot.gates.spam import is_marked_spam
from bot.reading.read_mail import read_mail

ROUNDS = 7
ROOT = Path(__file__).resolve().parents[2]
CORPORA = Path(os.environ.get("MELDPOST_CORPORA") or ROOT.parent / "shared" / "corpora")


def main() -> None:
    """One line for each set of mails and one for all."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    logging.disable(logging.CRITICAL)
    totals = [0.0, 0.0, 0.0]
    sys.stdout.write(
        f"{'mails':<12}{'n':>6}{'ours/s':>9}{'parser/s':>10}{'stdlib/s':>10}{'x parser':>10}{'x stdlib':>10}\n"
    )
    for name, mails in _sets():
        seconds = _medians(mails, rounds)
        totals = [total + one for total, one in zip(totals, seconds, strict=True)]
        _line(name, len(mails), seconds)
    _line("all", sum(len(mails) for _, mails in _sets()), totals)


def _line(name: str, number: int, seconds: Sequence[float]) -> None:
    ours, parser, stdlib = seconds
    rates = "".join(f"{number / one:>{width}.0f}" for one, width in zip(seconds, (9, 10, 10), strict=True))
    sys.stdout.write(f"{name:<12}{number:>6}{rates}{ours / parser:>10.2f}{ours / stdlib:>10.2f}\n")


def _sets() -> Iterator[tuple[str, list[bytes]]]:
    yield "twins", [path.read_bytes() for path in sorted((ROOT / "tests/bot/reading/twins").glob("*.eml"))]
    yield "demo", [path.read_bytes() for path in sorted((ROOT / "bot/demo/mails").rglob("*.eml"))]
    for name in ("ham", "spam", "bounces", "torture"):
        mails = sorted(path for path in (CORPORA / name).rglob("*") if path.suffix in (".eml", ".msg", ".txt"))
        if mails:
            yield name, [path.read_bytes() for path in mails]


def _medians(mails: Sequence[bytes], rounds: int) -> list[float]:
    """In turn, so that a busy moment of the machine hits all three alike."""
    works = (_ours, _mail_parser, _standard_library)
    taken = [[_seconds(work, mails) for work in works] for _ in range(rounds)]
    return [median(each) for each in zip(*taken, strict=True)]


def _seconds(work: Callable[[bytes], None], mails: Sequence[bytes]) -> float:
    begun = time.process_time()
    for raw in mails:
        work(raw)
    return time.process_time() - begun


def _ours(raw: bytes) -> None:
    mail = read_mail(raw)
    for gate in (is_bounce, is_automatic, is_bulk, is_from_robot_of_our_kind, is_marked_spam):
        gate(mail)
    is_no_reply(mail.answer_address or "")


def _mail_parser(raw: bytes) -> None:
    try:
        mailparser.parse_from_bytes(raw)
    except Exception:  # it raises on some of the tortured ones
        return


def _standard_library(raw: bytes) -> None:
    """All headers and all parts decoded."""
    try:
        message = message_from_bytes(raw, policy=policy.default)
        for part in message.walk():
            list(part.items())
            if not part.is_multipart():
                part.get_content()
    except Exception:  # likewise
        return


if __name__ == "__main__":
    main()
