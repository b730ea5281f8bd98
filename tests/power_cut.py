"""A real process that reads a real mailbox and is killed after a hop: `python power_cut.py ORDERS.json HOP`."""

import json
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from house import House

from bot.doors import ImapAccess, Security, SmtpAccess
from bot.mail_servers.imap_inbox import ImapInbox
from bot.mail_servers.smtp_sender import SmtpSender


def main(orders_file: str, hop: str) -> None:
    """One turn of every round; at the hop the process is killed as by a power cut."""
    orders = json.loads(Path(orders_file).read_text())

    def cut(reached: int) -> None:
        if reached == int(hop):
            os.kill(os.getpid(), signal.SIGKILL)

    imap = ImapAccess(**{**orders["imap"], "security": Security(orders["imap"]["security"])})
    smtp = SmtpAccess(**{**orders["smtp"], "security": Security(orders["smtp"]["security"])})
    house = House(
        Path(orders["folder"]),
        lambda: datetime.now(UTC),
        inbox=ImapInbox(imap),
        sender=SmtpSender(smtp),
        cut=cut,
    )
    house.rounds.turn()


if __name__ == "__main__":
    main(*sys.argv[1:])
