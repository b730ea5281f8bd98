"""The storm: a real bot on real servers over bad lines is killed again and again; at the end everything is counted.

`python tests/torture/drive.py --kills 300 --mails 2000 --seed 1 [--database postgresql]` prints one line:
`lost 0 twice 0 wrong 0 touched 0 of 2000`, and ends with 1 when it is another. What it did goes to stderr.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from serving.dovecot import Mailbox, dovecot
from serving.machine import server_folder
from serving.postgres import Postgres, postgres
from serving.smtp import SmtpServer, smtp_server
from sqlalchemy import func, select, update
from torture.disk import SmallDisk, small_disk
from torture.feed import Fed, mails
from torture.installation import CUTTABLE, Installation, Life
from torture.proxy import Proxy, bad_line
from torture.tally import Tally, tally

from register_store.database import Database
from register_store.due_rounds import COUNT
from register_store.tables import journal, letters, mailboxes, outbox, rounds

#: After which hops the power goes, in an order that begins with those where most is at stake.
HOPS = (10, 8, 7, 6, 2, 5, 9, 3, 1, 4)
#: A cut not reached in this time becomes a kill: so many seconds, on a slow machine so many times its first life.
PATIENCE_SECONDS, PATIENCE_LIVES = 12.0, 3.0
#: A life in peace ends by itself; one that does not is a fault.
PEACE_SECONDS = 3600.0
#: More unjudged mails than this wait for a life in peace.
MOST_BACKLOG = 60
#: The last lives, in calm, until nothing is left to do.
MOST_CALM_LIVES = 12


@dataclass(slots=True, kw_only=True)
class Storm:
    """Everything that takes part."""

    dice: Random
    mailbox: Mailbox
    smtp: SmtpServer
    lines: Sequence[Proxy]
    disk: SmallDisk
    installation: Installation
    postgres: Postgres | None
    patience: float
    did: Counter[str] = field(default_factory=Counter)

    def rage(self, fed: Sequence[Fed], kills: int) -> None:
        """Feed all mails over so many lives, each of which ends with a kill."""
        for number in range(kills):
            share = fed[number * len(fed) // kills : (number + 1) * len(fed) // kills]
            for mail in share:
                self.mailbox.append(mail.raw, seen=mail.seen)
            self._live_and_die(number)
            if self._backlog(fed[: (number + 1) * len(fed) // kills]) > MOST_BACKLOG:
                self._catch_up()
            self._hours_pass()

    def _catch_up(self) -> None:
        """One life in peace: a backlog that is judged at once would trip the breaker on receipts, as it should."""
        self._lines_are(bad=False)
        self.installation.start(("run", "--once")).wait(PEACE_SECONDS)
        self.did["lives in peace"] += 1

    def _backlog(self, fed: Sequence[Fed]) -> int:
        """How many mails nothing has come of yet."""
        with self._database() as database, database.transaction() as connection:
            judged = select(func.count(func.distinct(journal.c.fingerprint))).where(journal.c.state != "noted")
            return len(fed) - connection.execute(judged).scalar_one()

    def calm(self) -> None:
        """The lines are good and time passes: the bot finishes what is left."""
        self._lines_are(bad=False)
        for _ in range(MOST_CALM_LIVES):
            life = self.installation.start(("run", "--once"))
            status = life.wait(PEACE_SECONDS)
            self.did["calm lives"] += 1
            if status == 0 and not self._is_work_left():
                if not self._is_set_aside():
                    break
                self.installation.start(("retry",)).wait(PEACE_SECONDS)
            self._days_pass()
        self._days_pass()
        self.installation.start(("run", "--once")).wait(
            PEACE_SECONDS
        )  # counts what lies on the server, sweeps and forgets

    def _live_and_die(self, number: int) -> None:
        self._lines_are(bad=self.dice.random() < 0.5)
        if number % 15 == 7:
            self.mailbox.renumber()
            self.did["renumbered"] += 1
        if number % 4 == 3:
            self._killed_at_random(number)
        else:
            self._cut_at_hop(HOPS[(number - number // 4) % len(HOPS)])
        self.did["kills"] += 1

    def _cut_at_hop(self, hop: int) -> None:
        life = self.installation.start(entrance=CUTTABLE, MELDPOST_CUT=f"{hop}:{self.dice.randint(1, 3)}")
        deadline = time.monotonic() + self.patience
        while life.process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        self.did[f"cut at hop {hop:02}" if life.process.poll() is not None else "killed, hop not reached"] += 1
        life.kill()

    def _killed_at_random(self, number: int) -> None:
        life = self.installation.start()
        is_ready = life.wait_until_ready()
        self.did["killed at random" if is_ready else "did not start"] += 1
        self._wait(life)
        if number % 16 == 3:
            with self.disk.full():
                self.did["disk full"] += 1
                self._wait(life)
        if number % 16 == 11 and self.postgres:
            self.postgres.restart()
            self.did["database restarted"] += 1
            self._wait(life)
        life.kill()

    def _wait(self, life: Life) -> None:
        deadline = time.monotonic() + self.dice.uniform(0, self.patience / 3)
        while life.process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)

    def _lines_are(self, *, bad: bool) -> None:
        for line in self.lines:
            line.is_bad = bad

    def _is_work_left(self) -> bool:
        with self._database() as database, database.transaction() as connection:
            now = journal.c.uidvalidity.in_(select(mailboxes.c.uidvalidity))  # not what was noted before a renumbering
            noted = connection.execute(select(func.count()).where(journal.c.state == "noted", now)).scalar_one()
            waiting = connection.execute(select(func.count()).where(outbox.c.state == "waiting")).scalar_one()
        return bool(noted or waiting)

    def _is_set_aside(self) -> bool:
        with self._database() as database, database.transaction() as connection:
            return bool(connection.execute(select(func.count()).where(journal.c.state == "set_aside")).scalar_one())

    def _hours_pass(self) -> None:
        """Between two lives, so that the breaker on receipts, which counts them by the hour, stays out of the count."""
        before = datetime.now(UTC) - timedelta(hours=3)
        with self._database() as database, database.transaction() as connection:
            connection.execute(update(letters).where(letters.c.written_at > before).values(written_at=before))

    def _days_pass(self) -> None:
        """The pauses between two tries are over, and the daily count is due; the storm has no time for them."""
        with self._database() as database, database.transaction() as connection:
            connection.execute(update(rounds).where(rounds.c.name == COUNT).values(due_at=datetime.now(UTC)))
            connection.execute(update(outbox).where(outbox.c.state == "waiting").values(not_before=None))

    @contextmanager
    def _database(self) -> Iterator[Database]:
        database = Database(self.installation.database_url)
        try:
            yield database
        finally:
            database.close()

    def count(self, fed: Sequence[Fed]) -> Tally:
        """What came of it."""
        with self._database() as database:
            return tally(fed, self.mailbox, self.smtp.letters, database, self.installation.data / "evidence")


@contextmanager
def a_storm(*, seed: int, on_postgres: bool = False) -> Iterator[Storm]:
    """All servers, proxies and the installation, whose bot has taken its mark in an empty mailbox."""
    dice = Random(seed)
    with ExitStack() as stack:
        mailbox = stack.enter_context(dovecot()).mailbox("storm@juist.nl")
        smtp = stack.enter_context(smtp_server())
        imap, post = mailbox.access(), smtp.access()
        lines = [stack.enter_context(bad_line(port, Random(dice.random()))) for port in (imap.port, post.port)]
        cluster = stack.enter_context(postgres()) if on_postgres else None
        folder = stack.enter_context(server_folder("storm"))
        installation = Installation(
            folder=folder,
            imap=imap,
            smtp=post,
            database=cluster.new_database() if cluster else "",
            imap_port=lines[0].port,
            smtp_port=lines[1].port,
        )
        installation.write()
        disk = stack.enter_context(small_disk(installation.data))
        began = time.monotonic()
        assert installation.start(("run", "--once")).wait() == 0, (folder / "meldpost.log").read_text()
        yield Storm(
            dice=dice,
            mailbox=mailbox,
            smtp=smtp,
            lines=lines,
            disk=disk,
            installation=installation,
            postgres=cluster,
            patience=max(PATIENCE_SECONDS, PATIENCE_LIVES * (time.monotonic() - began)),
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a storm; 0 when every promise held."""
    options = _options(arguments)
    with a_storm(seed=options.seed, on_postgres=options.database == "postgresql") as storm:
        fed = mails(options.mails, storm.dice)
        storm.rage(fed, options.kills)
        storm.calm()
        counted = storm.count(fed)
        spoiled = sum((line.spoiled for line in storm.lines), Counter())
        kept = Path(options.keep_log) if options.keep_log else None
        if kept:
            kept.write_bytes((storm.installation.folder / "meldpost.log").read_bytes())
    repeats_allowed = storm.did["kills"] + storm.lines[1].spoiled.total()
    _say(f"{dict(sorted(storm.did.items()))}; connections spoiled: { ({m.value: n for m, n in spoiled.items()}) }")
    _say(f"letters repeated with the same Message-ID: {counted.repeated} (at most one per cut: {repeats_allowed})")
    _say(f"letters about mails set aside after three cuts: {counted.set_aside}")
    _say(f"evidence files that no row names, left by kills: {counted.left_over}")
    for what in ("lost", "twice", "wrong", "touched"):
        for fault in getattr(counted, what)[:10]:
            _say(f"{what}: {fault}")
    sys.stdout.write(counted.line + "\n")
    return 0 if counted.holds and counted.repeated <= repeats_allowed else 1


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="A storm over a real bot, and the count after it.")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--mails", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--keep-log", default="", help="where to put the bot's own log")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
