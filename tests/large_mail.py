"""A real process that reads a mailbox and says how much memory it took: `python large_mail.py ORDERS.json`."""

import json
import multiprocessing
import sys
from datetime import UTC, datetime
from pathlib import Path

from house import House
from memory import peak

from bot.child_reader import ChildReader
from bot.doors import ImapAccess, Security
from bot.mail_servers.imap_inbox import ImapInbox


def main(orders_file: str) -> None:
    """Two turns: the mails come to the disk; then the peak of parent and child, in bytes."""
    orders = json.loads(Path(orders_file).read_text())
    imap = ImapAccess(**{**orders["imap"], "security": Security(orders["imap"]["security"])})
    reader = ChildReader()
    house = House(Path(orders["folder"]), lambda: datetime.now(UTC), inbox=ImapInbox(imap), reader=reader)
    judged = sum(len(house.rounds.turn().results) for _ in range(2))
    child = max((peak(each.pid or "self") for each in multiprocessing.active_children()), default=0)
    reader.close()
    sys.stdout.write(json.dumps({"judged": judged, "parent": peak(), "child": child}))


if __name__ == "__main__":
    main(*sys.argv[1:])
