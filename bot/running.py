"""The house at work: every organisation under its lease, watched, with signs of life, until it is told to stop."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from bot.assemble import House, smtp_access, utc_now
from bot.errors import DoorError
from bot.fetch_round import FetchReport
from bot.heartbeat import Heartbeat
from bot.mail_servers.smtp_sender import SmtpSender
from bot.office import Office
from bot.rounds import Doors, Rounds
from bot.scheduler import run_until_stopped
from bot.watch import Post, Watch
from register_store.database import DatabaseAway
from register_store.organisation import Organisation

logger = logging.getLogger(__name__)

#: What the supervisor sees when nothing works for long: start me again, tell somebody.
HOPELESS = 3


def keep_running(house: House) -> int:
    """Watch the mailboxes until SIGTERM; returns the exit status for the supervisor."""
    stopping = Event()
    with _at_work(house, stopping) as (rounds, watch):
        run_until_stopped(rounds, house.settings.poll_seconds, stopping)
    return HOPELESS if watch.is_hopeless else 0


def run_once(house: House) -> Iterator[str]:
    """One turn of every round; a line or two about each organisation. The first trouble is raised when all had it."""
    troubles: list[DoorError | DatabaseAway] = []
    with _at_work(house, Event()) as (rounds, _):
        for organisation, each in zip(house.settings.organisations, rounds, strict=True):
            try:
                report = each.turn()
            except (DoorError, DatabaseAway) as error:
                logger.warning("organisation %s: %s", organisation.key, error)
                troubles.append(error)
                continue
            if report.left_alone is not None:
                yield f"{organisation.key}: first start, {report.left_alone} older mails are left alone."
            yield f"{organisation.key}: {len(report.results)} mails judged, {report.failed} to be tried again."
    if troubles:
        raise troubles[0]


class WatchedRounds(Rounds):
    """The rounds of one organisation; after every turn the watch hears how it went."""

    def __init__(self, office: Office, doors: Doors, stopping: Event, watch: Watch) -> None:
        super().__init__(office, doors, stopping)
        self._watch, self._key, self._ending = watch, office.organisation.key, stopping

    def turn(self) -> FetchReport:
        """One turn, and its outcome told; when nothing works for long, the process ends."""
        try:
            report = super().turn()
        except Exception as error:
            self._watch.failed(self._key, error)
            if self._watch.is_hopeless:
                self._ending.set()
            raise
        self._watch.succeeded(self._key, report)
        return report


@contextmanager
def _at_work(house: House, stopping: Event) -> Iterator[tuple[list[WatchedRounds], Watch]]:
    watch = Watch(
        [_post(house, organisation) for organisation in house.settings.organisations],
        ops=house.settings.ops,
        clock=utc_now,
        trial_recipient=house.settings.trial_recipient,
    )
    leases = [house.lease(organisation) for organisation in house.settings.organisations]
    rounds = [
        WatchedRounds(house.office(organisation, lease), house.doors(organisation), stopping, watch)
        for organisation, lease in zip(house.settings.organisations, leases, strict=True)
    ]
    with Heartbeat(leases):
        yield rounds, watch


def _post(house: House, organisation: Organisation) -> Post:
    return Post(office=house.office(organisation), sender=SmtpSender(smtp_access(house.settings, organisation.key)))
